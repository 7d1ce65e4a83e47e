"""What a protein's sequence says about it. Imports Biopython."""

# mypy: disallow_untyped_calls=False

from functools import lru_cache

import Bio
from Bio.SeqUtils.ProtParam import ProteinAnalysis

from coscientist.domain.check import Check, CheckRole, Verdict
from coscientist.tools.biology.sequence import Alphabet, Sequence, read_sequence
from coscientist.tools.finding import finding

METHOD = f"Biopython {Bio.__version__}, ProtParam"
TOOL = "biology.protein"
UNSTABLE_FROM = 40.0
_EVERY = "folded or not; no modifications, signal peptides or cofactors are taken into account"

_Told = tuple[str, float, str, str, str]
"""Property, value, UCUM unit, source, validity."""


@lru_cache(maxsize=512)
def protein_checks(text: str) -> tuple[Check, ...]:
    """Return length, mass, charge and composition of a protein sequence.

    Raises: SequenceError.
    """
    sequence = read_sequence(text, Alphabet.PROTEIN)
    checks = [
        finding(
            tool=TOOL,
            subject=sequence.name,
            property="sequence is valid",
            value=True,
            method="IUPAC one-letter codes",
            source="the sequence handed in",
            role=CheckRole.GATE,
            verdict=Verdict.PASS,
        ),
        finding(
            tool=TOOL,
            subject=sequence.name,
            property="length",
            value=len(sequence.letters),
            unit="{residue}",
            method="count",
            source="the sequence handed in",
        ),
    ]
    if sequence.ambiguous:
        return (*checks, _ambiguous(sequence))
    return (*checks, *(_as_check(sequence, told) for told in _computed(sequence)))


def _computed(sequence: Sequence) -> list[_Told]:
    analysis = ProteinAnalysis(sequence.letters)
    reduced, oxidised = analysis.molar_extinction_coefficient()
    told: list[_Told] = [
        ("molecular weight", float(analysis.molecular_weight()), "g/mol", "IUPAC atomic weights", _EVERY),
        ("isoelectric point", float(analysis.isoelectric_point()), "[pH]", "doi:10.1002/elps.1150150171", _EVERY),
        ("charge at pH 7.4", float(analysis.charge_at_pH(7.4)), "1", "doi:10.1002/elps.1150150171", _EVERY),
        ("GRAVY", float(analysis.gravy()), "1", "doi:10.1016/0022-2836(82)90515-0", "mean hydropathy of all residues"),
        ("aromaticity", float(analysis.aromaticity()), "1", "doi:10.1093/nar/22.15.3174", "share of F, W and Y"),
        (
            "molar extinction at 280 nm, cysteines reduced",
            float(reduced),
            "L/mol/cm",
            "doi:10.1002/pro.5560041120",
            "needs W, Y or cystine; unfolded in water",
        ),
        (
            "molar extinction at 280 nm, cystines formed",
            float(oxidised),
            "L/mol/cm",
            "doi:10.1002/pro.5560041120",
            "needs W, Y or cystine; unfolded in water",
        ),
    ]
    if len(sequence.letters) > 10:
        instability = float(analysis.instability_index())
        told.append(
            (
                "instability index",
                instability,
                "1",
                "doi:10.1093/protein/4.2.155",
                "12 unstable and 32 stable proteins; above 40 called unstable; not for peptides",
            )
        )
    return told


def _as_check(sequence: Sequence, told: _Told) -> Check:
    name, value, unit, source, validity = told
    unstable = name == "instability index" and value > UNSTABLE_FROM
    return finding(
        tool=TOOL,
        subject=sequence.name,
        property=name,
        value=value,
        unit=unit,
        method=METHOD,
        source=source,
        verdict=Verdict.WARN if unstable else Verdict.PASS,
        note="predicted to be short-lived in vitro" if unstable else "",
        validity=validity,
    )


def _ambiguous(sequence: Sequence) -> Check:
    return finding(
        tool=TOOL,
        subject=sequence.name,
        property="molecular weight",
        value=None,
        method=METHOD,
        source="the sequence handed in",
        verdict=Verdict.NOT_APPLICABLE,
        note=f"it has residues that stand for several ({', '.join(sequence.ambiguous)}); nothing is filled in",
    )
