"""Where there are too many hypotheses to invert, iterated solves give the same ratings."""

import numpy as np
import pytest

from coscientist.domain.match import Match, Outcome
from coscientist.tournaments.ratings import estimation, information, model
from coscientist.tournaments.ratings.rating import rate

JUDGES = ("model:a", "model:b", "panel/evidence")
NAMES = tuple(f"h{number:02d}" for number in range(40))


def ledger(*, judges: int, per_hypothesis: int = 15, seed: int = 0) -> list[Match]:
    rng = np.random.default_rng(seed)
    strength = rng.standard_normal(len(NAMES))
    matches = []
    for number in range(per_hypothesis * len(NAMES)):
        first, second = rng.permutation(len(NAMES))[:2]
        won = rng.random() < 1.0 / (1.0 + np.exp(strength[second] - strength[first] - 0.5))
        matches.append(
            Match(
                id=f"m{number}",
                first=NAMES[first],
                second=NAMES[second],
                judge=JUDGES[number % judges],
                outcome=Outcome.FIRST if won else Outcome.SECOND,
                first_length=900 + 7 * int(first),
                second_length=900 + 7 * int(second),
            )
        )
    return matches


@pytest.mark.parametrize("judges", [1, 3])
def test_iterated_solves_agree_with_the_inverse(monkeypatch: pytest.MonkeyPatch, judges: int) -> None:
    matches = ledger(judges=judges)
    dense = rate(matches, NAMES, k=3)
    for module in (information, model, estimation):
        monkeypatch.setattr(module, "DENSE_LIMIT", 10)
    iterated = rate(matches, NAMES, k=3, head=len(NAMES))
    by_name = {rating.hypothesis: rating for rating in iterated.ratings}
    for rating in dense.ratings:
        assert by_name[rating.hypothesis].value == pytest.approx(rating.value, abs=4.0)
        # Iterated, the mean of all strengths stays in the intervals: nothing in a large field, a little here.
        width = rating.high - rating.low
        assert by_name[rating.hypothesis].high - by_name[rating.hypothesis].low == pytest.approx(width, rel=0.08)
    assert iterated.judges[0].position.value == pytest.approx(dense.judges[0].position.value, abs=0.02)


def test_few_matches_among_many_are_no_obstacle(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where most have met nobody the likelihood is not convex in the judges' sharpness; the climb ends all the same."""
    for module in (information, model, estimation):
        monkeypatch.setattr(module, "DENSE_LIMIT", 10)
    standings = rate(ledger(judges=3, per_hypothesis=1), NAMES, k=3)
    assert all(np.isfinite([rating.low, rating.high]).all() for rating in standings.ratings)
    assert all(judge.discrimination.low < judge.discrimination.value for judge in standings.judges)
