"""Two cases with a known right answer: a judge that flips coins, and planted copies."""

from collections.abc import Sequence

import numpy as np

from coscientist.domain.match import Match, Outcome
from coscientist.tournaments.controls import Control, ControlKind, ControlResult, check_controls
from coscientist.tournaments.ledger import match_id
from coscientist.tournaments.pairing import next_pairs
from coscientist.tournaments.ratings import rate
from coscientist.tournaments.simulation.judging import Habit, draw_truth
from coscientist.tournaments.standings import Standings
from coscientist.tournaments.stopping import should_stop


def coin_flip_run(n: int, *, seed: int, per_hypothesis: int = 10, probability: float = 0.9) -> tuple[bool, float]:
    """Let a coin judge a whole tournament through the public functions.

    Returns whether the stopping rule ever called the top settled, and the highest share of the true top k that any
    of its standings claimed to have once everybody had played.
    """
    truth = draw_truth(n, 1.0, Habit.COIN, planned=1, seed=seed)
    names = [f"h{number:03d}" for number in range(n)]
    matches: list[Match] = []
    history: list[Standings] = []
    standings = rate(matches, names, draws=512, seed=seed)
    claimed = 0.0
    while len(matches) < per_hypothesis * n:
        pairs = next_pairs(standings, matches, names, size=max(n // 2, 4), seed=seed)
        if not pairs:
            break
        heads = truth.rng.random(len(pairs)) < 0.5
        matches += [
            Match(
                id=f"m{len(matches) + number}",
                first=first,
                second=second,
                judge="model:coin",
                outcome=Outcome.FIRST if head else Outcome.SECOND,
                round=len(history),
            )
            for number, ((first, second), head) in enumerate(zip(pairs, heads, strict=True))
        ]
        standings = rate(matches, names, draws=512, seed=seed, start=standings)
        history.append(standings)
        decision = should_stop(history, probability=probability)
        if standings.connected:
            claimed = max(claimed, decision.probability)
        if decision.stop:
            return True, claimed
    return False, claimed


DEGRADED_BY = 1.5
"""How much weaker a degraded copy is. Units: logits."""
PADDED_TO = 2.0
"""How many times as long a padded copy is."""


def control_run(*, seed: int, originals: int, meetings: int, length_bias: float) -> tuple[ControlResult, ...]:
    """Plant a degraded, a paraphrased and a padded copy of one hypothesis among others and check them.

    Everybody meets everybody once; each copy meets its original `meetings` times in each order. With `length_bias`
    the judge favours the longer by that many logits for each factor e.
    """
    rng = np.random.default_rng(seed)
    names = [f"h{number:02d}" for number in range(originals)]
    strength = dict(zip(names, rng.standard_normal(originals).tolist(), strict=True))
    length = dict(zip(names, (1000 * np.exp(rng.normal(0.0, 0.2, originals))).astype(int).tolist(), strict=True))
    source = names[0]
    controls = []
    for kind, change, factor in (
        (ControlKind.DEGRADED, -DEGRADED_BY, 1.0),
        (ControlKind.PARAPHRASED, 0.0, 1.0),
        (ControlKind.PADDED, 0.0, PADDED_TO),
    ):
        copy = f"copy-{kind.value}"
        strength[copy], length[copy] = strength[source] + change, int(length[source] * factor)
        controls.append(Control(kind=kind, original=source, copy_id=copy))
    everybody = sorted(strength)
    pairs = [(a, b) for i, a in enumerate(everybody) for b in everybody[i + 1 :]]
    pairs += [pair for c in controls for pair in [(c.original, c.copy_id), (c.copy_id, c.original)] * meetings]
    return check_controls(_judged(pairs, strength, length, length_bias, rng), controls)


def _judged(
    pairs: Sequence[tuple[str, str]],
    strength: dict[str, float],
    length: dict[str, int],
    length_bias: float,
    rng: np.random.Generator,
) -> list[Match]:
    matches = []
    for number, (one, other) in enumerate(pairs):
        first, second = (one, other) if rng.random() < 0.5 else (other, one)
        logit = strength[first] - strength[second] + length_bias * float(np.log(length[first] / length[second]))
        won = rng.random() < 1.0 / (1.0 + np.exp(-logit))
        matches.append(
            Match(
                id=match_id(first, second, "model:simulated", repeat=number),
                first=first,
                second=second,
                judge="model:simulated",
                outcome=Outcome.FIRST if won else Outcome.SECOND,
                first_length=length[first],
                second_length=length[second],
            )
        )
    return matches
