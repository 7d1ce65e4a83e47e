"""Words by which a sentence speculates or denies."""

import pytest

from coscientist.literature.cues import is_denied, is_hedged


@pytest.mark.parametrize(
    "sentence",
    [
        "Lithium may lower tau.",
        "These data suggest that A acts on B.",
        "A is a putative kinase.",
        "A appears to act on B.",
        "It is tempting to link A with B.",
        "MIGHT A act?",
    ],
)
def test_a_sentence_that_speculates_is_known_by_its_words(sentence: str) -> None:
    assert is_hedged(sentence)


@pytest.mark.parametrize(
    "sentence", ["Lithium lowers tau.", "In May 2010 it fell.", "A mighty effect.", "Unlikely pairs fell."]
)
def test_a_plain_sentence_is_no_speculation(sentence: str) -> None:
    assert not is_hedged(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "A did not change B.",
        "A had no effect.",
        "B was unaffected.",
        "A lowers B without altering C.",
        "A failed to act.",
    ],
)
def test_a_denial_is_known_by_its_words(sentence: str) -> None:
    assert is_denied(sentence)


@pytest.mark.parametrize("sentence", ["A lowers B.", "Not only A, B too.", "A notable effect."])
def test_a_plain_sentence_denies_nothing(sentence: str) -> None:
    assert not is_denied(sentence)
