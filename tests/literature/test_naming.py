"""Whether a quote names a thing."""

import pytest

from coscientist.literature.naming import names


@pytest.mark.parametrize(
    ("spellings", "quote"),
    [
        (["GSK-3β", "GSK3B"], "Lithium inhibits GSK3 beta in neurons."),
        (["α-synuclein"], "Alpha-Synuclein aggregates were seen."),
        (["rapamycin (sirolimus)"], "Rapamycin was given."),
        (["protein phosphatase 2A"], "Phosphatases fell."),
        (["methylene blue"], "MB lowered tau."),
        (["microcystin LR"], "MCLR blocked it."),
        (["tau phosphorylated at Ser396", "tau"], "Tau at Ser396 rose."),
    ],
)
def test_a_thing_is_named_by_any_of_its_spellings_or_by_initials(spellings: list[str], quote: str) -> None:
    assert names(spellings, quote)


@pytest.mark.parametrize(
    ("spellings", "quote"),
    [
        (["tempol"], "The scavenger lowered NOX4 too."),
        (["lithium"], "Li was given."),
        (["NO"], "It did nothing."),
        ([], "Anything."),
        (["glycerol 2-phosphate"], "Vm is 2400 for phosvitin."),
    ],
)
def test_a_quote_that_does_not_name_it_is_silent(spellings: list[str], quote: str) -> None:
    assert not names(spellings, quote)
