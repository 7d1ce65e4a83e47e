"""Whole tournaments up to where they stop, a judge that flips coins among the judges, and planted copies."""

from dataclasses import dataclass

import numpy as np

from coscientist.domain.match import ControlKind, Match, Outcome, Planted
from coscientist.tournaments.diagnostics.controls import ControlSummary, check_controls, summarise_controls
from coscientist.tournaments.ledger import match_id
from coscientist.tournaments.pairing.choosing import next_pairs
from coscientist.tournaments.pairing.stopping import should_stop
from coscientist.tournaments.ratings.rating import rate
from coscientist.tournaments.simulation.judging import Habit, draw_truth
from coscientist.tournaments.standings import Standings


@dataclass(frozen=True)
class WholeRun:
    """A tournament played to its end by the public functions."""

    settled: bool
    """Whether the stopping rule called the top settled, before the budget ended."""
    calls: int
    claimed: float
    """Share of the true top k that the last standings expected among their own."""
    highest_claim: float
    """The same at its highest, once everybody could be compared."""
    recall: float
    """The share that it was."""
    best_first: float


def whole_run(
    n: int, slope: float, habit: Habit, *, seed: int, k: int = 5, per_hypothesis: int = 10, probability: float = 0.9
) -> WholeRun:
    """Let a simulated judge decide a whole tournament: rate, choose pairs, ask, until the stopping rule ends it."""
    truth = draw_truth(n, slope, habit, planned=per_hypothesis * n, seed=seed)
    names = [f"h{number:03d}" for number in range(n)]
    number_of = {name: number for number, name in enumerate(names)}
    matches: list[Match] = []
    standings = rate(matches, names, k=k, draws=512, seed=seed)
    history: list[Standings] = []
    highest, settled = 0.0, False
    while len(matches) < per_hypothesis * n and not settled:
        pairs = next_pairs(standings, matches, names, size=max(n // 2, 4), seed=seed)
        if not pairs:
            break
        shown = np.array([(number_of[first], number_of[second]) for first, second in pairs])
        answers = truth.answer(shown[:, 0], shown[:, 1], np.zeros(len(pairs), dtype=np.int64))
        matches += [
            Match(
                id=f"m{len(matches) + number}",
                first=first,
                second=second,
                judge="model:simulated",
                outcome=Outcome.FIRST if won else Outcome.SECOND,
                round=len(history),
            )
            for number, ((first, second), won) in enumerate(zip(pairs, answers > 0.5, strict=True))
        ]
        standings = rate(matches, names, k=k, draws=512, seed=seed, start=standings)
        history.append(standings)
        decision = should_stop(history, probability=probability)
        settled = decision.stop
        if standings.connected:
            highest = max(highest, decision.probability)
    best = np.argsort(-truth.strengths)[:k].tolist()
    right = {names[number] for number in best} & set(standings.top)
    return WholeRun(
        settled=settled,
        calls=len(matches),
        claimed=standings.expected_top_share,
        highest_claim=highest,
        recall=len(right) / k,
        best_first=float(standings.top[0] == names[best[0]]),
    )


DEGRADED_BY = 1.5
"""How much weaker a degraded copy is. Units: logits of a judge of slope 1."""
PADDED_TO = 2.0
"""How many times as long a padded copy is."""


@dataclass(frozen=True)
class ControlJudge:
    """A simulated judge of planted copies. Units: logits; of length for each factor e."""

    name: str
    slope: float
    position: float = 0.0
    length: float = 0.0

    def says(self, better: float, longer: float, rng: np.random.Generator) -> Outcome:
        """Judge two by how much better and how much longer the first shown is."""
        logit = self.slope * better + self.position + self.length * longer
        return Outcome.FIRST if rng.random() < 1.0 / (1.0 + np.exp(-logit)) else Outcome.SECOND


CONTROL_JUDGES = (
    ControlJudge("sharp, fair", 4.0),
    ControlJudge("slope 1, fair", 1.0),
    ControlJudge("slope 1, favours the first by 0.8", 1.0, position=0.8),
    ControlJudge("slope 1, favours the first by 3", 1.0, position=3.0),
    ControlJudge("slope 1, favours the longer by 3", 1.0, length=3.0),
    ControlJudge("coin", 0.0),
)


def control_run(judge: ControlJudge, *, copies: int, seed: int) -> tuple[ControlSummary, ...]:
    """Plant copies of each kind, show each beside its original in both orders, and count what the judge said."""
    rng = np.random.default_rng(seed)
    matches = []
    for kind in ControlKind:
        worse = DEGRADED_BY if kind is ControlKind.DEGRADED else 0.0
        longer = float(np.log(PADDED_TO)) if kind is ControlKind.PADDED else 0.0
        for number in range(copies):
            planted = Planted(kind=kind, original=f"h{number}", copy_id=f"copy-{kind.value}-{number}")
            for copy_first in (True, False):
                sign = 1.0 if copy_first else -1.0
                first, second = (planted.copy_id, planted.original)[:: int(sign)]
                matches.append(
                    Match(
                        id=match_id(first, second, "model:simulated"),
                        first=first,
                        second=second,
                        judge="model:simulated",
                        outcome=judge.says(-sign * worse, sign * longer, rng),
                        control=planted,
                    )
                )
    return summarise_controls(check_controls(matches))
