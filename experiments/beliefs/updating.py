"""What results do to the belief in a hypothesis."""

from collections.abc import Sequence
from enum import StrEnum
from math import exp, log

from coscientist.domain.base import Value
from coscientist.domain.result_analysis import Analysis, OutcomeCall

ENOUGH = 20.0
"""1 / 0.05: an e-value that reaches it rejects at level 0.05, whenever one looks."""


class Standing(StrEnum):
    """Where the evidence of all experiments together leaves a hypothesis."""

    UNTESTED = "untested"
    SUPPORTED = "supported"
    REFUTED = "refuted"
    CONTESTED = "contested"
    OPEN = "open"


class Belief(Value):
    """Evidence accumulated over experiments, each counted once."""

    hypothesis: str
    log_e_for: float = 0.0
    """Natural logarithm of the product of e-values against `no effect as predicted`."""
    log_e_against: float = 0.0
    """The same against `an effect at least as large as matters`."""
    results: tuple[str, ...] = ()
    calls: tuple[OutcomeCall, ...] = ()

    @property
    def e_for(self) -> float:
        """Product of the e-values for the prediction."""
        return exp(min(self.log_e_for, 700.0))

    @property
    def e_against(self) -> float:
        """Product of the e-values against the prediction."""
        return exp(min(self.log_e_against, 700.0))

    @property
    def standing(self) -> Standing:
        """Supported or refuted when one product alone reaches 20; contested when both do."""
        enough = log(ENOUGH)
        match (self.log_e_for >= enough, self.log_e_against >= enough):
            case (True, True):
                return Standing.CONTESTED
            case (True, False):
                return Standing.SUPPORTED
            case (False, True):
                return Standing.REFUTED
        return Standing.OPEN if self.results else Standing.UNTESTED


def update(belief: Belief, analysis: Analysis) -> Belief:
    """Add an experiment. Seen before, failed, or rejected by quality control: the belief stays as it is.

    Raises: ValueError when the analysis is about another hypothesis.
    """
    if analysis.hypothesis != belief.hypothesis:
        raise ValueError(f"the analysis is about {analysis.hypothesis!r}, the belief about {belief.hypothesis!r}")
    primary = next((o for o in analysis.outcomes if o.primary), None)
    if not analysis.is_evidence or analysis.result in belief.results or primary is None:
        return belief
    if primary.e_for is None or primary.e_against is None:
        return belief
    return Belief(
        hypothesis=belief.hypothesis,
        log_e_for=belief.log_e_for + log(primary.e_for),
        log_e_against=belief.log_e_against + log(primary.e_against),
        results=(*belief.results, analysis.result),
        calls=(*belief.calls, analysis.call),
    )


def believe(hypothesis: str, analyses: Sequence[Analysis]) -> Belief:
    """Return the belief after several experiments; their order does not matter to its e-values."""
    belief = Belief(hypothesis=hypothesis)
    for analysis in analyses:
        belief = update(belief, analysis)
    return belief
