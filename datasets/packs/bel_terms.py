"""Biological Expression Language terms, read into concepts with names a scientist would use.

Source: BEL 2.1 specification, https://language.bel.bio
"""

import re
from collections.abc import Mapping
from typing import Any

from coscientist.datasets.packs.bel_names import Names
from coscientist.domain.concept import Concept, ConceptKind

PREFIXES = {
    "Protein": "p",
    "Abundance": "a",
    "Complex": "complex",
    "Composite": "composite",
    "BiologicalProcess": "bp",
    "Pathology": "path",
    "Gene": "g",
    "RNA": "r",
    "miRNA": "m",
}
KINDS = {
    "p": ConceptKind.PROTEIN,
    "a": ConceptKind.COMPOUND,
    "complex": ConceptKind.COMPLEX,
    "composite": ConceptKind.COMPLEX,
    "bp": ConceptKind.PROCESS,
    "path": ConceptKind.DISEASE,
    "g": ConceptKind.GENE,
    "r": ConceptKind.RNA,
    "m": ConceptKind.RNA,
}
MODIFICATIONS = {
    "Ph": "phosphorylation",
    "hyperphosphorylation": "hyperphosphorylation",
    "Ac": "acetylation",
    "Ub": "ubiquitination",
    "UbK48": "K48-linked ubiquitination",
    "UbK63": "K63-linked ubiquitination",
    "UbPoly": "polyubiquitination",
    "Me": "methylation",
    "Me2": "dimethylation",
    "Me3": "trimethylation",
    "NO": "S-nitrosylation",
    "Sumo": "SUMOylation",
    "Palm": "palmitoylation",
    "NGlyco": "N-glycosylation",
    "OGlyco": "O-glycosylation",
    "Glyco": "glycosylation",
    "Farn": "farnesylation",
    "Ox": "oxidation",
    "protein aggregation": "aggregation",
    "Protein Aggregation, Pathological": "aggregation",
    "misfolded": "misfolding",
}
ADJECTIVES = {
    "phosphorylation": "phosphorylated",
    "hyperphosphorylation": "hyperphosphorylated",
    "acetylation": "acetylated",
    "ubiquitination": "ubiquitinated",
    "K48-linked ubiquitination": "K48-ubiquitinated",
    "K63-linked ubiquitination": "K63-ubiquitinated",
    "polyubiquitination": "polyubiquitinated",
    "methylation": "methylated",
    "S-nitrosylation": "S-nitrosylated",
    "SUMOylation": "SUMOylated",
    "palmitoylation": "palmitoylated",
    "nitration": "nitrated",
    "glycation": "glycated",
    "aggregation": "aggregated",
    "misfolding": "misfolded",
    "oxidation": "oxidised",
}


def concept(node: Mapping[str, Any], names: Names) -> Concept | None:
    """Read one node of a BEL graph; None for terms that are no things (reactions, empty families)."""
    function = node.get("function")
    if function == "Reaction" or function not in PREFIXES:
        return None
    if node.get("members"):
        return _assembly(node, names)
    if not node.get("name"):
        return None
    prefix, namespace, label = names.canonical(PREFIXES[str(function)], str(node["namespace"]), str(node["name"]))
    base_id = f"{prefix}({namespace}:{label})"
    variants = node.get("variants") or []
    base_name = names.readable(namespace, label)
    kind = KINDS[prefix]
    if kind is ConceptKind.COMPOUND:
        kind = names.abundance_kind(namespace, label)
    if prefix in ("g", "r"):
        base_name = f"{base_name} {'mRNA' if kind is ConceptKind.RNA else 'gene'}"
    if not variants:
        return Concept(
            id=base_id,
            name=base_name,
            kind=kind,
            identifiers={namespace: label},
            synonyms=names.synonyms(namespace, label),
        )
    parts = [_variant(variant) for variant in variants]
    modification, site = parts[0][0], "+".join(part[1] for part in parts if part[1]) or None
    return Concept(
        id=f"{base_id[:-1]}|{'|'.join(':'.join(filter(None, part)) for part in parts)})",
        name=_variant_name(base_name, parts),
        kind=kind,
        identifiers={namespace: label},
        parent=base_id,
        modification=modification,
        site=site,
    )


def _assembly(node: Mapping[str, Any], names: Names) -> Concept | None:
    members = [concept(member, names) for member in node["members"]]
    if any(member is None for member in members):
        return None
    known = sorted((member for member in members if member is not None), key=lambda member: member.id)
    together = node["function"] == "Composite"
    joined = " with ".join(m.name for m in known) if together else "–".join(m.name for m in known) + " complex"
    prefix = "composite" if together else "complex"
    return Concept(
        id=f"{prefix}({', '.join(member.id for member in known)})",
        name=joined,
        kind=ConceptKind.COMPLEX,
        members=tuple(member.id for member in known),
        modification="combination" if together else "complex",
    )


def _variant(variant: Mapping[str, Any]) -> tuple[str, str]:
    """Return (state, site) of one BEL variant."""
    if variant["kind"] == "pmod":
        label = str(variant["identifier"]["name"])
        residue = variant.get("code")
        position = variant.get("pos")
        return MODIFICATIONS.get(label, label), f"{residue or ''}{position or ''}"
    if variant["kind"] == "frag":
        span = variant.get("range")
        text = f"{span['start']}-{span['stop']}" if isinstance(span, dict) and "start" in span else ""
        return "fragment", str(variant.get("description") or text or "")
    identifier = str(variant.get("identifier", ""))
    return "variant", "" if identifier == "?" else re.sub(r"^p\.", "", identifier)


def _variant_name(base: str, parts: list[tuple[str, str]]) -> str:
    before: list[str] = []
    after: list[str] = []
    for state, site in parts:
        if state == "variant":
            after.append(f"{site} variant" if site else "variant")
        elif state == "fragment":
            after.append(f"fragment {site}".strip())
        else:
            adjective = ADJECTIVES.get(state, f"{state} of")
            if site:
                after.append(
                    f"{adjective} at {site}" if adjective in ADJECTIVES.values() else f"with {state} at {site}"
                )
            elif adjective in ADJECTIVES.values():
                before.append(adjective)
            else:
                after.append(f"with {state}")
    return " ".join([*dict.fromkeys(before), base, *_merge_sites(after)])


def _merge_sites(after: list[str]) -> list[str]:
    """Turn `phosphorylated at Ser202`, `phosphorylated at Thr205` into `phosphorylated at Ser202 and Thr205`."""
    merged: dict[str, list[str]] = {}
    for text in after:
        head, separator, site = text.partition(" at ")
        merged.setdefault(head + separator, []).append(site)
    return [head + " and ".join(sites) if head.endswith(" at ") else head for head, sites in merged.items()]
