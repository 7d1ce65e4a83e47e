"""Which structures of the drug table a second source confirms, contradicts or replaces.

The table's SMILES were looked up in PubChem by name, and some are of another compound. Each was compared with name
tables made by others (`audit_build`). The outcome is kept beside this file with the active structure, so that it need
not be derived again; for another release of the table it counts only where the structure is still the same one.
"""

import csv
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from coscientist.domain.base import Value

AUDIT_FILE = Path(__file__).parent / "data" / "structure_audit.tsv"
COLUMNS = ("record", "state", "inchikey", "smiles")


class Agreement(StrEnum):
    """What the comparison of a record's structure with other sources showed."""

    SAME = "same"
    """Another source has the same structure, stereochemistry included."""
    CONNECTIVITY = "connectivity"
    """Another source has the same bonds; the stereochemistry differs or is left open by one of them."""
    DIFFERS = "differs"
    """Every other source that knows the name has another compound."""
    REPLACED = "replaced"
    """Two other sources agree with each other and not with the record: theirs is used."""
    NOT_COMPARED = "not compared"
    """No other source knew the name."""


class AuditEntry(Value):
    """The outcome for one record."""

    record: str
    state: Agreement
    inchikey: str = ""
    """Of the active part of the record's own structure; empty where that was a mixture or unreadable."""
    smiles: str = ""
    """The structure to use: the record's active part or what replaces it; empty where it is contradicted."""


class Audit(Value):
    """The outcomes by record."""

    table: str
    """The table that was compared, with its version."""
    entries: dict[str, AuditEntry]

    def of(self, record: str) -> AuditEntry:
        """Return the outcome for a record of the compared release."""
        return self.entries.get(record) or AuditEntry(record=record, state=Agreement.NOT_COMPARED)

    def of_structure(self, record: str, inchikey: str) -> AuditEntry:
        """Return the outcome for a record of another release: it counts if the active part is still the same."""
        entry = self.of(record)
        return entry if entry.inchikey == inchikey else AuditEntry(record=record, state=Agreement.NOT_COMPARED)

    def share_contradicted(self) -> float:
        """Return the share of compared records whose structure was contradicted, between 0 and 1."""
        wrong = sum(e.state in {Agreement.DIFFERS, Agreement.REPLACED} for e in self.entries.values())
        return wrong / len(self.entries) if self.entries else 0.0


@lru_cache(maxsize=1)
def audit() -> Audit:
    """Read the outcomes, once per process."""
    with AUDIT_FILE.open(encoding="utf-8", newline="") as file:
        table = file.readline().removeprefix("# ").strip()
        file.readline()
        entries = [AuditEntry.model_validate(row) for row in csv.DictReader(file, COLUMNS, delimiter="\t")]
    return Audit(table=table, entries={entry.record: entry for entry in entries})
