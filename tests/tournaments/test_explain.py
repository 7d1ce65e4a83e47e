"""Why one is above another, and which matches moved one most."""

from itertools import permutations

import pytest

from coscientist.domain.errors import NotFoundError
from coscientist.tournaments.errors import NotFittedError
from coscientist.tournaments.explain import compare, influences
from coscientist.tournaments.ratings import rate
from coscientist.tournaments.standings import Standings
from tests.tournaments.games import NAMES, judged, match

STRENGTHS = {name: (5 - number) / 2 for number, name in enumerate(NAMES)}
MATCHES = judged(STRENGTHS, list(permutations(NAMES, 2)) * 4, seed=2)
STANDINGS = rate(MATCHES, NAMES, k=2)


def test_a_clear_gap_is_told_with_its_matches() -> None:
    found = compare(STANDINGS, MATCHES, "h5", "h0")
    assert (found.above, found.below, found.told_apart) == ("h0", "h5", True)
    assert found.low > 0
    assert len(found.direct) == 8
    said = " ".join(found.sentences())
    assert "can be told apart" in said
    assert "They met 8 times" in said
    assert "Against" in said


def test_equals_cannot_be_told_apart() -> None:
    level = [match("a", "b", number=0), match("b", "a", number=1)]
    found = compare(rate(level, ["a", "b"], k=1), level, "a", "b")
    assert not found.told_apart
    assert "cannot be told apart" in found.sentences()[0]


def test_those_who_never_met_rest_on_others() -> None:
    chain = [match("a", "b", number=0), match("b", "c", number=1)]
    found = compare(rate(chain, ["a", "b", "c"], k=1), chain, "a", "c")
    assert found.direct == ()
    assert found.opponents[0].opponent == "b"
    assert any("no match against each other" in line for line in found.sentences())


def test_groups_that_never_met_are_not_compared() -> None:
    apart = [match("a", "b", number=0), match("c", "d", number=1)]
    found = compare(rate(apart, ["a", "b", "c", "d"], k=1), apart, "a", "d")
    assert not found.told_apart
    assert "cannot be compared" in found.sentences()[0]


def test_the_effect_of_a_match_is_what_leaving_it_out_would_change() -> None:
    top = influences(STANDINGS, MATCHES, "h2", most=4)
    for influence in top:
        without = rate([m for m in MATCHES if m.id != influence.match.id], NAMES, k=2)
        change = STANDINGS.rating("h2").value - without.rating("h2").value
        assert influence.effect == pytest.approx(change, rel=0.4, abs=3.0)
    assert [abs(i.effect) for i in top] == sorted((abs(i.effect) for i in top), reverse=True)


def test_the_most_moving_matches_are_surprises() -> None:
    upset = match("h5", "h0", number=7777)
    matches = [*MATCHES, upset]
    strongest = influences(rate(matches, NAMES, k=2), matches, "h5", most=1)[0]
    assert strongest.effect > 0
    assert strongest.expected < 0.5
    assert "raised it by" in strongest.sentence


def test_an_unknown_hypothesis_and_standings_from_a_file_are_errors_that_help() -> None:
    with pytest.raises(NotFoundError, match="'nobody' has no rating"):
        influences(STANDINGS, MATCHES, "nobody")
    read_back = Standings.model_validate_json(STANDINGS.model_dump_json())
    assert read_back.ratings == STANDINGS.ratings
    with pytest.raises(NotFittedError, match="Rate the ledger again"):
        compare(read_back, MATCHES, "h0", "h1")
