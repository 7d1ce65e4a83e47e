"""Edges of a BEL graph in node-link JSON, read into sources, passages and signed claims.

Source: BEL 2.1 relationships, https://language.bel.bio/language/reference/2.1.0/relations/
"""

import re
from collections.abc import Mapping
from typing import Any

from coscientist.datasets.packs.bel_names import sentence_case
from coscientist.domain.base import content_id
from coscientist.domain.claim import Claim, Predicate
from coscientist.domain.literature import Passage, Source
from coscientist.literature.cues import is_hedged

PREDICATES = {
    "increases": Predicate.INCREASES,
    "directlyIncreases": Predicate.INCREASES,
    "decreases": Predicate.DECREASES,
    "directlyDecreases": Predicate.DECREASES,
    "regulates": Predicate.REGULATES,
    "causesNoChange": Predicate.NO_CHANGE,
    "positiveCorrelation": Predicate.POSITIVE_CORRELATION,
    "negativeCorrelation": Predicate.NEGATIVE_CORRELATION,
    "association": Predicate.ASSOCIATION,
    "biomarkerFor": Predicate.BIOMARKER,
    "prognosticBiomarkerFor": Predicate.BIOMARKER,
    "hasComponent": Predicate.PART_OF,
    "partOf": Predicate.PART_OF,
    "hasMember": Predicate.IS_A,
    "isA": Predicate.IS_A,
    "hasVariant": Predicate.HAS_VARIANT,
}
TURNED_ROUND = frozenset({"hasComponent", "hasMember"})
"""Relations whose subject and object change places under the predicate used here."""
CONFIDENCE = {"Low": 0.25, "Medium": 0.5, "High": 0.75, "Very High": 0.9}
"""The curators' ordinal grades on a scale from 0 to 1; ranks, not probabilities."""
CONTEXT = {
    "Species": "species",
    "MeSHAnatomy": "anatomy",
    "Anatomy": "anatomy",
    "Cell": "cell type",
    "CellLine": "cell line",
    "Cell_Line": "cell line",
    "MeSHDisease": "disease",
    "Disease": "disease",
    "Method": "method",
    "ExpMethod": "method",
    "MouseStrain": "mouse strain",
    "TextLocation": "text location",
}
SPECIES = {
    "9606": "human",
    "10090": "mouse",
    "10116": "rat",
    "7227": "fruit fly",
    "6239": "nematode",
    "7955": "zebrafish",
}
ACTIVITIES = {
    "kin": "kinase activity",
    "phos": "phosphatase activity",
    "cat": "catalytic activity",
    "tscript": "transcriptional activity",
    "chap": "chaperone activity",
    "pep": "peptidase activity",
}


def source(citation: Mapping[str, Any], licence: str, attribution: str) -> Source:
    """Read a citation block."""
    reference = str(citation["reference"]).strip()
    kind = {"PubMed": "pmid", "DOI": "doi", "PubMed Central": "pmcid"}.get(str(citation.get("type")), "url")
    date = str(citation.get("date") or "")
    year = int(date[:4]) if re.match(r"\d{4}", date) else None
    title = str(citation.get("title") or citation.get("name") or reference).strip()
    url = {"pmid": f"https://pubmed.ncbi.nlm.nih.gov/{reference}/", "doi": f"https://doi.org/{reference}"}
    return Source(
        id=f"{kind}:{reference}",
        title=title,
        authors=tuple(str(author) for author in citation.get("authors") or ()),
        journal=str(citation["name"]) if citation.get("name") and citation.get("title") else None,
        year=year,
        date=date or None,
        url=url.get(kind, reference if reference.startswith("http") else None),
        identifiers={kind: reference},
        licence=licence,
        attribution=attribution,
    )


def passage(evidence: str, cited: Source, annotations: Mapping[str, Any]) -> Passage:
    """Read the sentence that an edge quotes, verbatim."""
    where = sorted(annotations.get("TextLocation") or ())
    return Passage(
        id=content_id("p", cited.id, evidence),
        source=cited.id,
        quote=evidence,
        locator=", ".join(where) or None,
        year=cited.year,
    )


def claim(
    link: Mapping[str, Any],
    subject: str,
    object_: str,
    quoted: Passage | None,
    made_by: str,
    species: str | None = None,
) -> Claim | None:
    """Read one edge between two known concepts; None for relations that say nothing about what things do or are."""
    relation = str(link["relation"])
    predicate = PREDICATES.get(relation)
    if predicate is None or subject == object_:
        return None
    subject_aspect, object_aspect = _aspect(link.get("subject")), _aspect(link.get("object"))
    if relation in TURNED_ROUND:
        subject, object_ = object_, subject
        subject_aspect, object_aspect = object_aspect, subject_aspect
    annotations = link.get("annotations") or {}
    grades = [CONFIDENCE[grade] for grade in annotations.get("Confidence") or () if grade in CONFIDENCE]
    passages = (quoted.id,) if quoted else ()
    return Claim(
        id=content_id("c", subject, predicate, object_, subject_aspect, object_aspect, passages),
        subject=subject,
        predicate=predicate,
        object=object_,
        passages=passages,
        source=quoted.source if quoted else None,
        year=quoted.year if quoted else None,
        direct=relation.startswith("directly"),
        subject_aspect=subject_aspect,
        object_aspect=object_aspect,
        hedged=bool(quoted) and is_hedged(quoted.quote) if quoted else False,
        confidence=min(grades) if grades else None,
        context=_context(annotations, species),
        made_by=made_by,
    )


def _aspect(side: Mapping[str, Any] | None) -> str | None:
    if not side or not side.get("modifier"):
        return None
    modifier = str(side["modifier"])
    if modifier != "Activity":
        return modifier.lower()
    effect = side.get("effect") or {}
    return ACTIVITIES.get(str(effect.get("name")), "activity")


def _as_written(name: str, value: str) -> str:
    if name == "species":
        return SPECIES.get(value, value)
    return sentence_case(value) if name in ("anatomy", "cell type") else value


def _context(annotations: Mapping[str, Any], species: str | None) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for key, name in CONTEXT.items():
        for value in annotations.get(key) or ():
            found.setdefault(name, set()).add(_as_written(name, str(value)))
    if species:
        found.setdefault("species", set()).add(species)
    return {name: tuple(sorted(values)) for name, values in sorted(found.items())}
