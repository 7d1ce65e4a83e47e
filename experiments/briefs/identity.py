"""What a material is registered as, from the corpus and from tool checks; never guessed."""

from collections.abc import Callable, Sequence

from coscientist.domain.brief_bench import Identifiers, Material, Verification
from coscientist.domain.check import Check
from coscientist.domain.concept import Concept

_FIELDS = {
    "inchikey": "inchikey",
    "smiles": "smiles",
    "cas": "cas",
    "pubchem": "pubchem",
    "pubchem.compound": "pubchem",
    "uniprot": "uniprot",
    "rrid": "rrid",
    "cellosaurus": "cellosaurus",
    "formula": "formula",
}
_CHECKED = {
    "inchikey": "inchikey",
    "smiles": "smiles",
    "canonical smiles": "smiles",
    "formula": "formula",
    "molecular formula": "formula",
}

OF_A_PROPOSAL = frozenset({"host", "site", "charge", "series", "amounts", "model"})
"""What is said of a composition that is proposed, and is no name under which anything is registered."""

InchiKey = Callable[[str], str | None]
"""Computes the InChIKey of a SMILES; None when it cannot be read."""


def rdkit_inchikey(smiles: str) -> str | None:
    """Compute an InChIKey with RDKit; None when the SMILES cannot be read."""
    from rdkit import Chem, RDLogger

    RDLogger.DisableLog("rdApp.*")  # type: ignore[attr-defined]
    molecule: object | None = Chem.MolFromSmiles(smiles)
    if molecule is None:
        return None
    return str(Chem.MolToInchiKey(molecule)) or None  # type: ignore[no-untyped-call]


def identifiers(concept: Concept, checks: Sequence[Check], inchikey: InchiKey = rdkit_inchikey) -> Identifiers:
    """Return what is registered for a concept. An InChIKey is always recomputed from the SMILES where there is one."""
    fields: dict[str, str] = {}
    other: dict[str, str] = {}
    for namespace, value in sorted(concept.identifiers.items()):
        name = _FIELDS.get(namespace.casefold())
        if name is None and namespace not in OF_A_PROPOSAL:
            other[namespace] = value
        elif name is None:
            continue
        else:
            fields[name] = value
    names = {n.casefold() for n in (concept.id, concept.name, *concept.synonyms)}
    for check in checks:
        name = _CHECKED.get(check.property.casefold())
        if name and isinstance(check.value, str) and check.value and check.subject.casefold() in names:
            fields.setdefault(name, check.value)
    if "smiles" in fields:
        computed = inchikey(fields["smiles"])
        if computed is None:
            other["unreadable SMILES"] = fields.pop("smiles")
        else:
            fields["inchikey"] = computed
    return Identifiers(**fields, other=other)


def identified(material: Material, concept: Concept, checks: Sequence[Check], inchikey: InchiKey) -> Material:
    """Return a material with its registered names; what it physically is stays unverified until the laboratory says."""
    found = identifiers(concept, checks, inchikey)
    how = "structure computed; the physical sample is unverified" if found.inchikey else "unverified"
    return material.model_copy(update={"identifiers": found, "verified": Verification(status=how)})
