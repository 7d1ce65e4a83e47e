"""Criteria ask different questions of the same hypotheses; models give more or less noisy answers to one."""

from itertools import combinations

import pytest

from coscientist.domain.match import Match
from coscientist.tournaments.people import disagreements
from coscientist.tournaments.ratings.judges import JudgeKind, is_of_the_panel, kind_of
from coscientist.tournaments.ratings.rating import rate
from coscientist.tournaments.standings import Standings
from tests.tournaments.games import NAMES, match


def two_against_one(prefix: str) -> Standings:
    """Two judges prefer the earlier of any pair, the third the later."""
    matches = [
        match(a, b, "second" if name == "z" else "first", number=f"{a}{b}{name}", judge=f"{prefix}{name}", batch=a + b)
        for a, b in combinations(NAMES, 2)
        for name in ("x", "y", "z")
    ]
    return rate(matches, NAMES, k=2, draws=2)


def sharpness(standings: Standings) -> dict[str, float]:
    return {judge.judge[-1]: judge.discrimination.value for judge in standings.judges}


def test_a_criterion_that_disagrees_with_the_rest_counts_as_much() -> None:
    criteria, models = sharpness(two_against_one("panel/")), sharpness(two_against_one("model:"))
    assert criteria["z"] == pytest.approx(criteria["x"], rel=0.05)
    assert models["z"] < 0.9 * models["x"]


def test_a_criterion_is_not_swayed_by_length_or_place() -> None:
    longer_wins: list[Match] = [
        match(a, b, number=f"{a}{b}", judge="panel/evidence", first_length=900, second_length=300)
        for a, b in combinations(NAMES, 2)
    ]
    (judge,) = rate(longer_wins, NAMES, k=2, draws=2).judges
    assert abs(judge.length.value) < 0.01
    assert abs(judge.position.value) < 0.01


def test_criteria_may_be_outvoted_in_silence_and_people_may_not() -> None:
    assert kind_of("panel/novelty") is JudgeKind.CRITERION
    assert [is_of_the_panel(judge) for judge in ("panel/novelty", "model:a", "person:ada", "lab:r1")] == [
        True, True, False, False,
    ]  # fmt: skip
    matches = [
        *(match(a, b, number=f"{a}{b}{n}", judge=f"panel/{n}") for a, b in combinations(NAMES, 2) for n in "xy"),
        *(match(a, b, "second", number=f"{a}{b}z", judge="panel/z") for a, b in combinations(NAMES, 2)),
    ]
    assert disagreements(matches, rate(matches, NAMES, k=2, draws=2)) == ()
