"""Schedules side by side: which pairs are asked, and how the answers become a ranking."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from coscientist.tournaments.pairing.choosing import Policy, choose
from coscientist.tournaments.ratings.dependence import Dependence
from coscientist.tournaments.ratings.elo import online_elo
from coscientist.tournaments.ratings.estimation import Fit, estimate
from coscientist.tournaments.ratings.records import Floats, Ints
from coscientist.tournaments.simulation.judging import Truth
from coscientist.tournaments.simulation.log import Log, new_log


@dataclass(frozen=True)
class Ranking:
    """What a schedule says after so many calls."""

    schedule: str
    calls: int
    score: Floats
    """Higher is better. Shape: (n,)."""
    fit: Fit | None = None
    """Where there are intervals."""


Schedule = Callable[[Truth], Iterator[Ranking]]


def random_elo(truth: Truth, *, per_hypothesis: int, k_factor: float) -> Iterator[Ranking]:
    """Ask random pairs, each in one fixed order, and run Elo: what open systems do."""
    n = len(truth.strengths)
    log = new_log(truth)
    one = truth.rng.integers(0, n, per_hypothesis * n)
    other = (one + truth.rng.integers(1, n, len(one))) % n
    log.ask(np.stack([np.minimum(one, other), np.maximum(one, other)], axis=1))
    name = f"{per_hypothesis if per_hypothesis > 1 else ''}N random, Elo K={k_factor:.0f}"
    yield Ranking(name, len(one), online_elo(log.records(), k_factor=k_factor))


def _round_robin(truth: Truth, *, shuffled: bool) -> Log:
    """Ask every pair once: in one fixed order, or in a drawn one."""
    n = len(truth.strengths)
    pairs: Ints = np.stack(np.triu_indices(n, 1), axis=1)
    pairs = truth.rng.permutation(pairs)
    if shuffled:
        flip = truth.rng.random(len(pairs)) < 0.5
        pairs[flip] = pairs[flip][:, ::-1]
    log = new_log(truth)
    log.ask(pairs)
    return log


def round_robin_elo(truth: Truth, *, k_factor: float) -> Iterator[Ranking]:
    """Ask every pair once in one fixed order and run Elo."""
    log = _round_robin(truth, shuffled=False)
    yield Ranking(f"round robin, Elo K={k_factor:.0f}", len(log.first), online_elo(log.records(), k_factor=k_factor))


def round_robin_bradley_terry(truth: Truth) -> Iterator[Ranking]:
    """Ask every pair once in drawn order and fit plain Bradley-Terry: all pairs met equally, so wins rank.

    Where everybody met everybody once and wins are sufficient, the fit orders hypotheses by their wins; ties in
    wins are ties in strength, broken by lot.
    """
    log = _round_robin(truth, shuffled=True)
    n = len(truth.strengths)
    first, second, score = np.array(log.first), np.array(log.second), np.array(log.score)
    wins = np.bincount(first, score, n) + np.bincount(second, 1.0 - score, n)
    yield Ranking("round robin, Bradley-Terry", len(first), wins + 0.01 * truth.rng.random(n))


def round_robin_fitted(truth: Truth) -> Iterator[Ranking]:
    """Ask every pair once in drawn order and fit with covariates and intervals: our fit without our pairing."""
    log = _round_robin(truth, shuffled=True)
    fit = estimate(log.records(), log.names, head=200)
    yield Ranking("round robin, ours fitted", len(log.first), fit.posterior.mean, fit)


def round_robin_bracket(truth: Truth) -> Iterator[Ranking]:
    """Ask every pair once, run Elo, then let the eight best play knock-out rounds."""
    log = _round_robin(truth, shuffled=False)
    score = online_elo(log.records(), k_factor=32.0)
    alive = np.argsort(-score, kind="stable")[:8].tolist()
    bonus = 1e4
    while len(alive) > 1:
        half = len(alive) // 2
        pairs = [(min(a, b), max(a, b)) for a, b in zip(alive[:half], alive[::-1][:half], strict=True)]
        log.ask(pairs)
        results = log.score[-half:]
        alive = [a if won > 0.5 else b for (a, b), won in zip(pairs, results, strict=True)]
        score[alive] += bonus
        alive.sort(key=lambda h: -score[h])
    yield Ranking("round robin, then bracket", len(log.first), score)


def adaptive(
    truth: Truth,
    *,
    checkpoints: Sequence[int],
    policy: Policy,
    name: str = "ours",
    k: int = 5,
    batch: int | None = None,
    ahead: int = 0,
    likeness: Dependence | None = None,
    tolerance: float = 3e-2,
) -> Iterator[Ranking]:
    """Choose pairs by what they tell, a batch at a time, refitting in between.

    The answers to the last `ahead` batches are not in yet when the next one is chosen. `likeness` of votes on a pair
    is learnt unless it is given; `tolerance` is that of the fits in between.
    """
    n = len(truth.strengths)
    size = batch or max(n // 4, 4)
    log = new_log(truth)
    rng = np.random.default_rng(truth.rng.integers(2**32))
    ends = [0] * (ahead + 1)
    fit = estimate(log.records(), log.names, head=200, likeness=likeness)
    for calls in sorted(checkpoints):
        while len(log.first) < calls:
            room = min(size, calls - len(log.first))
            pairs = choose(fit.posterior, log.played, k=k, size=room, rng=rng, policy=policy)
            if not pairs:
                break
            log.ask(pairs)
            ends.append(len(log.first))
            fit = estimate(
                log.records(ends[-1 - ahead]), log.names, head=200, start=fit.posterior, likeness=likeness,
                tolerance=tolerance, spread_known=True,
            )  # fmt: skip
        exact = estimate(log.records(), log.names, head=200, start=fit.posterior, likeness=likeness)
        yield Ranking(name, len(log.first), exact.posterior.mean, exact)


def told_beforehand(truth: Truth, *, best: int, calls: int) -> Iterator[Ranking]:
    """Be told for nothing who the true best are, and spend all calls on them alone, every pair alike.

    No schedule is told; how much better it would do then says how much is left to gain.
    """
    told = np.argsort(-truth.strengths)[:best]
    pairs: Ints = told[np.stack(np.triu_indices(best, 1), axis=1)]
    asked = np.concatenate([truth.rng.permutation(pairs) for _ in range(-(-calls // len(pairs)))])[:calls]
    flip = truth.rng.random(calls) < 0.5
    asked[flip] = asked[flip][:, ::-1]
    log = new_log(truth)
    log.ask(asked)
    fit = estimate(log.records(), log.names, head=200, likeness=Dependence(0.0, 0.0), spread_known=True)
    score = np.full(len(truth.strengths), float(fit.posterior.mean.min()) - 1.0)
    score[told] = fit.posterior.mean[told]
    yield Ranking(f"true best {best} told, repeated round robin", calls, score)


PEERS: tuple[Schedule, ...] = (
    partial(random_elo, per_hypothesis=1, k_factor=24.0),
    partial(random_elo, per_hypothesis=1, k_factor=32.0),
    partial(random_elo, per_hypothesis=3, k_factor=24.0),
    partial(random_elo, per_hypothesis=3, k_factor=32.0),
    partial(round_robin_elo, k_factor=32.0),
    round_robin_bracket,
    round_robin_bradley_terry,
)
"""What others do, in order of cost."""
