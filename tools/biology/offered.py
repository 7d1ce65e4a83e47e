"""The biology tools as people and models see them; Biopython is imported when one runs."""

from coscientist.domain.check import Check
from coscientist.tools.declare import tool

_BIOPYTHON = ("biopython",)


@tool(name="biology.protein", libraries=_BIOPYTHON)
def protein(sequence: str) -> list[Check]:
    """Check a protein sequence; mass, isoelectric point, charge, GRAVY, aromaticity, instability, extinction.

    Args:
        sequence: One-letter codes or one FASTA record, at most 100,000 residues.
    """
    from coscientist.tools.biology.protein import protein_checks

    return list(protein_checks(sequence))


@tool(name="biology.nucleic_acid", libraries=_BIOPYTHON)
def nucleic_acid(sequence: str) -> list[Check]:
    """Check a DNA or RNA sequence; GC content, melting temperature, translation.

    Args:
        sequence: A, C, G and T or U, or one FASTA record, at most 100,000 nucleotides; U makes it RNA.
    """
    from coscientist.tools.biology.nucleic_acid import nucleic_acid_checks

    return list(nucleic_acid_checks(sequence))


@tool(name="biology.restriction", libraries=_BIOPYTHON)
def restriction(sequence: str, enzymes: list[str] | None = None) -> list[Check]:
    """Find where restriction enzymes cut a linear DNA.

    Args:
        sequence: DNA of at most 20,000 nucleotides.
        enzymes: Names separated by white space, such as EcoRI BamHI; without it eleven common ones.
    """
    from coscientist.tools.biology.restriction import COMMON_ENZYMES, restriction_checks

    return list(restriction_checks(sequence, tuple(enzymes) if enzymes else COMMON_ENZYMES))


@tool(name="biology.alignment", libraries=_BIOPYTHON)
def alignment(first: str, second: str) -> list[Check]:
    """Align two sequences from end to end and tell their identity.

    Args:
        first: A protein, DNA or RNA sequence.
        second: Another of the same kind; the product of the lengths is at most 25 million.
    """
    from coscientist.tools.biology.alignment import alignment_checks

    return list(alignment_checks(first, second))


TOOLS = (protein, nucleic_acid, restriction, alignment)
