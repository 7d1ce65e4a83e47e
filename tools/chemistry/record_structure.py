"""What to believe of a drug record's structure: its active part, weighed against other sources. Imports RDKit."""

from coscientist.tools.chemistry.audit import Agreement, AuditEntry, audit
from coscientist.tools.chemistry.drug_table import DrugRecord, drug_table
from coscientist.tools.chemistry.molecule import StructureError, flat, structure
from coscientist.tools.chemistry.names import (
    Reading,
    names_a_configuration,
    names_an_ester_of,
    names_an_isotope,
    spelling,
)
from coscientist.tools.chemistry.salts import parent, unlabelled
from coscientist.tools.chemistry.structure_link import LinkState, StructureLink


def link_record(name: str, reading: Reading, record: DrugRecord) -> StructureLink:
    """Return the link that a record gives, with as much trust as the comparison with other sources allows."""
    steps = reading.dropped if spelling(record.name) == reading.text else (*reading.dropped, f"listed as {record.name}")
    link = StructureLink(
        name=name,
        state=LinkState.NO_STRUCTURE,
        record=record.name,
        drugbank_id=record.drugbank_id,
        is_protein=record.is_protein,
        steps=steps,
        source=drug_table().source,
    )
    smiles, mixture, entry = _believed(record)
    if record.is_macromolecule:
        return link.model_copy(update={"note": "MeSH files the name as a macromolecule: it has no small structure"})
    if record.is_class and entry.state in {Agreement.NOT_COMPARED, Agreement.DIFFERS}:
        return link.model_copy(update={"state": LinkState.CLASS, "note": "MeSH files the name as a family"})
    if names_an_ester_of(reading.text, record.name):
        note = f"the table lists it under {record.name}, of which it is a derivative with another structure"
        return link.model_copy(update={"note": note})
    if mixture:
        return link.model_copy(update={"state": LinkState.MIXTURE, "alternatives": mixture})
    if smiles is None:
        return link
    if entry.state is Agreement.DIFFERS:
        note = "the table's structure is not the one that other sources give for this name, so it is not used"
        return link.model_copy(update={"state": LinkState.CONTRADICTED, "alternatives": (smiles,), "note": note})
    return _with_structure(link, smiles, entry, stereo_asked=reading.stereo_dropped)


def _believed(record: DrugRecord) -> tuple[str | None, tuple[str, ...], AuditEntry]:
    """Return the structure to use, or else the components of a mixture, and how it compares with other sources."""
    if audit().table == drug_table().source and (entry := audit().of(record.name)).smiles:
        return entry.smiles, (), entry
    smiles, mixture = active_part(record)
    entry = audit().of_structure(record.name, structure(smiles).inchikey if smiles else "")
    return (entry.smiles, (), entry) if entry.smiles else (smiles, mixture, entry)


def _with_structure(link: StructureLink, smiles: str, entry: AuditEntry, *, stereo_asked: bool) -> StructureLink:
    """Return the link with its structure: flat where the name asks for a configuration that nobody confirmed."""
    single = entry.state is Agreement.NOT_COMPARED
    shown = flat(smiles) if stereo_asked else smiles
    same = entry.state is Agreement.SAME
    has_stereo = shown != flat(smiles)
    achiral = not has_stereo and structure(shown).open_stereo == 0
    by_other_name = names_a_configuration(link.name) and spelling(link.name) != spelling(link.record or "")
    note = ""
    if single:
        share = audit().share_contradicted()
        note = f"one source only; of its comparable structures {share:.0%} were of another compound"
    elif stereo_asked and flat(smiles) != smiles:
        note = "the name's stereochemistry is not in the table: the structure is shown without any"
    elif entry.state is Agreement.REPLACED:
        note = "two other sources agree on this structure against the table's own"
    elif has_stereo and not same:
        note = "the stereochemistry is one source's"
    return link.model_copy(
        update={
            "state": LinkState.SINGLE_SOURCE if single else LinkState.CONFIRMED,
            "smiles": structure(shown).smiles,
            "inchikey": structure(shown).inchikey,
            "stereo_confirmed": achiral or (not single and same and not stereo_asked and not by_other_name),
            "note": note,
        }
    )


def active_part(record: DrugRecord) -> tuple[str | None, tuple[str, ...]]:
    """Return the active part of a record's structure, or the components among which it would have to be guessed.

    Labels go unless the name asks for them: PubChem by name often gives a deuterated reference standard.
    """
    if record.smiles is None:
        return None, ()
    try:
        text = record.smiles if names_an_isotope(record.name) else unlabelled(record.smiles)
        found = parent(text)
    except StructureError:
        return None, ()
    return (None, found.others) if found.is_mixture else (found.smiles, ())
