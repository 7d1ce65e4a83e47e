"""What is assumed of a judge before its verdicts are seen, by what kind of judge it is."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache

import numpy as np

from coscientist.tournaments.ratings.records import Floats, Records

CRITERIA = "panel/"
"""Before the name of a criterion that is judged by its scores."""


TRANSPORT_TEST = " (transport test)"
"""After the name of a model whose text means nothing: its verdicts are votes and decide nothing."""


class JudgeKind(StrEnum):
    """Told from the judge's name: `person:ada`, `lab:result-1`, `panel/novelty`, anything else is a model."""

    MODEL = "model"
    CRITERION = "criterion"
    PERSON = "person"
    LAB = "lab"


@dataclass(frozen=True)
class JudgePrior:
    """Normal priors of one judge's parameters, all on the logit scale."""

    position_sd: float
    """How much being shown first may help."""
    length_sd: float
    """How much being e times as long may help."""
    log_discrimination: float
    """Centre of the logarithm of how sharply this judge tells apart."""
    log_discrimination_sd: float


PRIORS: dict[JudgeKind, JudgePrior] = {
    JudgeKind.MODEL: JudgePrior(1.0, 0.5, 0.0, 0.5),
    JudgeKind.CRITERION: JudgePrior(0.01, 0.01, 0.0, 0.05),
    JudgeKind.PERSON: JudgePrior(0.5, 0.25, float(np.log(2.0)), 0.5),
    JudgeKind.LAB: JudgePrior(0.01, 0.01, float(np.log(4.0)), 0.5),
}
"""A person is taken to be about twice as sharp as a model until the verdicts say otherwise; a measurement does not
know what was shown first or how long a text was. Neither does a criterion of the panel, which compares scores. Each of
them asks another question, and is not one more noisy answer to the same: where feasibility disagrees with the rest it
is not the less to be believed, so that all count about alike, as often as the plan's weights have them asked."""


@lru_cache(maxsize=1024)
def kind_of(judge: str) -> JudgeKind:
    """Tell the kind of judge from its name."""
    if judge.startswith(CRITERIA):
        return JudgeKind.CRITERION
    prefix = judge.partition(":")[0]
    return {"person": JudgeKind.PERSON, "lab": JudgeKind.LAB}.get(prefix, JudgeKind.MODEL)


def may_decide(judge: str) -> bool:
    """Say whether a judge is a model whose verdicts decide an order against the panel's votes."""
    return kind_of(judge) is JudgeKind.MODEL and not judge.endswith(TRANSPORT_TEST)


def is_of_the_panel(judge: str) -> bool:
    """Say whether a judge is a model or a criterion, and so may be outvoted without a word."""
    return kind_of(judge) in (JudgeKind.MODEL, JudgeKind.CRITERION)


@dataclass(frozen=True)
class JudgePriors:
    """The priors of several judges as arrays.

    Shape: `centre` (judges,), of log discriminations; `precision` (judges, 3): position, length, log discrimination;
    `share` (judges,), of the matches, each as far as it counts.
    """

    centre: Floats
    precision: Floats
    share: Floats

    @property
    def free(self) -> int:
        """How many parameters a judge has: a sole judge's discrimination is the unit of strength."""
        return 2 if len(self.share) <= 1 else 3

    @cached_property
    def relative(self) -> Floats:
        """Matrix that measures log discriminations from their mean over the matches.

        Only ratios of discriminations mean anything beside strengths of free scale: the judge of a typical match
        is the unit. Left free, the mode would make judges ever sharper and strengths ever smaller.
        """
        return np.eye(len(self.share)) - self.share[None, :]


def priors_of(records: Records, worth: Floats) -> JudgePriors:
    """Collect the priors of the judges of some matches; `worth` is what each vote counts for beside others'."""
    priors = [PRIORS[kind_of(judge)] for judge in records.judges]
    sd = np.array([(p.position_sd, p.length_sd, p.log_discrimination_sd) for p in priors])
    counts = np.bincount(records.judge, worth, minlength=len(priors))
    return JudgePriors(
        centre=np.array([p.log_discrimination for p in priors]),
        precision=sd.reshape(-1, 3) ** -2.0,
        share=counts / max(float(counts.sum()), 1.0),
    )
