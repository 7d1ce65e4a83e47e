"""What the drug table tells of a compound's standing as a medicine, and what it leaves open."""

import re
from enum import StrEnum
from functools import lru_cache

from coscientist.domain.base import Value
from coscientist.tools.chemistry.drug_table import DrugRecord, drug_table
from coscientist.tools.chemistry.names import readings, spelling

_BRACKETED = re.compile(r"\s*\([^)]*\)")
_TOGETHER = re.compile(r",? and |, |/")
_FORM = re.compile(
    r"\s+(?:buccal|sublingual|otic|nasal|nasal spray|ophthalmic|topical|rectal|vaginal|urogenital|oral inhalation|"
    r"inhalation|injection|transdermal(?: patch)?|patch|liposomal|lipid complex|implant|intravitreal)$"
)


class Standing(StrEnum):
    """How near a compound is to patients, as far as the table says."""

    MEDICINE = "a medicine that patients are given"
    REGISTERED = "registered, not said to be a medicine"
    UNLISTED = "not in the drug table"


class MedicineStanding(Value):
    """What was found under a compound's names."""

    standing: Standing
    why: str
    source: str


def medicine_standing(name: str, synonyms: tuple[str, ...] = ()) -> MedicineStanding:
    """Return what the table says: leaflets for patients show a medicine; an id of DrugBank alone shows nothing yet.

    DrugBank also registers substances that were never given to anybody, and its open vocabulary does not say which are
    approved or investigational. Source: https://go.drugbank.com/releases/latest#open-data (vocabulary, CC0).
    A leaflet on several drugs together, or on one way of giving a drug, is a leaflet on each of them.
    Limits: leaflets are those of MedlinePlus and the NHS; a medicine of other countries may have none.
    Raises: DrugTableError when the table is missing.
    """
    table = drug_table()
    texts = [reading.text for each in (name, *synonyms) for reading in readings(each)]
    records = [record for text in dict.fromkeys(texts) for record in table.find(text) if not record.is_class]
    listed = (_leaflets().get(spelling(text)) for text in (*texts, *(record.name for record in records)))
    with_leaflet = next((record for record in listed if record is not None), None)
    if with_leaflet is not None:
        why = f"{' and '.join(with_leaflet.leaflets)} {'have' if len(with_leaflet.leaflets) > 1 else 'has'} a leaflet"
        return MedicineStanding(standing=Standing.MEDICINE, why=f"{why} on {with_leaflet.name}", source=table.source)
    registered = next((record for record in records if record.drugbank_id), None)
    if registered is not None:
        return MedicineStanding(standing=Standing.REGISTERED, why=_open_question(registered), source=table.source)
    why = f"no drug of that name among {len(table):,}"
    return MedicineStanding(standing=Standing.UNLISTED, why=why, source=table.source)


@lru_cache(maxsize=1)
def _leaflets() -> dict[str, DrugRecord]:
    """Return the records with a leaflet by every drug that they name: `aspirin and omeprazole`, `apomorphine patch`."""
    found: dict[str, DrugRecord] = {}
    table = drug_table()
    for record in map(table.record, table.main_names()):
        if record.leaflets:
            alone = _BRACKETED.sub("", record.name)
            for part in (record.name, *_TOGETHER.split(alone)):
                plain = _FORM.sub("", part).strip()
                if plain:
                    found.setdefault(spelling(plain), record)
    return found


def _open_question(record: DrugRecord) -> str:
    return (
        f"DrugBank lists {record.name} ({record.drugbank_id}); the table does not say whether it was ever approved or "
        "tried in people, and there is no leaflet on it"
    )
