"""Which concepts are forms of one thing, by identifiers and by names."""

from coscientist.domain.concept import ConceptKind
from coscientist.evidence.families import Families
from tests.support.literature import concept

TAU = concept("tau", label="tau", identifiers={"HGNC": "MAPT"})


def test_one_identifier_makes_one_family() -> None:
    mrna = concept("rna", ConceptKind.RNA, label="MAPT mRNA", identifiers={"HGNC": "MAPT"})
    assert "rna" in Families([TAU, mrna]).of(TAU)


def test_what_carries_the_name_is_a_relative() -> None:
    assert "agg" in Families([TAU, concept("agg", label="Tau aggregates")]).of(TAU)


def test_what_only_contains_the_letters_is_none() -> None:
    assert "statau" not in Families([TAU, concept("statau", label="stataurin")]).of(TAU)


def test_names_of_two_letters_are_too_short_to_tell_a_family() -> None:
    short = concept("il", label="IL")
    assert "il6" not in Families([short, concept("il6", label="IL 6")]).of(short)


def test_the_name_must_stand_in_one_piece() -> None:
    kinase = concept("ck2", label="casein kinase 2")
    other = concept("x", label="casein in kinase 2 buffer")
    assert "x" not in Families([kinase, other]).of(kinase)


def test_a_complex_lends_its_name_to_nobody() -> None:
    both = concept("both", ConceptKind.COMPLEX, label="tau actin", members=("tau", "actin"))
    assert Families([both, concept("y", label="tau actin bundle")]).of(both) == set()


def test_states_belong_to_their_plain_form() -> None:
    state = concept("ptau", label="phosphorylated tau", parent="tau", modification="phosphorylation")
    families = Families([TAU, state])
    assert families.states["tau"] == ["ptau"]
    assert "tau" in families.of(state)
