"""What a tournament says of its own faults, on ledgers whose faults are known."""

from itertools import combinations

import numpy as np
import pytest

from coscientist.domain.match import Match
from coscientist.tournaments.diagnostics.diagnosis import Diagnostics, diagnose
from coscientist.tournaments.diagnostics.intransitivity import order_agreement, triads
from coscientist.tournaments.ratings.rating import rate
from tests.tournaments.games import judged, match

FIELD = tuple(f"h{number:02d}" for number in range(10))
STRENGTHS = {name: 0.7 * number for number, name in enumerate(FIELD)}
BOTH_ORDERS = [pair for one, other in combinations(FIELD, 2) for pair in ((one, other), (other, one))]


def found(matches: list[Match], seed: int = 0, replicates: int = 999, folds: int = 5) -> Diagnostics:
    return diagnose(matches, rate(matches, FIELD, k=3), seed=seed, replicates=replicates, folds=folds)


def sticky_coins(seed: int, judges: int = 5) -> list[Match]:
    """Judges that know nothing: each flips one coin for a pair and says the same again in the other order."""
    rng = np.random.default_rng(seed)
    matches: list[Match] = []
    for one, other in combinations(FIELD, 2):
        for judge in range(judges):
            favours_one = rng.random() < 0.5
            for turn, (first, second) in enumerate(((one, other), (other, one))):
                outcome = "first" if favours_one == (first == one) else "second"
                matches.append(
                    match(first, second, outcome, number=len(matches), judge=f"panel/{judge}", round=turn)
                )  # fmt: skip
    return matches


def test_a_judge_that_favours_the_first_is_said_to() -> None:
    told = found(judged(dict.fromkeys(FIELD, 0.0), BOTH_ORDERS * 3, position=1.5), replicates=0)
    assert told.first_won.low is not None
    assert told.first_won.low > 0.6
    assert told.order_agreement.always_first > told.order_agreement.always_second
    assert any("favours the one shown first" in warning for warning in told.warnings())
    assert any("no measure of bias: models favour what is shown first" in said for said in told.summary())


def test_without_a_place_that_is_favoured_the_share_of_the_first_stands_alone() -> None:
    told = found(judged(dict.fromkeys(FIELD, 0.0), BOTH_ORDERS * 3, position=0.0), replicates=0)
    assert not any("no measure of bias" in said for said in told.summary())


def test_a_judge_that_favours_the_longer_is_said_to() -> None:
    """Each is the longer in one order of a pair and the shorter in the other, so that no strength explains it."""
    matches = [
        match(a, b, "first" if longer else "second", number=number,
              first_length=900 if longer else 300, second_length=300 if longer else 900)
        for number, (a, b) in enumerate(BOTH_ORDERS)
        for longer in [number // 2 % 2 == 0]
    ]  # fmt: skip
    told = found(matches, replicates=0)
    assert (told.longer_won.count, told.longer_won.of) == (len(matches), len(matches))
    assert any("favours the longer text" in warning for warning in told.warnings())


def test_judges_that_flip_a_coin_for_each_pair_and_stick_to_it_are_no_better_than_coins() -> None:
    flips = [found(sticky_coins(seed), replicates=199, folds=2).coin_flip for seed in range(20)]
    assert sum(flip is not None and flip.beyond_chance for flip in flips) <= 3


def test_judges_that_know_the_truth_are_beyond_coins() -> None:
    flip = found(judged(STRENGTHS, BOTH_ORDERS), replicates=199).coin_flip
    assert flip is not None
    assert flip.beyond_chance


def test_the_same_ledger_and_seed_are_diagnosed_alike_whatever_the_order_of_the_ledger() -> None:
    matches = judged(STRENGTHS, BOTH_ORDERS)
    assert found(matches, replicates=5, seed=3) == found(matches[::-1], replicates=5, seed=3)


def test_a_fair_judge_s_predictions_come_true() -> None:
    told = found(judged(STRENGTHS, BOTH_ORDERS * 4), replicates=0).calibration
    assert told is not None
    assert told.log_loss < 0.6
    assert 0.7 < told.slope < 1.4


def test_circles_are_counted_against_what_coins_would_make() -> None:
    circle = [match(a, b, number=i) for i, (a, b) in enumerate([("a", "b"), ("b", "c"), ("c", "a")])]
    assert (triads(circle).cyclic, triads(circle).triads, triads(circle).value) == (1, 1, 1.0)
    ordered = [match(a, b, number=i) for i, (a, b) in enumerate(combinations("abcd", 2))]
    assert (triads(ordered).cyclic, triads(ordered).triads) == (0, 4)
    shares = [triads(judged(dict.fromkeys(FIELD, 0.0), BOTH_ORDERS[::2], seed=s)).value or 0.0 for s in range(60)]
    assert np.mean(shares) == pytest.approx(0.25, abs=0.03)


def test_two_orders_agree_when_they_name_the_same_hypothesis() -> None:
    same = [match("a", "b", "first", number=0), match("b", "a", "second", number=1)]
    apart = [match("c", "d", "first", number=2), match("d", "c", "first", number=3)]
    agreement = order_agreement([*same, *apart])
    assert (agreement.same_winner.count, agreement.same_winner.of, agreement.always_first) == (1, 2, 1)


def test_an_empty_ledger_is_no_error_and_says_what_was_left_out() -> None:
    told = diagnose([], rate([], FIELD))
    assert told.left_out == ("Calibration and the coin-flip null, because there are no matches.",)
    assert told.warnings() == ()
    assert told.summary()
