"""Whether a model's citations carry its steps, as the checks made when it was written found."""

from collections.abc import Sequence

from coscientist.agents.citations import CITATION, OWN, REASONING
from coscientist.agents.figures import FIGURES
from coscientist.agents.reflection.reviewer import written
from coscientist.agents.wording import plural
from coscientist.agents.workbench import Need, Workbench
from coscientist.domain.check import Check, Verdict
from coscientist.domain.hypothesis import Hypothesis
from coscientist.domain.review import Objection, Review, Severity


class CitationReviewer:
    """Turns failed checks of a model's citations and of its chain of reasoning into objections.

    It gives no score of its own: a step whose citations fail loses half of its reliability in the evidence review.
    """

    name = "reflection/citations"
    needs = frozenset({Need.LANGUAGE_MODEL})

    def review(self, bench: Workbench, hypothesis: Hypothesis, checks: Sequence[Check]) -> Review:
        """Return the review of a hypothesis that a model wrote."""
        del bench
        own = [check for check in checks if check.tool in OWN]
        objections = [_objection(check) for check in own if check.verdict in (Verdict.FAIL, Verdict.WARN)]
        cited = [check for check in own if check.tool == CITATION]
        carried = sum(check.verdict is not Verdict.FAIL for check in cited)
        return written(
            self.name,
            hypothesis,
            f"{plural(len(hypothesis.mechanism), 'step')}, {len(cited)} with citations, of which "
            f"{carried} name both ends.",
            scores={},
            objections=objections,
        )


def _objection(check: Check) -> Objection:
    if check.tool == REASONING:
        return Objection(kind="broken chain", text=check.note, severity=Severity.MAJOR, checks=(check.id,))
    if check.tool == FIGURES:
        return Objection(kind="untraceable number", text=check.note, severity=Severity.MAJOR, checks=(check.id,))
    step = int(check.subject.removeprefix("step ")) - 1
    failed = check.verdict is Verdict.FAIL
    return Objection(
        kind="unsupported citation" if failed else "rejected citation",
        text=f"Step {step + 1}: {check.note}",
        severity=Severity.MAJOR if failed else Severity.MINOR,
        checks=(check.id,),
        step=step,
    )
