"""Classes of medicines by the endings of their names, and substances that the body makes."""

import pytest

from coscientist.tools.chemistry.body_substances import body_substance
from coscientist.tools.chemistry.inn_stems import shared_stem, stem_of


@pytest.mark.parametrize(
    ("one", "other", "ending"),
    [
        ("bupivacaine", "ropivacaine", "caine"),
        ("Pindolol", "propranolol", "olol"),
        ("nitrendipine", "nimodipine", "dipine"),
        ("gallopamil hydrochloride", "verapamil", "pamil"),
        ("cinnarizine", "flunarizine", "rizine"),
    ],
)
def test_two_of_one_class_share_an_ending(one: str, other: str, ending: str) -> None:
    stem = shared_stem(one, other)
    assert stem is not None
    assert stem.ending == ending


@pytest.mark.parametrize(
    ("one", "other"), [("ketotifen", "pizotyline"), ("losartan", "captopril"), ("ticlopidine", "dopa"), ("", "x")]
)
def test_others_share_none(one: str, other: str) -> None:
    assert shared_stem(one, other) is None


def test_an_ending_alone_is_no_name() -> None:
    assert stem_of("statin") is None


def test_what_the_body_makes_is_told_by_any_of_its_names() -> None:
    assert body_substance("dinoprost") == "an autacoid, a local hormone"
    assert body_substance("PGI2", ("prostacyclin",)) == "an autacoid, a local hormone"
    assert body_substance("Hemin") == "a pigment or coenzyme of the body"
    assert body_substance("propranolol") is None
