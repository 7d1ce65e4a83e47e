"""How strongly the evidence around the two ends speaks for a link between them."""

from collections.abc import Sequence

from coscientist.agents.reflection.reviewer import written
from coscientist.agents.wording import as_outcome
from coscientist.agents.workbench import Need, Workbench
from coscientist.domain.check import Check
from coscientist.domain.hypothesis import Hypothesis
from coscientist.domain.review import Objection, Review, Severity

FAR = 0.5
"""Share of the concepts around the outcome; an intervention behind it has less going for it than an average one."""


class ProspectReviewer:
    """Asks the path score, whose forecasts are measured by `coscientist bench rediscovery`.

    The score is the intervention's place among all concepts that short paths join with the outcome: 1 for the first, 0
    for the last. Of several interventions the one farther behind counts. One that the graph does not hold, as an
    analogue from a drug table, gets no score, and so no verdict on this criterion.

    Limits: forecasts what will be reported next in this literature, not what is true.
    """

    name = "reflection/prospect"
    needs = frozenset({Need.EVIDENCE})

    def review(self, bench: Workbench, hypothesis: Hypothesis, checks: Sequence[Check]) -> Review:
        """Return the review. `checks` are not looked at."""
        del checks
        end = as_outcome(bench.concept(hypothesis.outcome))
        around = bench.prospects(hypothesis.outcome)
        places = [around.get(item) for item in hypothesis.interventions if item in bench.graph.concepts]
        if len(places) < len(hypothesis.interventions) or not around:
            return written(self.name, hypothesis, "The evidence graph does not hold the intervention.", scores={})
        worst = max(len(around) if place is None else place for place in places)
        score = 1.0 - (worst - 1) / max(1, len(around) - 1) if worst <= len(around) else 0.0
        objections = []
        if 1.0 - score > FAR:
            text = f"Little around it points to {end}: place {worst} of {len(around)} by short paths of evidence."
            objections.append(Objection(kind="far from the outcome", text=text, severity=Severity.MINOR))
        return written(
            self.name,
            hypothesis,
            f"Place {worst} of {len(around)} concepts that short paths of evidence join with {end}.",
            scores={"prospect": score},
            objections=objections,
        )
