"""Compare the drug table's structures with name tables made by others, and write what `audit` reads.

    python -m coscientist.tools.chemistry.audit_build REFERENCE.tsv [REFERENCE.tsv …]

A reference is a UTF-8 file of two tab-separated columns, name and SMILES. The first is the one whose SMILES replace a
contradicted structure; the project's own reference compounds are compared too. docs/tools.md says which references
were used and how they were made.
"""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from rdkit import rdBase
from rdkit.Chem import rdMolHash

from coscientist.tools.chemistry.audit import AUDIT_FILE, COLUMNS, Agreement, AuditEntry
from coscientist.tools.chemistry.drug_table import DrugRecord, drug_table
from coscientist.tools.chemistry.molecule import StructureError, molecule, structure
from coscientist.tools.chemistry.names import spelling
from coscientist.tools.chemistry.record_structure import active_part
from coscientist.tools.chemistry.reference_compounds import reference_compounds
from coscientist.tools.chemistry.salts import parent

Reference = Mapping[str, frozenset[str]]
"""Name to the SMILES that the reference has for it; more than one when it uses the name twice."""


def compare(references: Sequence[Reference]) -> list[AuditEntry]:
    """Return the outcome for every record of the drug table that has a structure and a name that a reference knows."""
    table = drug_table()
    entries: list[AuditEntry] = []
    for key in table.main_names():
        record = table.record(key)
        if record.smiles is not None and (entry := _outcome(record, references)):
            entries.append(entry)
    return entries


def read_reference(path: Path) -> Reference:
    """Return a reference file's names."""
    found: dict[str, set[str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        name, _, smiles = line.partition("\t")
        found.setdefault(spelling(name), set()).add(smiles)
    return {name: frozenset(smiles) for name, smiles in found.items()}


def _outcome(record: DrugRecord, references: Sequence[Reference]) -> AuditEntry | None:
    own, _mixture = active_part(record)
    others = [other for reference in references if (other := _look_up(record.name, reference))]
    if not others:
        return None
    inchikey = structure(own).inchikey if own else ""
    if own and own in others:
        return AuditEntry(record=record.name, state=Agreement.SAME, inchikey=inchikey, smiles=own)
    if own and any(_same_bonds(own, other) for other in others):
        return AuditEntry(record=record.name, state=Agreement.CONNECTIVITY, inchikey=inchikey, smiles=own)
    if len(others) > 1 and all(_same_bonds(others[0], other) for other in others[1:]):
        return AuditEntry(record=record.name, state=Agreement.REPLACED, inchikey=inchikey, smiles=others[0])
    return AuditEntry(record=record.name, state=Agreement.DIFFERS, inchikey=inchikey)


def _look_up(name: str, reference: Reference) -> str | None:
    """Return what the reference has under the record's main name, unless it uses the name for several compounds.

    Other names are no help: brand names and esters often lead to a relative of the record's compound.
    """
    found = sorted({active for smiles in reference.get(spelling(name), ()) if (active := _active(smiles))})
    return found[0] if found and all(_same_bonds(found[0], other) for other in found[1:]) else None


def _active(smiles: str) -> str | None:
    try:
        found = parent(smiles)
    except StructureError:
        return None
    return None if found.is_mixture else found.smiles


def _same_bonds(first: str, second: str) -> bool:
    """Whether two structures are the same compound but for stereochemistry and mobile hydrogens."""
    return structure(first).connectivity == structure(second).connectivity or _tautomers(first) == _tautomers(second)


def _tautomers(smiles: str) -> str:
    with rdBase.BlockLogs():
        mol = molecule(structure(smiles).smiles.replace("@", "").replace("/", "").replace("\\", ""))
        return str(rdMolHash.MolHash(mol, rdMolHash.HashFunction.HetAtomTautomerv2))


def main(arguments: Sequence[str]) -> None:
    """Write the audit file from the references named."""
    kept = {spelling(name): frozenset({each.smiles}) for each in reference_compounds() for name in each.names}
    entries = compare([*(read_reference(Path(argument)) for argument in arguments), kept])
    rows = [(entry.record, entry.state.value, entry.inchikey, entry.smiles) for entry in entries]
    lines = [f"# {drug_table().source}", "\t".join(COLUMNS), *("\t".join(row) for row in rows)]
    AUDIT_FILE.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
