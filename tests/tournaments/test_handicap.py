"""Which of two is shown first: the weaker has the favoured place, and close pairs are shown in both orders."""

from collections import Counter

import numpy as np
import pytest

from coscientist.domain.match import Match
from coscientist.tournaments.pairing.choosing import Policy, next_pairs
from coscientist.tournaments.pairing.handicap import SLIGHT, Handicap, favour_of
from coscientist.tournaments.ratings.posterior import Posterior
from coscientist.tournaments.ratings.rating import rate
from tests.tournaments.games import judged, match

FIELD = tuple(f"h{number:02d}" for number in range(12))
STRENGTHS = {name: float(len(FIELD) - number) / 3 for number, name in enumerate(FIELD)}
CONTESTED = Policy().contested
FIRST, FAIR, SECOND = (Handicap(favour, CONTESTED) for favour in (0.8, 0.0, -0.8))


def shown(handicap: Handicap, gap: float, times: int = 20) -> Counter[tuple[int, int]]:
    """How often each order is shown of a pair that is asked again and again."""
    orders, rng = Counter[tuple[int, int]](), np.random.default_rng(0)
    for _ in range(times):
        orders[handicap.ordered(0, 1, gap, orders, rng)] += 1
    return orders


def fitted(matches: list[Match], names: tuple[str, ...] = FIELD) -> Posterior:
    posterior = rate(matches, names, k=3, draws=64).posterior
    assert posterior is not None
    return posterior


def biased(position: float, rounds: int = 20) -> list[Match]:
    matches: list[Match] = []
    for number in range(rounds):
        pairs = next_pairs(rate(matches, FIELD, k=3, draws=64), matches, FIELD, size=6, seed=1)
        matches += judged(STRENGTHS, pairs, seed=number, start=len(matches), position=position)
    return matches


def test_the_weaker_one_has_the_place_that_the_judge_favours() -> None:
    assert shown(FIRST, 1.5) == {(1, 0): 20}
    assert shown(FIRST, -1.5) == {(0, 1): 20}
    assert shown(SECOND, 1.5) == {(0, 1): 20}


@pytest.mark.parametrize("handicap", [FIRST, FAIR, SECOND])
def test_close_pairs_are_shown_in_both_orders(handicap: Handicap) -> None:
    assert shown(handicap, 0.4) == {(0, 1): 10, (1, 0): 10}


def test_a_fair_judge_sees_every_pair_in_both_orders() -> None:
    assert shown(FAIR, 3.0) == {(0, 1): 10, (1, 0): 10}


def test_a_biased_judge_tells_more_of_unequal_pairs_and_less_of_close_ones() -> None:
    gaps = np.array([0.0, 0.3, 1.0, 2.0])
    more = FIRST.information(gaps) - FAIR.information(gaps)
    assert (more > 0).tolist() == [False, False, True, True]
    np.testing.assert_allclose(FIRST.information(gaps), SECOND.information(-gaps))
    np.testing.assert_allclose(FAIR.information(gaps), 0.25 / np.cosh(gaps / 2) ** 2)


def test_the_place_is_worth_what_models_say_and_nothing_to_others() -> None:
    assert favour_of(fitted(biased(2.0))) > 1.0
    assert favour_of(fitted(biased(-2.0))) < -1.0
    for judge in ("panel/evidence", "person:ada", "model:echo (transport test)"):
        always = [match(*pair, number=n, judge=judge) for n, pair in enumerate(zip(FIELD[1:], FIELD, strict=False))]
        assert favour_of(fitted(always)) == 0.0
    assert favour_of(fitted([])) == 0.0


def test_a_slight_effect_is_left_alone() -> None:
    outcomes = ("first", "first", "second", "first", "second")
    matches = [match("ab"[n % 2], "ba"[n % 2], outcome, number=n) for n, outcome in enumerate(outcomes)]
    posterior = fitted(matches, ("a", "b"))
    assert 0.05 < posterior.judge_parameters[0, 0] < SLIGHT
    assert favour_of(posterior) == 0.0


def test_a_tournament_gives_the_handicap_and_asks_close_pairs_both_ways() -> None:
    matches = biased(1.5)
    standings = rate(matches, FIELD, k=3, draws=64)
    mean = dict(zip(FIELD, fitted(matches).likeliest.mean.tolist(), strict=True))
    pairs = next_pairs(standings, matches, FIELD, size=12, seed=1)
    gaps = np.array([mean[first] - mean[second] for first, second in pairs])
    close = FIRST.is_close(gaps) > 0
    assert (gaps[~close] < 0.0).all()
    assert {pair for pair, both in zip(pairs, close, strict=True) if both and pair[::-1] in pairs}
