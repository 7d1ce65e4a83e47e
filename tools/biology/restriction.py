"""Where restriction enzymes cut a DNA. Imports Biopython and its copy of REBASE, which takes a fifth of a second."""

# mypy: disallow_untyped_calls=False

from functools import lru_cache
from typing import Any

import Bio
import Bio.Restriction
from Bio.Seq import Seq

from coscientist.domain.check import Check
from coscientist.tools.biology.sequence import Alphabet, SequenceError, read_sequence
from coscientist.tools.finding import finding

MAX_MAPPED = 20_000
"""Nucleotides searched for sites."""
MAX_TOLD = 10
"""Positions listed for one enzyme."""
COMMON_ENZYMES = ("BamHI", "EcoRI", "HindIII", "KpnI", "NcoI", "NdeI", "NotI", "SacI", "SalI", "XbaI", "XhoI")
_REBASE: Any = Bio.Restriction  # its enzymes are classes made while importing, which no type checker sees


@lru_cache(maxsize=256)
def restriction_checks(text: str, enzymes: tuple[str, ...] = COMMON_ENZYMES) -> tuple[Check, ...]:
    """Return how often each enzyme cuts a linear DNA, and where.

    Raises: SequenceError when it is not DNA or too long; also for an enzyme that REBASE does not list.
    """
    sequence = read_sequence(text, Alphabet.DNA)
    if len(sequence.letters) > MAX_MAPPED:
        raise SequenceError(f"Restriction sites are sought in at most {MAX_MAPPED:,} nucleotides.", "Hand in a part.")
    known = {str(enzyme): enzyme for enzyme in _REBASE.AllEnzymes}
    if unknown := sorted(set(enzymes) - set(known)):
        raise SequenceError(f"REBASE lists no enzyme {', '.join(unknown)}.", "For example EcoRI; capitals matter.")
    batch = _REBASE.RestrictionBatch([known[enzyme] for enzyme in enzymes])
    cuts = {
        str(enzyme): positions for enzyme, positions in _REBASE.Analysis(batch, Seq(sequence.letters)).full().items()
    }
    return tuple(
        finding(
            tool="biology.restriction",
            subject=sequence.name,
            property=f"{enzyme} sites",
            value=len(cuts[enzyme]),
            unit="1",
            method=f"Biopython {Bio.__version__}, Restriction, linear",
            source="REBASE as in Biopython (doi:10.1093/nar/gku1046)",
            note=_places(cuts[enzyme]) + ("" if known[enzyme] in _REBASE.CommOnly else "; not sold"),
        )
        for enzyme in sorted(set(enzymes))
    )


def _places(positions: list[int]) -> str:
    if not positions:
        return "does not cut"
    shown = ", ".join(str(position) for position in positions[:MAX_TOLD])
    return f"cuts before position {shown}{' …' if len(positions) > MAX_TOLD else ''}"
