"""How alike two sequences are. Imports Biopython."""

# mypy: disallow_untyped_calls=False

from functools import lru_cache

import Bio
from Bio.Align import PairwiseAligner, substitution_matrices

from coscientist.domain.check import Check
from coscientist.tools.biology.sequence import Alphabet, SequenceError, read_sequence
from coscientist.tools.finding import finding

MAX_CELLS = 25_000_000
"""Product of the two lengths: a second or two of computing, 25 MB of traceback."""


@lru_cache(maxsize=256)
def alignment_checks(first: str, second: str) -> tuple[Check, ...]:
    """Return identity, aligned length and score of the best global alignment, end gaps free.

    Source: Needleman-Wunsch with affine gaps; proteins BLOSUM62 (doi:10.1073/pnas.89.22.10915), opening 10, extending
    0.5; nucleic acids match 2, mismatch -3, opening 5, extending 2.
    Limits: of several equally good alignments the first is reported; below about 25 % identity of proteins an
    alignment is no sign of kinship (doi:10.1093/protein/12.2.85).
    Raises: SequenceError for unreadable, unlike or overlong sequences.
    """
    one, two = read_sequence(first), read_sequence(second)
    if (one.alphabet is Alphabet.PROTEIN) != (two.alphabet is Alphabet.PROTEIN):
        one, two = read_sequence(first, Alphabet.PROTEIN), read_sequence(second, Alphabet.PROTEIN)
    if len(one.letters) * len(two.letters) > MAX_CELLS:
        raise SequenceError(
            f"Aligning {len(one.letters):,} with {len(two.letters):,} letters is more than this tool takes on.",
            f"The product of the lengths may be at most {MAX_CELLS:,}.",
        )
    protein = one.alphabet is Alphabet.PROTEIN
    letters = [_scorable(each.letters, protein=protein) for each in (one, two)]
    columns, identical, score = _align(*letters, protein=protein)
    method = f"Biopython {Bio.__version__}, PairwiseAligner, {'BLOSUM62' if protein else 'match 2, mismatch -3'}"
    source = "doi:10.1073/pnas.89.22.10915" if protein else "doi:10.1016/0022-2836(70)90057-4"
    subject = f"{one.name} against {two.name}"
    told: tuple[tuple[str, float, str], ...] = (
        ("identity", 100.0 * identical / columns if columns else 0.0, "%"),
        ("aligned columns", float(columns), "1"),
        ("alignment score", score, "1"),
    )
    return tuple(
        finding(
            tool="biology.alignment",
            subject=subject,
            property=name,
            value=value,
            unit=unit,
            method=method,
            source=source,
            validity="identical letters over columns where both have one; end gaps are free",
        )
        for name, value, unit in told
    )


def _align(first: str, second: str, *, protein: bool) -> tuple[int, int, float]:
    """Return columns with a letter of both, identical ones among them, and the score."""
    alignment = _aligner(protein).align(first, second)[0]
    columns = identical = 0
    for (start, end), (other, _) in zip(*alignment.aligned, strict=True):
        columns += int(end - start)
        identical += sum(first[start + i] == second[other + i] for i in range(int(end - start)))
    return columns, identical, float(alignment.score)


@lru_cache(maxsize=2)
def _aligner(protein: bool) -> PairwiseAligner:
    aligner = PairwiseAligner(mode="global")
    if protein:
        aligner.substitution_matrix = substitution_matrices.load("BLOSUM62")
        aligner.open_gap_score, aligner.extend_gap_score = -10.0, -0.5
    else:
        aligner.match_score, aligner.mismatch_score = 2.0, -3.0
        aligner.open_gap_score, aligner.extend_gap_score = -5.0, -2.0
    aligner.end_gap_score = 0.0
    return aligner


def _scorable(letters: str, *, protein: bool) -> str:
    """Return letters that the scores know: BLOSUM62 has no U, O or J, and RNA is aligned as DNA."""
    return letters.translate(str.maketrans("UOJ", "CKX") if protein else str.maketrans("U", "T"))
