"""What is assumed of a judge before its verdicts are seen, by what kind of judge it is."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from coscientist.tournaments.records import Floats


class JudgeKind(StrEnum):
    """Told from the judge's name: `person:ada`, `lab:result-1`, anything else is a model or a panel member."""

    MODEL = "model"
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
    JudgeKind.MODEL: JudgePrior(1.0, 1.0, 0.0, 0.5),
    JudgeKind.PERSON: JudgePrior(0.5, 0.5, float(np.log(2.0)), 0.5),
    JudgeKind.LAB: JudgePrior(0.01, 0.01, float(np.log(4.0)), 0.5),
}
"""A person is taken to be about twice as sharp as a model until the verdicts say otherwise; a measurement does not
know what was shown first or how long a text was."""


def kind_of(judge: str) -> JudgeKind:
    """Tell the kind of judge from its name."""
    prefix = judge.partition(":")[0]
    return {"person": JudgeKind.PERSON, "lab": JudgeKind.LAB}.get(prefix, JudgeKind.MODEL)


@dataclass(frozen=True)
class JudgePriors:
    """The priors of several judges as arrays.

    Shape: `precision` and `centre` (judges, 3): position, length, log discrimination.
    """

    centre: Floats
    precision: Floats
    free: int
    """3, or 2 where the discrimination is fixed: with one judge it is the unit in which strengths are measured."""


def priors_of(judges: tuple[str, ...]) -> JudgePriors:
    """Collect the priors of judges."""
    priors = [PRIORS[kind_of(judge)] for judge in judges]
    free = 2 if len(judges) <= 1 else 3
    centre = np.array([(0.0, 0.0, p.log_discrimination if free == 3 else 0.0) for p in priors])
    sd = np.array([(p.position_sd, p.length_sd, p.log_discrimination_sd) for p in priors])
    return JudgePriors(centre.reshape(-1, 3), sd.reshape(-1, 3) ** -2.0, free)
