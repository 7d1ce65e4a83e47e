"""Reading a sequence: bounded, one record, letters checked against an alphabet. Text only."""

from enum import StrEnum

from coscientist.domain.base import Value
from coscientist.domain.errors import CoscientistError

MAX_RESIDUES = 100_000
"""Titin, the longest human protein, has about 36,000."""


class SequenceError(CoscientistError):
    """A text is not one sequence of the kind expected."""


class Alphabet(StrEnum):
    """What sort of sequence it is."""

    PROTEIN = "protein"
    DNA = "DNA"
    RNA = "RNA"

    @property
    def letters(self) -> frozenset[str]:
        """The unambiguous letters."""
        return frozenset({"protein": "ACDEFGHIKLMNPQRSTVWY", "DNA": "ACGT", "RNA": "ACGU"}[self.value])

    @property
    def ambiguous(self) -> frozenset[str]:
        """IUPAC letters for several or unusual residues.

        Source: doi:10.1111/j.1432-1033.1984.tb07877.x (proteins), doi:10.1093/nar/13.9.3021 (nucleic acids).
        """
        return frozenset("BJOUXZ" if self is Alphabet.PROTEIN else "BDHKMNRSVWY")


class Sequence(Value):
    """A sequence in capital letters, without gaps or a stop at its end."""

    letters: str
    alphabet: Alphabet
    ambiguous: tuple[str, ...] = ()
    """Letters in it that stand for several or unusual residues, sorted."""

    @property
    def name(self) -> str:
        """Short description for a check's subject."""
        shown = self.letters if len(self.letters) <= 24 else f"{self.letters[:12]}…{self.letters[-8:]}"
        return f"{self.alphabet.value} of {len(self.letters):,}: {shown}"


def read_sequence(text: str, alphabet: Alphabet | None = None) -> Sequence:
    """Return the sequence in a text: bare letters or one FASTA record; white space and one final stop (*) are left out.

    Without an alphabet, only A, C, G, T and N is read as DNA, with U for T as RNA, and anything else as protein.

    Raises: SequenceError when it is empty, too long, holds several records or letters outside the alphabet.
    """
    if len(text) > 2 * MAX_RESIDUES:
        raise SequenceError(f"The text has {len(text):,} characters; a sequence has at most {MAX_RESIDUES:,} letters.")
    letters = "".join(_body(text).split()).upper().removesuffix("*")
    if not letters:
        raise SequenceError("Expected a sequence, got an empty text.", "Hand in the letters, or one FASTA record.")
    if len(letters) > MAX_RESIDUES:
        raise SequenceError(f"The sequence has {len(letters):,} letters; at most {MAX_RESIDUES:,} are read.")
    kind = alphabet or _guess(letters)
    found = set(letters)
    if wrong := sorted(found - kind.letters - kind.ambiguous):
        raise SequenceError(
            f"{', '.join(wrong[:10])} is not in the {kind.value} alphabet (first at position "
            f"{min(letters.index(letter) for letter in wrong) + 1}).",
            f"Expected the one-letter codes {''.join(sorted(kind.letters))}.",
        )
    return Sequence(letters=letters, alphabet=kind, ambiguous=tuple(sorted(found & kind.ambiguous)))


def _body(text: str) -> str:
    """Return the letters of the only record."""
    stripped = text.strip()
    if stripped.count(">") > 1:
        raise SequenceError(f"Expected one sequence, got {stripped.count('>')} FASTA records.", "Hand them in singly.")
    if not stripped.startswith(">"):
        return stripped
    _, _, letters = stripped.partition("\n")
    return letters


def _guess(letters: str) -> Alphabet:
    found = set(letters)
    if found <= set("ACGTN"):
        return Alphabet.DNA
    return Alphabet.RNA if found <= set("ACGUN") else Alphabet.PROTEIN
