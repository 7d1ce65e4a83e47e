"""Ratings are a pure refit of the ledger."""

from itertools import combinations
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coscientist.domain.errors import ConflictError, CoscientistError
from coscientist.domain.match import Match, Outcome
from coscientist.tournaments.ratings.dependence import PRIOR, weights
from coscientist.tournaments.ratings.rating import ROUGH, rate
from coscientist.tournaments.ratings.records import encode
from coscientist.tournaments.standings import Standings
from tests.tournaments.games import NAMES, judged, ledgers, match

QUICK = settings(max_examples=30, deadline=None)


def values(standings: Standings) -> dict[str, float]:
    return {rating.hypothesis: rating.value for rating in standings.ratings}


@QUICK
@given(ledgers(), st.randoms(use_true_random=False))
def test_any_order_of_the_ledger_gives_the_same_ratings(matches: list[Match], random: Random) -> None:
    shuffled = list(matches)
    random.shuffle(shuffled)
    one, other = rate(matches, NAMES, draws=200), rate(shuffled, NAMES, draws=200)
    without_elo = [rating.model_copy(update={"elo_online": None}) for rating in one.ratings]
    assert without_elo == [rating.model_copy(update={"elo_online": None}) for rating in other.ratings]
    assert one.judges == other.judges


@QUICK
@given(ledgers(), st.permutations(NAMES))
def test_relabelling_hypotheses_relabels_ratings(matches: list[Match], order: list[str]) -> None:
    new_name = dict(zip(NAMES, order, strict=True))
    renamed = [m.model_copy(update={"first": new_name[m.first], "second": new_name[m.second]}) for m in matches]
    before, after = values(rate(matches, NAMES, draws=2)), values(rate(renamed, NAMES, draws=2))
    for name, value in before.items():
        assert after[new_name[name]] == pytest.approx(value, abs=1e-4)


@QUICK
@given(ledgers(), st.lists(st.permutations(NAMES), max_size=5))
def test_a_match_without_result_changes_nothing(matches: list[Match], more: list[list[str]]) -> None:
    unread = [match(names[0], names[1], "no result", number=1000 + i) for i, names in enumerate(more)]
    assert rate(matches, NAMES, draws=2).ratings == rate([*unread, *matches], NAMES, draws=2).ratings


@QUICK
@given(ledgers())
def test_ratings_keep_their_mean(matches: list[Match]) -> None:
    ratings = values(rate(matches, NAMES, draws=2))
    assert sum(ratings.values()) == pytest.approx(1200 * len(NAMES), abs=1e-3)


@QUICK
@given(ledgers())
def test_the_order_shown_is_no_merit(matches: list[Match]) -> None:
    """Swapping both the order and the verdict of every match leaves ratings alone: only the position effect flips."""
    swap = {Outcome.FIRST: Outcome.SECOND, Outcome.SECOND: Outcome.FIRST}
    swapped = [
        m.model_copy(
            update={
                "first": m.second,
                "second": m.first,
                "outcome": swap.get(m.outcome, m.outcome),
                "first_length": m.second_length,
                "second_length": m.first_length,
            }
        )
        for m in matches
    ]
    one, other = rate(matches, NAMES, draws=2), rate(swapped, NAMES, draws=2)
    assert values(one) == pytest.approx(values(other), abs=1e-4)
    for before, after in zip(one.judges, other.judges, strict=True):
        assert before.position.value == pytest.approx(-after.position.value, abs=1e-5)


@QUICK
@given(ledgers())
def test_a_warm_start_ends_where_a_cold_one_does(matches: list[Match]) -> None:
    earlier = rate(matches[: len(matches) // 2], NAMES, draws=2)
    warm, cold = rate(matches, NAMES, draws=2, start=earlier), rate(matches, NAMES, draws=2)
    assert values(warm) == pytest.approx(values(cold), abs=1e-3)


@QUICK
@given(ledgers())
def test_rough_ratings_are_within_a_hundredth_of_their_intervals(matches: list[Match]) -> None:
    rough, exact = rate(matches, NAMES, draws=2, tolerance=ROUGH), rate(matches, NAMES, draws=2)
    for rating in exact.ratings:
        assert abs(values(rough)[rating.hypothesis] - rating.value) <= 0.01 * (rating.high - rating.low)


def test_no_hypothesis_and_no_match_are_no_error() -> None:
    assert rate([], []).ratings == ()
    assert rate([], ["a"]).ratings[0].p_best == 1.0


def test_one_hypothesis_stands_at_the_middle() -> None:
    (only,) = rate([], ["a"]).ratings
    assert (only.value, only.low, only.high) == (1200.0, 1200.0, 1200.0)


def test_two_hypotheses_and_one_match() -> None:
    winner, loser = rate([match("a", "b")], ["a", "b"], k=1).ratings
    assert (winner.hypothesis, loser.hypothesis) == ("a", "b")
    assert winner.low < loser.value < winner.value
    assert winner.p_best < 0.95, "one verdict is no certainty"
    assert winner.tier == loser.tier == 0


def test_all_ties_leave_everybody_equal() -> None:
    matches = [match(a, b, "tie", number=i) for i, (a, b) in enumerate([("a", "b"), ("b", "c"), ("c", "a")])]
    ratings = rate(matches, ["a", "b", "c"], k=1).ratings
    assert {rating.tier for rating in ratings} == {0}
    assert [rating.value for rating in ratings] == pytest.approx([1200.0] * 3)


@QUICK
@given(ledgers())
def test_all_ties_leave_everybody_equal_whoever_met_whom(matches: list[Match]) -> None:
    """Judges of no taste for place or length: equal lengths, each pair in both orders."""
    even = [
        m.model_copy(
            update={"outcome": Outcome.TIE, "first_length": 0, "second_length": 0, **order, "id": f"{m.id}{n}"}
        )
        for m in matches
        for n, order in enumerate(({}, {"first": m.second, "second": m.first}))
    ]
    assert list(values(rate(even, NAMES, draws=2)).values()) == pytest.approx([1200.0] * len(NAMES), abs=1e-3)


@QUICK
@given(st.integers(0, 30), st.integers(0, 30), st.integers(0, 30))
def test_of_two_the_one_with_more_wins_is_above_and_the_interval_holds_the_rating(
    won: int, lost: int, tied: int
) -> None:
    outcomes = ["first"] * won + ["second"] * lost + ["tie"] * tied
    # Shown in turn first and second, so that place cannot explain the verdicts.
    matches = [match("a", "b", each, number=i) for i, each in enumerate(outcomes)]
    flip = {"first": "second", "second": "first", "tie": "tie"}
    matches += [match("b", "a", flip[each], number=1000 + i) for i, each in enumerate(outcomes)]
    table = rate(matches, ["a", "b"], k=1)
    gap = table.rating("a").value - table.rating("b").value
    assert gap * (won - lost) >= 0
    assert (abs(gap) < 1e-6) == (won == lost)
    assert sum(rating.p_best for rating in table.ratings) == pytest.approx(1.0)
    for rating in table.ratings:
        assert rating.low < rating.value < rating.high


@QUICK
@given(ledgers(), st.sampled_from(["first", "second"]))
def test_a_judge_that_always_says_the_same_place_makes_no_certainty(matches: list[Match], place: str) -> None:
    """Whatever pairs it is shown in both orders: they all stay equal."""
    pairs = [(m.first, m.second) for m in matches]
    stuck = [match(*pair, place, number=i) for i, pair in enumerate([*pairs, *((b, a) for a, b in pairs)])]
    table = rate(stuck, NAMES, draws=2)
    assert [rating.value for rating in table.ratings] == pytest.approx([1200.0] * len(NAMES), abs=0.01)


def test_a_judge_that_always_says_first_says_nothing_about_strength() -> None:
    pairs = [(a, b) for a in NAMES for b in NAMES if a != b]
    standings = rate([match(a, b, number=i) for i, (a, b) in enumerate(pairs)], NAMES, k=2)
    assert [rating.value for rating in standings.ratings] == pytest.approx([1200.0] * 6, abs=0.01)
    assert standings.judges[0].position.low > 0.5


def test_a_contradiction_between_orders_is_a_tie() -> None:
    ratings = rate([match("a", "b", number=0), match("b", "a", number=1)], ["a", "b"], k=1).ratings
    assert ratings[0].value == pytest.approx(ratings[1].value)


def test_groups_that_never_met_are_said() -> None:
    matches = [match("a", "b", number=0), match("c", "d", number=1)]
    standings = rate(matches, ["a", "b", "c", "d"], k=1)
    assert standings.components == (("a", "b"), ("c", "d"))
    assert any("2 groups that never met" in caveat for caveat in standings.caveats())


def panel_votes(*, unanimous: bool) -> list[Match]:
    """Five judges on every pair of six equals: either all of one mind or each of its own."""
    rng = np.random.default_rng(4)
    matches: list[Match] = []
    for pair_number, (a, b) in enumerate(combinations(NAMES, 2)):
        shared = rng.random() < 0.5
        for judge in range(5):
            outcome = "first" if (shared if unanimous else rng.random() < 0.5) else "second"
            matches.append(match(a, b, outcome, number=len(matches), judge=f"panel/{judge}", batch=f"b{pair_number}"))
    return matches


def test_five_votes_of_one_mind_are_not_five_matches() -> None:
    alike, apart = (rate(panel_votes(unanimous=unanimous), NAMES, k=2, draws=2) for unanimous in (True, False))
    assert alike.between_judge_correlation > 0.5 > apart.between_judge_correlation + 0.3
    one, other = (standings.rating("h0").high - standings.rating("h0").low for standings in (alike, apart))
    assert one > 1.3 * other


def test_votes_of_a_panel_count_for_less_before_anything_is_known() -> None:
    five = [match("a", "b", number=i, judge=f"panel/{i}", batch="one") for i in range(5)]
    records = encode(five, ["a", "b"])
    assert weights(records, PRIOR).sum() == pytest.approx(5 / (1 + 4 * PRIOR.between_judges))


def test_those_no_longer_rated_still_inform() -> None:
    matches = [match("a", "x", number=0), match("x", "b", number=1)]
    standings = rate(matches, ["a", "b"], k=1)
    assert [rating.hypothesis for rating in standings.ratings] == ["a", "b"]
    assert standings.connected
    assert standings.ratings[0].value > standings.ratings[1].value


def test_a_hypothesis_cannot_meet_itself() -> None:
    with pytest.raises(CoscientistError, match="with itself"):
        rate([match("a", "a")], ["a"])


def test_one_id_names_one_match() -> None:
    with pytest.raises(ConflictError):
        rate([match("a", "b"), match("a", "b", "second")], ["a", "b"])
    repeated = rate([match("a", "b"), match("a", "b")], ["a", "b"])
    assert repeated.matches == 1


def test_the_better_is_found_behind_a_judge_that_favours_the_first() -> None:
    strengths = {name: float(5 - number) for number, name in enumerate(NAMES)}
    pairs = [(a, b) if (i + j) % 2 else (b, a) for i, a in enumerate(NAMES) for j, b in enumerate(NAMES) if i < j]
    standings = rate(judged(strengths, pairs * 10, position=1.0), NAMES, k=2)
    assert set(standings.top) == {"h0", "h1"}
    assert standings.judges[0].position.low > 0
