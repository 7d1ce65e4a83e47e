"""Whether a usual assay would decide it."""

from collections.abc import Sequence

from coscientist.agents.reflection.reviewer import written
from coscientist.agents.workbench import Need, Workbench
from coscientist.domain.check import Check
from coscientist.domain.hypothesis import EffectDirection, Hypothesis
from coscientist.domain.review import Objection, Review, Severity

SCORES = {
    "phosphorylation": 1.0, "protein abundance": 1.0, "mRNA abundance": 1.0, "aggregation": 0.9, "viability": 0.9,
    "cytokine release": 0.9, "autophagy flux": 0.8, "oxidative stress": 0.8, "enzyme activity": 0.8, "interaction": 0.7,
    "mitochondrial function": 0.7, "clearance": 0.7, "electrophysiology": 0.5, "transport": 0.5, "quantity": 0.5,
    "material property": 0.8, "behaviour": 0.3,
}  # fmt: skip
"""Rank order by effort: a plate assay in cells before electrophysiology before animals."""


class TestabilityReviewer:
    """Asks for a directed primary prediction with a readout, for a test of the mechanism, and for falsifiers.

    The score is that of the primary readout's kind; it loses a third without a direction and a fifth without a
    prediction that tests the mediator.
    """

    __test__ = False  # its name begins as those do that pytest collects
    name = "reflection/testability"
    needs: frozenset[Need] = frozenset()

    def review(self, bench: Workbench, hypothesis: Hypothesis, checks: Sequence[Check]) -> Review:
        """Return the review. Neither evidence nor `checks` are looked at."""
        del bench, checks
        primary = next((item for item in hypothesis.predictions if item.primary), None)
        objections: list[Objection] = []

        def object_to(kind: str, text: str, severity: Severity) -> None:
            objections.append(Objection(kind=kind, text=text, severity=severity))

        if primary is None:
            object_to("no prediction", "No primary prediction is committed.", Severity.FATAL)
            score = 0.0
        else:
            score = SCORES.get(primary.readout_kind, 0.5)
            if primary.direction is EffectDirection.CHANGE:
                object_to("no direction", "The primary prediction has no direction.", Severity.MAJOR)
                score -= 0.33
            if primary.readout_kind == "behaviour":
                object_to("animal work", "The primary readout needs animals or patients.", Severity.MAJOR)
            if not any(item.readout_concept != hypothesis.outcome for item in hypothesis.predictions):
                object_to("mediator untested", "No prediction tests the mediator.", Severity.MINOR)
                score -= 0.2
        if not hypothesis.falsifiers:
            object_to("no falsifier", "Nothing is named that would show it wrong.", Severity.MAJOR)
            score -= 0.2
        return written(
            self.name,
            hypothesis,
            f"Decided by {primary.readout}." if primary else "Nothing to measure.",
            scores={"testability": score},
            objections=objections,
            eliminate="No primary prediction is committed." if primary is None else None,
        )
