"""Drugs, hormones and natural substances by the names that papers use for them."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from coscientist.datasets import headings
from coscientist.domain.concept import Concept, ConceptKind
from coscientist.tools.chemistry import drug_table, names
from coscientist.tools.chemistry.drug_table import DrugRecord
from coscientist.tools.kept import kept


def drugs(may_occur: Callable[[str], bool] = lambda _name: True) -> Iterator[Concept]:
    """Yield drugs, hormones and natural substances, of those of which a name may occur, without systematic names."""
    for drug in _drugs():
        if any(map(may_occur, drug.names)):
            yield Concept(
                id=f"drug:{drug.names[0]}",
                name=_spoken(drug.names[0]),
                kind=drug.kind,
                synonyms=drug.names,
                identifiers={"DRUGBANK": drug.drugbank_id} if drug.drugbank_id else {},
            )


class Drug(NamedTuple):
    """One entry of the table of drugs."""

    names: tuple[str, ...]
    """Its heading first."""
    kind: ConceptKind
    drugbank_id: str | None


@lru_cache(maxsize=1)
def _drugs() -> tuple[Drug, ...]:
    from pydantic import TypeAdapter

    code = (Path(__file__), Path(drug_table.__file__), Path(names.__file__), Path(headings.__file__))
    return kept("drugs", TypeAdapter(tuple[Drug, ...]), _read_drugs, (drug_table.DISTRIBUTION,), code)


def _read_drugs() -> tuple[Drug, ...]:
    return tuple(
        Drug((record.name, *own, *_USUAL.get(record.name, ())), _kind(record), record.drugbank_id)
        for record, own in _drug_entries()
    )


_ANTIBODY = re.compile(r"(mab|cept|alfa|kinra|ermin|protein|factor|globulin|ase)$")
_EXTRACT = re.compile(
    r"\b(pollen|milk|bark|leaf|root|seed|flower|fiber|bran|venom|whole|hair|feather|cotton|hops|silk|wool|egg|meat|dust|"
    r"smoke|soot|potato|tomato|wheat|rice|corn|oat|nut|yeast|mold|antigen|vaccine|virus|cell|tar|starch|pike|crab|soil)s?\b"
)
"""What DrugBank lists for tests of allergy, and other mixtures: nothing that could be given as a compound."""


_ORGANISM = re.compile(
    r"chickpea|cotton|oat|rice|sorghum|wheat|"
    r"[a-z]{4,} (?!sodium|potassium|magnesium|calcium|alum|anti)"
    r"[a-z]{2,}(?:us|is|um|ae|ii|ans|ica|osa|coli|eus|iae|ata)"
)
"""Bacteria, fungi, insects and crops: tests of allergy and probiotics are made of them, and sentences speak of them."""
_USUAL = {
    "serotonin": ("5-HT",),
    "acetylcholine": ("ACh",),
    "epoprostenol": ("PGI2",),
    "dinoprostone": ("PGE2",),
    "alprostadil": ("PGE1",),
    "thromboxane a2": ("TXA2",),
    "hydrogen peroxide": ("H2O2",),
}
"""Short names in common use that the table lacks."""


def _spoken(name: str) -> str:
    """Return a heading as sentences have it: `receptors, adrenergic, alpha` are `alpha adrenergic receptors`."""
    parts = name.split(", ")
    return " ".join(reversed(parts)) if len(parts) == 3 and " and " not in name else headings.natural_order(name)


def _drug_entries() -> tuple[tuple[DrugRecord, tuple[str, ...]], ...]:
    """Return the records with their other names; an acid and its anion are one, and a dose names no drug."""
    entries = [
        (record, called)
        for record, called in drug_table.drug_table().entries()
        if not record.name.startswith("low-dose ") and (record.smiles or not _ORGANISM.fullmatch(record.name))
    ]
    acids = {f"{record.name[:-7]}ate": record.name for record, _ in entries if _ACID.fullmatch(record.name)}
    of_acids: dict[str, tuple[str, ...]] = {acid: (anion,) for anion, acid in acids.items()}
    of_acids |= {acids[record.name]: (record.name, *called) for record, called in entries if record.name in acids}
    others = [(record, called) for record, called in entries if record.name not in acids]
    return tuple((record, (*called, *of_acids.get(record.name, ()))) for record, called in others)


_ACID = re.compile(r"[a-z]{5,}ic acid")


def _kind(record: DrugRecord) -> ConceptKind:
    if record.is_protein or (not record.smiles and _ANTIBODY.search(record.name)):
        return ConceptKind.PROTEIN
    if not record.smiles and _EXTRACT.search(record.name):
        return ConceptKind.OTHER
    # Nucleic acids and polysaccharides are listed too: `small interfering RNA` is nothing that cells over-express.
    return ConceptKind.OTHER if record.is_macromolecule or record.is_class else ConceptKind.COMPOUND
