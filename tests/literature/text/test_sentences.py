"""Where sentences end."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coscientist.literature.text.sentences import sentence_spans, sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One ends. Two follows.", ["One ends.", "Two follows."]),
        ("Smith et al. showed it. However, p < 0.05.", ["Smith et al. showed it.", "However, p < 0.05."]),
        ("As shown by Lee et al. In contrast, no.", ["As shown by Lee et al.", "In contrast, no."]),
        ("Given 5 mg/kg i.v. daily. E. coli grew (Fig. 2a).", ["Given 5 mg/kg i.v. daily.", "E. coli grew (Fig. 2a)."]),
        (
            "S. aureus and B. subtilis grew. S. Typhimurium did not.",
            ["S. aureus and B. subtilis grew.", "S. Typhimurium did not."],
        ),
        ("Washed for 30 min. Samples were dried.", ["Washed for 30 min.", "Samples were dried."]),
        ("In the U.S. Food rules apply.", ["In the U.S. Food rules apply."]),
        ("We ask: is it so? Yes! It is.", ["We ask: is it so?", "Yes!", "It is."]),
        ("It fell. p53 rose. mTOR did not.", ["It fell.", "p53 rose.", "mTOR did not."]),
        ("It fell. α-Synuclein rose.", ["It fell.", "α-Synuclein rose."]),
        ("Known before [1]–[5]. Although old.", ["Known before [1]–[5].", "Although old."]),
        ("It was in cells.12 However, it left.", ["It was in cells.12", "However, it left."]),
        ("See ref. 12 and no. 5. No. 6 is lost.", ["See ref. 12 and no. 5.", "No. 6 is lost."]),
        (
            'He said "it is." Then he left. (He did.) So did we.',
            ['He said "it is."', "Then he left.", "(He did.)", "So did we."],
        ),
        (
            "Doses of 0.5, 1.0 and 2.5 mg vs. Placebo were given.",
            ["Doses of 0.5, 1.0 and 2.5 mg vs. Placebo were given."],
        ),
        ("approx. 5% (e.g. Mg2+, i.e. ions). End.", ["approx. 5% (e.g. Mg2+, i.e. ions).", "End."]),
        ("Vitamin C. The rest is D.", ["Vitamin C.", "The rest is D."]),
        ("no stop", ["no stop"]),
        ("", []),
        (" \n ", []),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


_prose = st.text(alphabet="aB .!?0α()[]\n\"'é-", max_size=200) | st.text(max_size=200)


@given(text=_prose)
def test_nothing_but_white_space_is_lost_and_nothing_is_changed(text: str) -> None:
    spans = sentence_spans(text)
    rest = text
    for start, end in reversed(spans):
        rest = rest[:start] + rest[end:]
    assert rest.strip() == ""
    assert all(text[start:end] == text[start:end].strip() != "" for start, end in spans)
    assert spans == sorted(spans)
    assert all(one[1] <= two[0] for one, two in pairwise(spans))


def test_a_million_characters_without_a_stop_take_no_longer_than_they_must() -> None:
    assert len(sentences("word " * 200_000)) == 1
    assert len(sentences("a. " * 300_000)) >= 1
    assert len(sentences("." * 1_000_000)) == 1
    assert len(sentences("A." * 300_000 + " B")) >= 1
