"""Why one stands above another, or that they cannot be told apart; and which matches moved one most."""

import pytest

from coscientist.domain.errors import NotFoundError
from coscientist.tournaments.explain import compare, influences
from coscientist.tournaments.ratings.rating import rate
from tests.tournaments.games import NAMES, judged, match

PAIRS = [(a, b) for a in NAMES for b in NAMES if a != b]
CLEAR = judged({name: 1.5 * (5 - number) for number, name in enumerate(NAMES)}, PAIRS * 4)
EVEN = judged(dict.fromkeys(NAMES, 0.0), PAIRS)


def test_two_far_apart_are_told_apart_whichever_is_named_first() -> None:
    table = rate(CLEAR, NAMES)
    found = compare(table, CLEAR, "h5", "h0")
    assert (found.above, found.below, found.told_apart) == ("h0", "h5", True)
    assert found.low > 0
    assert found == compare(table, CLEAR, "h0", "h5")
    assert "they can be told apart" in found.sentences()[0]
    assert "more than 0.99 probability" in found.sentences()[0]


def test_equals_cannot_be_told_apart_and_it_is_said() -> None:
    found = compare(rate(EVEN, NAMES), EVEN, "h0", "h1")
    assert not found.told_apart
    assert found.low < 0 < found.high
    assert "they cannot be told apart at 95 %" in found.sentences()[0]


def test_two_that_no_chain_of_matches_connects_are_not_compared() -> None:
    matches = [match("a", "b", number=0), match("c", "d", number=1)]
    found = compare(rate(matches, ["a", "b", "c", "d"]), matches, "a", "c")
    assert not found.connected
    assert not found.told_apart
    assert found.sentences() == ("No chain of matches connects a and c: their ratings cannot be compared.",)


def test_direct_votes_and_common_opponents_are_counted() -> None:
    matches = [
        match("a", "b", number=0),
        match("b", "a", "tie", number=1),
        match("a", "c", number=2),
        match("c", "b", number=3),
    ]
    found = compare(rate(matches, ["a", "b", "c"]), matches, "a", "b")
    assert (found.above, found.direct_score, len(found.direct)) == ("a", 1.5, 2)
    (shared,) = found.opponents
    assert (shared.opponent, shared.first_score, shared.second_score) == ("c", 1.0, 0.0)
    assert "Of 2 votes between them a took 1.5, ties counting half." in found.sentences()


def test_who_has_no_rating_cannot_be_explained() -> None:
    with pytest.raises(NotFoundError):
        compare(rate(EVEN, NAMES), EVEN, "h0", "nobody")
    with pytest.raises(NotFoundError):
        influences(rate(EVEN, NAMES), EVEN, "nobody")


def test_the_votes_that_moved_one_most_are_about_as_strong_as_leaving_them_out_shows() -> None:
    matches = CLEAR[:40]
    table = rate(matches, NAMES, draws=2)
    for found in influences(table, matches, "h2", most=3):
        rest = [each for each in matches if each not in found.matches]
        truly = table.rating("h2").value - rate(rest, NAMES, draws=2).rating("h2").value
        assert truly * found.effect > 0
        assert abs(found.effect) == pytest.approx(abs(truly), rel=0.6)


def test_a_surprising_loss_moves_more_than_an_expected_one() -> None:
    strengths = {name: 1.0 * (5 - number) for number, name in enumerate(NAMES)}
    matches = [*judged(strengths, PAIRS), match("h0", "h1", "second", number="near"),
               match("h0", "h5", "second", number="upset")]  # fmt: skip
    found = influences(rate(matches, NAMES), matches, "h0", most=len(matches))
    moved = [[each.id for each in influence.matches] for influence in found]
    places = {name: next(n for n, ids in enumerate(moved) if name in ids) for name in ("mupset", "mnear")}
    assert places["mupset"] < places["mnear"]


def test_what_a_judge_says_of_a_pair_again_and_again_is_one_influence() -> None:
    matches = [match("h0", "h1", "first", number=str(number)) for number in range(4)]
    matches += [match("h1", "h0", "second", number="turned"), match("h1", "h2", "tie", number="else")]
    first, *others = influences(rate(matches, NAMES[:3]), matches, "h0")
    assert len(first.matches) == 5
    assert first.sentence.startswith("It beat h1 5 times (judge ")
    assert "h1 tied with h2 (judge " in others[0].sentence
