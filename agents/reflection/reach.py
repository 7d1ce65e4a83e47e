"""Whether a hypothesis also does the other things that the goal asks for."""

from collections.abc import Sequence

from coscientist.agents.reaching import Reach, reaches
from coscientist.agents.reflection.reviewer import written
from coscientist.agents.wording import as_outcome, capital, intervention, relates, support
from coscientist.agents.workbench import Need, Workbench
from coscientist.domain.check import Check
from coscientist.domain.hypothesis import Hypothesis
from coscientist.domain.review import Objection, Review, Severity

REPORTED, IMPLIED, SILENT, OPPOSED = 1.0, 0.6, 0.3, 0.0
"""Rank order: the effect is reported; two reports together would make it; nothing leads there; the opposite is
reported."""


class ReachReviewer:
    """Asks of each other thing that the goal names whether the interventions move it, too, and the right way.

    The score is the mean over these things. Of several interventions the one of which most is reported counts.

    Limits: effects of one or two reported steps; what two steps lead to is an expectation, and no report.
    """

    name = "reflection/reach"
    needs = frozenset({Need.EVIDENCE, Need.SEVERAL_ENDS})

    def review(self, bench: Workbench, hypothesis: Hypothesis, checks: Sequence[Check]) -> Review:
        """Return the review. `checks` are not looked at."""
        del checks
        found = reaches(bench, hypothesis.interventions, hypothesis.intervention_sign, hypothesis.outcome)
        if not found:
            return written(self.name, hypothesis, "It is about all that the goal asks for.", scores={"reach": REPORTED})
        return written(
            self.name,
            hypothesis,
            " ".join(_told(bench, hypothesis, each) for each in found),
            scores={"reach": sum(map(_score, found)) / len(found)},
            objections=[objection for each in found if (objection := _objection(bench, hypothesis, each)) is not None],
            supporting=[link.claims[0] for each in found if each.as_asked for link in each.links],
            contradicting=[link.claims[0] for each in found if not each.as_asked for link in each.links],
        )


def _score(reach: Reach) -> float:
    if not reach.links:
        return SILENT
    if len(reach.links) > 1:
        return IMPLIED if reach.as_asked else SILENT
    return REPORTED if reach.as_asked else OPPOSED


def _told(bench: Workbench, hypothesis: Hypothesis, reach: Reach) -> str:
    if not reach.links:
        return f"Nothing at hand leads from {bench.name(reach.start)} to {reach.end}."
    does = intervention(bench.concept(reach.start), hypothesis.intervention_sign)
    what = relates(reach.sign, bench.concept(reach.concept))
    asked = "as the goal asks, too" if reach.as_asked else "against what the goal asks"
    if len(reach.links) == 1:
        return f"{capital(does)} {what}, {asked} ({support(reach.links[0])})."
    middle = as_outcome(bench.concept(reach.links[0].object))
    return f"By way of {middle}, one would expect that {does} {what}, {asked}."


def _objection(bench: Workbench, hypothesis: Hypothesis, reach: Reach) -> Objection | None:
    text = _told(bench, hypothesis, reach)
    if not reach.links:
        return Objection(kind="another end not reached", text=text, severity=Severity.MINOR)
    if reach.as_asked:
        return None
    claims = tuple(link.claims[0] for link in reach.links)
    severity = Severity.MAJOR if len(reach.links) == 1 else Severity.MINOR
    return Objection(kind="against another end", text=text, severity=severity, claims=claims)
