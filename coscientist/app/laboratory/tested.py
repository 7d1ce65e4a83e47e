"""What laboratories have said so far: experiments in force, what they add up to, and how predictions have fared."""

from collections.abc import Iterable, Sequence

from coscientist.domain.base import Value
from coscientist.domain.brief import Brief
from coscientist.domain.hypothesis import Status
from coscientist.domain.result import Result
from coscientist.domain.result_analysis import Analysis, OutcomeCall
from coscientist.experiments.analysis.analysing import analyse
from coscientist.experiments.beliefs.calibration import Calibration, calibrate, pairs
from coscientist.experiments.beliefs.in_force import in_force
from coscientist.experiments.beliefs.updating import Belief, Standing, believe
from coscientist.ports import Store

_STATUS = {
    OutcomeCall.SUPPORTED: Status.SUPPORTED,
    OutcomeCall.REFUTED: Status.REFUTED,
    OutcomeCall.INCONCLUSIVE: Status.INCONCLUSIVE,
}


class Tested(Value):
    """One experiment: its brief, what came back, and the committed tests on it."""

    brief: Brief
    result: Result
    analysis: Analysis


def tested(store: Store, runs: Iterable[str]) -> list[Tested]:
    """Return the experiments of some runs that are in force, in the order in which their results came in."""
    found: list[Tested] = []
    for run in runs:
        briefs = {brief.brief_id: brief for brief in store.briefs(run)}
        answered = [(briefs[result.brief], result) for result in in_force(store.results(run)) if result.brief in briefs]
        found += [Tested(brief=brief, result=result, analysis=analyse(brief, result)) for brief, result in answered]
    return found


def belief(hypothesis: str, experiments: Sequence[Tested]) -> Belief:
    """Return what all experiments on a hypothesis add up to; failed and rejected ones add nothing."""
    return believe(hypothesis, [item.analysis for item in experiments if item.analysis.hypothesis == hypothesis])


def status_of(held: Belief) -> Status:
    """Return where a hypothesis stands: as its experiments call it, and open where they contradict one another."""
    calls = set(held.calls)
    if held.standing is Standing.CONTESTED or {OutcomeCall.SUPPORTED, OutcomeCall.REFUTED} <= calls:
        return Status.INCONCLUSIVE
    for call in (OutcomeCall.SUPPORTED, OutcomeCall.REFUTED, OutcomeCall.INCONCLUSIVE):
        if call in calls:
            return _STATUS[call]
    return Status.UNTESTED


def calibration(experiments: Sequence[Tested]) -> Calibration:
    """Hold every committed prediction to what was measured."""
    return calibrate(pairs((item.brief, item.analysis) for item in experiments))
