"""Proteins, nucleic acids and alignments against published or hand-computed values."""

import math
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coscientist.domain.check import Check, Verdict
from coscientist.tools.biology.alignment import alignment_checks
from coscientist.tools.biology.nucleic_acid import nucleic_acid_checks
from coscientist.tools.biology.protein import protein_checks
from coscientist.tools.biology.restriction import restriction_checks
from coscientist.tools.biology.sequence import MAX_RESIDUES, Alphabet, SequenceError, read_sequence

UBIQUITIN = "MQIFVKTLTGKTITLEVEPSDTIENVKAKIQDKEGIPPDQQRLIFAGKQLEDGRTLSDYNIQKESTLHLVLRLRGG"
AMYLOID_BETA_42 = "DAEFRHDSGYEVHHQKLVFFAEDVGSNKGAIIGLMVGGVVIA"
_NEAREST_NEIGHBOURS = {  # kcal/mol and cal/mol/K, Allawi and SantaLucia 1997
    "AA": (-7.9, -22.2), "AT": (-7.2, -20.4), "TA": (-7.2, -21.3), "CA": (-8.5, -22.7), "GT": (-8.4, -22.4),
    "CT": (-7.8, -21.0), "GA": (-8.2, -22.2), "CG": (-10.6, -27.2), "GC": (-9.8, -24.4), "GG": (-8.0, -19.9),
}  # fmt: skip


def by_property(checks: tuple[Check, ...]) -> dict[str, Check]:
    return {check.property: check for check in checks}


def test_ubiquitin_has_its_published_mass_and_isoelectric_point() -> None:
    found = by_property(protein_checks(UBIQUITIN))
    assert found["molecular weight"].value == pytest.approx(8564.8, abs=0.2)
    assert found["isoelectric point"].value == pytest.approx(6.56, abs=0.02)
    assert found["molar extinction at 280 nm, cysteines reduced"].value == 1490.0
    assert found["instability index"].verdict is Verdict.PASS


def test_amyloid_beta_has_its_published_mass_and_hydropathy() -> None:
    found = by_property(protein_checks(f">sp|P05067|672-713\n{AMYLOID_BETA_42[:20]}\n{AMYLOID_BETA_42[20:]}*"))
    assert found["length"].value == 42
    assert found["molecular weight"].value == pytest.approx(4514.1, abs=0.2)
    assert found["GRAVY"].value == pytest.approx(0.205, abs=0.005)


def test_residues_that_stand_for_several_are_not_filled_in() -> None:
    found = by_property(protein_checks("MKXLV"))
    assert found["molecular weight"].verdict is Verdict.NOT_APPLICABLE
    assert "X" in found["molecular weight"].note


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "empty text"),
        (">header only", "empty text"),
        (">a\nMK\n>b\nMK", "2 FASTA records"),
        ("MK1", "1 is not in the protein alphabet"),
        ("M*K", "not in the protein alphabet"),
        ("M" * (MAX_RESIDUES + 1), "at most 100,000"),
        ("M " * 150_000, "at most 100,000"),
    ],
)
def test_what_is_no_protein_is_refused(text: str, complaint: str) -> None:
    with pytest.raises(SequenceError, match=complaint):
        protein_checks(text)


@settings(max_examples=200)
@given(st.text(max_size=80))
def test_no_text_makes_reading_a_sequence_fail_in_another_way(text: str) -> None:
    with suppress(SequenceError):
        assert read_sequence(text).letters


def test_the_kind_of_sequence_is_told_by_its_letters() -> None:
    assert read_sequence("ACGTN").alphabet is Alphabet.DNA
    assert read_sequence("acgu").alphabet is Alphabet.RNA
    assert read_sequence("ACGE").alphabet is Alphabet.PROTEIN


def test_the_melting_temperature_is_that_of_the_published_parameters() -> None:
    sequence = "CGTTGACA"
    complement = str.maketrans("ACGT", "TGCA")
    enthalpy, entropy = 0.1 + 2.3, -2.8 + 4.1  # initiation at a G/C and at an A/T end
    for pair in (sequence[i : i + 2] for i in range(len(sequence) - 1)):
        found = _NEAREST_NEIGHBOURS.get(pair) or _NEAREST_NEIGHBOURS[pair.translate(complement)[::-1]]
        enthalpy, entropy = enthalpy + found[0], entropy + found[1]
    entropy += 0.368 * (len(sequence) - 1) * math.log(0.05)
    expected = 1000 * enthalpy / (entropy + 1.987 * math.log((50 - 25) * 1e-9)) - 273.15
    told = by_property(nucleic_acid_checks(sequence))["melting temperature"]
    assert told.value == pytest.approx(expected, abs=0.05)
    assert told.unit == "Cel"


def test_a_gene_is_too_long_for_nearest_neighbours() -> None:
    told = by_property(nucleic_acid_checks("ACGT" * 40))["melting temperature"]
    assert (told.verdict, told.value) == (Verdict.NOT_APPLICABLE, None)


def test_gc_content_and_translation() -> None:
    found = by_property(nucleic_acid_checks("ATGGCCTAAGGG"))
    assert found["GC content"].value == pytest.approx(58.333333)
    stops = found["stop codons inside the first reading frame"]
    assert (stops.value, stops.note) == (1.0, "translates to MA*G")


def test_protein_letters_are_no_nucleic_acid() -> None:
    with pytest.raises(SequenceError, match="not in the DNA alphabet"):
        nucleic_acid_checks("MKELV")


def test_restriction_sites_are_found_where_they_are() -> None:
    found = by_property(restriction_checks("AAAGAATTCAAAGGATCC"))
    assert (found["EcoRI sites"].value, found["EcoRI sites"].note) == (1.0, "cuts before position 5")
    assert found["HindIII sites"].value == 0.0


def test_an_unknown_enzyme_is_named() -> None:
    with pytest.raises(SequenceError, match="no enzyme EcoR1"):
        restriction_checks("GAATTC", ("EcoR1",))


def test_a_sequence_is_identical_to_itself_and_one_exchange_shows() -> None:
    assert by_property(alignment_checks(UBIQUITIN, UBIQUITIN))["identity"].value == 100.0
    exchanged = UBIQUITIN.replace("IFVK", "IFIK")
    assert by_property(alignment_checks(UBIQUITIN, exchanged))["identity"].value == pytest.approx(100 * 75 / 76)


def test_alignment_is_symmetric_in_score() -> None:
    one = by_property(alignment_checks(UBIQUITIN, AMYLOID_BETA_42))["alignment score"].value
    other = by_property(alignment_checks(AMYLOID_BETA_42, UBIQUITIN))["alignment score"].value
    assert one == other


def test_dna_and_rna_align_and_overlong_pairs_are_refused() -> None:
    assert by_property(alignment_checks("ACGTACGT", "ACGUACGU"))["identity"].value == 100.0
    with pytest.raises(SequenceError, match="more than this tool takes on"):
        alignment_checks("ACGT" * 2_000, "ACGT" * 2_000)
