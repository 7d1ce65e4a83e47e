"""What a DNA or RNA sequence says about it. Imports Biopython."""

# mypy: disallow_untyped_calls=False

from functools import lru_cache

import Bio
from Bio.Seq import Seq
from Bio.SeqUtils import MeltingTemp, gc_fraction

from coscientist.domain.check import Check, CheckRole, Verdict
from coscientist.tools.biology.sequence import Alphabet, Sequence, SequenceError, read_sequence
from coscientist.tools.finding import finding

METHOD = f"Biopython {Bio.__version__}"
TOOL = "biology.nucleic_acid"
DUPLEX = range(8, 61)
"""Nucleotides for which nearest-neighbour melting temperatures were measured."""
STRAND_NMOL_PER_L = 50.0
SODIUM_MMOL_PER_L = 50.0


@lru_cache(maxsize=512)
def nucleic_acid_checks(text: str, alphabet: Alphabet | None = None) -> tuple[Check, ...]:
    """Return length, GC content, melting temperature and the first reading frame's translation.

    Raises: SequenceError when the text is not DNA or RNA.
    """
    sequence = read_nucleic_acid(text, alphabet)
    told = "the sequence handed in"
    checks = [
        _told(sequence, "sequence is valid", True, None, "IUPAC one-letter codes", told, gate=True),
        _told(sequence, "length", len(sequence.letters), "{nucleotide}", "count", told),
        _told(
            sequence, "GC content", 100.0 * float(gc_fraction(sequence.letters)), "%", f"{METHOD}, gc_fraction", told
        ),
        melting_check(sequence),
        _translation(sequence),
    ]
    return tuple(checks)


def melting_check(sequence: Sequence) -> Check:
    """Return the melting temperature of the sequence with its exact complement.

    Units: Cel, at 50 nmol/L of each strand and 50 mmol/L sodium.
    Limits: 8 to 60 nucleotides, two-state melting, no modifications or mismatches.
    Source: DNA doi:10.1021/bi962590c with the salt correction doi:10.1073/pnas.95.4.1460; RNA doi:10.1021/bi9809425.
    """
    rna = sequence.alphabet is Alphabet.RNA
    source = "doi:10.1021/bi9809425" if rna else "doi:10.1021/bi962590c"
    validity = "8 to 60 nucleotides, exact complement, 50 nmol/L of each strand, 50 mmol/L sodium"
    if len(sequence.letters) not in DUPLEX or sequence.ambiguous:
        why = "ambiguous letters" if sequence.ambiguous else f"{len(sequence.letters):,} nucleotides"
        return finding(
            tool=TOOL,
            subject=sequence.name,
            property="melting temperature",
            value=None,
            method=f"{METHOD}, MeltingTemp.Tm_NN",
            source=source,
            verdict=Verdict.NOT_APPLICABLE,
            note=f"nearest-neighbour parameters do not cover {why}",
            validity=validity,
        )
    temperature = MeltingTemp.Tm_NN(
        sequence.letters,
        nn_table=MeltingTemp.RNA_NN2 if rna else MeltingTemp.DNA_NN3,
        dnac1=STRAND_NMOL_PER_L,
        dnac2=STRAND_NMOL_PER_L,
        Na=SODIUM_MMOL_PER_L,
        saltcorr=5,
    )
    return finding(
        tool=TOOL,
        subject=sequence.name,
        property="melting temperature",
        value=float(temperature),
        unit="Cel",
        method=f"{METHOD}, MeltingTemp.Tm_NN",
        source=source,
        validity=validity,
    )


def read_nucleic_acid(text: str, alphabet: Alphabet | None = None) -> Sequence:
    """Return the DNA or RNA in a text, RNA when it holds U.

    Raises: SequenceError.
    """
    if alphabet is None:
        alphabet = Alphabet.RNA if "U" in text.upper().split("\n", 1)[-1] else Alphabet.DNA
    if alphabet is Alphabet.PROTEIN:
        raise SequenceError("Expected DNA or RNA, got a protein.", "Use biology.protein for it.")
    return read_sequence(text, alphabet)


def _translation(sequence: Sequence) -> Check:
    whole = sequence.letters[: len(sequence.letters) - len(sequence.letters) % 3]
    protein = str(Seq(whole).translate()) if whole else ""
    stops = protein.rstrip("*").count("*")
    return _told(
        sequence,
        "stop codons inside the first reading frame",
        stops,
        "1",
        f"{METHOD}, standard genetic code",
        "NCBI translation table 1",
        note=f"translates to {protein[:60]}{'…' if len(protein) > 60 else ''}" if protein else "shorter than a codon",
    )


def _told(
    sequence: Sequence,
    name: str,
    value: float | bool,
    unit: str | None,
    method: str,
    source: str,
    *,
    note: str = "",
    gate: bool = False,
) -> Check:
    return finding(
        tool=TOOL,
        subject=sequence.name,
        property=name,
        value=value,
        unit=unit,
        method=method,
        source=source,
        note=note,
        role=CheckRole.GATE if gate else CheckRole.INFORM,
    )
