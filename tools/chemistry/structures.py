"""From a compound's name to its structure, or to a plain word on why there is none. Imports RDKit."""

from functools import lru_cache

from coscientist.tools.chemistry.audit import audit
from coscientist.tools.chemistry.drug_table import DrugRecord, drug_table
from coscientist.tools.chemistry.ions import ion_structure
from coscientist.tools.chemistry.molecule import StructureError, flat, structure
from coscientist.tools.chemistry.names import Reading, is_accession, names_a_class, readings, spelling, with_counterions
from coscientist.tools.chemistry.record_structure import link_record
from coscientist.tools.chemistry.reference_compounds import SOURCE, reference_compound
from coscientist.tools.chemistry.structure_link import LinkState, StructureLink

MAX_NAME = 300
"""Characters; systematic names beyond this are not in any table of drugs."""


def link(name: str, synonyms: tuple[str, ...] = ()) -> StructureLink:
    """Return what a name, failing that one of its synonyms, is linked to. Whole names only; nothing is guessed.

    Synonyms that lead to compounds with other bonds make the link ambiguous.

    Raises: DrugTableError when the table of names is missing.
    """
    own = link_name(name)
    others = [link_name(synonym) for synonym in synonyms]
    found = [each for each in (own, *others) if each.smiles is not None]
    if not found:
        known = [each for each in (own, *others) if each.state is not LinkState.NOT_FOUND]
        return (known[0] if known else own).model_copy(update={"name": name})
    if len({(each.inchikey or "")[:14] for each in found}) > 1:
        different = tuple(sorted({f"{each.name}: {each.smiles}" for each in found}))
        return StructureLink(
            name=name,
            state=LinkState.AMBIGUOUS,
            alternatives=different,
            source=found[0].source,
            note="the name and its synonyms lead to different compounds",
        )
    steps = found[0].steps if found[0] is own else (f"synonym {found[0].name}", *found[0].steps)
    return found[0].model_copy(update={"name": name, "steps": steps})


@lru_cache(maxsize=8192)
def link_name(name: str) -> StructureLink:
    """Return what one name is linked to.

    Raises: DrugTableError when the table of names is missing.
    """
    source = drug_table().source
    if len(name) > MAX_NAME:
        note = f"names of more than {MAX_NAME} characters are not looked up"
        return StructureLink(name=name[:MAX_NAME], state=LinkState.NOT_FOUND, source=source, note=note)
    if ion := ion_structure(name):
        return StructureLink(
            name=name,
            state=LinkState.CONFIRMED,
            smiles=ion,
            inchikey=structure(ion).inchikey,
            stereo_confirmed=True,
            source="the name, which spells element and charge",
        )
    if is_accession(name):
        note = "a bare accession number; its database is not at hand offline"
        return StructureLink(name=name, state=LinkState.ACCESSION, source=source, note=note)
    if (listed := _from_reference(name)) is not None:
        return listed
    candidates = [(reading, record) for reading in readings(name) for record in _records(reading)]
    links = [link_record(name, reading, record) for reading, record in candidates if _applies(reading, record)]
    best = _most_faithful(links)
    if best is None or best.state is LinkState.NO_STRUCTURE:
        best = _from_salt(name, best) or best
    if best is not None:
        return best
    if names_a_class(name):
        note = "the name ends in a role or a family of compounds"
        return StructureLink(name=name, state=LinkState.CLASS, source=source, note=note)
    note = f"none of the {len(drug_table()):,} names of {source} is this one"
    return StructureLink(name=name, state=LinkState.NOT_FOUND, source=source, note=note)


@lru_cache(maxsize=1)
def confirmed_structures() -> dict[str, str]:
    """Return the SMILES of every drug whose structure a second source confirms: candidates for analogues.

    Callers must not change the mapping, it is shared.
    """
    if audit().table == drug_table().source:
        return {entry.record: entry.smiles for entry in audit().entries.values() if entry.smiles}
    links = [link_name(record) for record in audit().entries]
    return {each.name: each.smiles for each in links if each.state is LinkState.CONFIRMED and each.smiles}


def _from_reference(name: str) -> StructureLink | None:
    """Return the link to a reference compound; its configuration is the natural one."""
    for reading in readings(name):
        listed = None if any(p.startswith("salt") for p in reading.dropped) else reference_compound(reading.text)
        if listed is None:
            continue
        record = next((r for known in listed.names for r in drug_table().find(known)), None)
        shown = structure(flat(listed.smiles) if reading.stereo_dropped else listed.smiles)
        return StructureLink(
            name=name,
            state=LinkState.CONFIRMED,
            record=record.name if record else None,
            drugbank_id=record.drugbank_id if record else None,
            smiles=shown.smiles,
            inchikey=shown.inchikey,
            stereo_confirmed=shown.open_stereo == 0,
            steps=reading.dropped,
            source=SOURCE,
        )
    return None


def _most_faithful(links: list[StructureLink]) -> StructureLink | None:
    """Return the first link with a structure, unless equally faithful ones disagree; failing that the first link."""
    with_structure = [each for each in links if each.smiles]
    if not with_structure:
        return links[0] if links else None
    first = with_structure[0]
    rivals = [each for each in with_structure if each.steps == first.steps and each.inchikey != first.inchikey]
    if not rivals:
        return first
    return first.model_copy(
        update={
            "state": LinkState.AMBIGUOUS,
            "smiles": None,
            "inchikey": None,
            "alternatives": tuple(sorted(f"{each.record}: {each.smiles}" for each in (first, *rivals))),
            "note": "the table uses this name for several compounds",
        }
    )


def _records(reading: Reading) -> list[DrugRecord]:
    """Return the records of that name; where it is a record's main name, only that one."""
    records = drug_table().find(reading.text)
    return [record for record in records if spelling(record.name) == reading.text] or records


def _applies(reading: Reading, record: DrugRecord) -> bool:
    """Whether a reading may mean a record: a salt whose anion is left off must not end up as a bare element."""
    if not any(part.startswith("salt") for part in reading.dropped) or record.smiles is None:
        return True
    try:
        return structure(record.smiles).heavy_atoms > 1
    except StructureError:
        return True


def _from_salt(name: str, known: StructureLink | None) -> StructureLink | None:
    """Return the active part of a salt that the table lists under the name with a counter-ion added."""
    for salt in with_counterions(name):
        for record in drug_table().find(salt):
            found = link_record(name, Reading(text=salt, dropped=(f"taken from {salt}",)), record)
            if found.smiles and known:
                return found.model_copy(update={"record": known.record, "drugbank_id": known.drugbank_id})
            if found.smiles:
                return found
    return None


__all__ = ["LinkState", "StructureLink", "confirmed_structures", "link", "link_name"]
