"""How strongly the evidence around the two ends speaks for a link between them."""

from collections.abc import Sequence

from coscientist.agents.reflection.reviewer import written
from coscientist.agents.wording import as_outcome, plural, prose
from coscientist.agents.workbench import Need, Workbench
from coscientist.domain.check import Check
from coscientist.domain.hypothesis import Hypothesis
from coscientist.domain.review import Objection, Review, Severity
from coscientist.evidence.scores.explanation import ExplainedPath

FAR = 0.5
"""Share of the concepts around the outcome; an intervention behind it has less going for it than an average one."""


class ProspectReviewer:
    """Asks the path score, whose forecasts are measured by `coscientist bench rediscovery`.

    The score is the intervention's place among all concepts that short paths join with the outcome: 1 for the first, 0
    for the last. Of several interventions the one farther behind counts. One that no path joins with the outcome, as an
    analogue from a drug table that the literature does not name, stands behind all: it rests on its likeness alone.

    Limits: forecasts what will be reported next in this literature, not what is true.
    """

    name = "reflection/prospect"
    needs = frozenset({Need.EVIDENCE})

    def review(self, bench: Workbench, hypothesis: Hypothesis, checks: Sequence[Check]) -> Review:
        """Return the review. `checks` are not looked at."""
        del checks
        end = as_outcome(bench.concept(hypothesis.outcome))
        around = bench.prospects(hypothesis.outcome)
        if not around:
            return written(self.name, hypothesis, f"No short path of evidence leads to {end}.", scores={})
        claims: list[str] = []
        apart = [item for item in hypothesis.interventions if item not in around]
        if apart:
            score = 0.0
            said = placed = f"No short path of evidence joins {prose(bench.concept(apart[0]))} with {end}."
        else:
            farthest = max(hypothesis.interventions, key=lambda item: around[item])
            worst = around[farthest]
            score = 1.0 - (worst - 1) / max(1, len(around) - 1)
            said = placed = f"Place {worst} of {len(around)} concepts that short paths of evidence join with {end}."
            path = bench.strongest_path(farthest, hypothesis.outcome)
            if path is not None:
                said = f"{said} {_told(bench, path)}"
                claims = [link.claims[0] for step in path.steps for link in step.links[:1]]
        objections = []
        if 1.0 - score > FAR:
            text = f"Little around it points to {end}. {placed}"
            objections.append(Objection(kind="far from the outcome", text=text, severity=Severity.MINOR))
        return written(
            self.name,
            hypothesis,
            said,
            scores={"prospect": score},
            objections=objections,
            supporting=claims,
        )


def _told(bench: Workbench, path: ExplainedPath) -> str:
    """Say of the strongest path what it goes through, on what, and how much of the score it is."""
    steps = []
    for step in path.steps:
        claims = sum(len(link.claims) for link in step.links)
        grounds = [plural(claims, "claim")] if claims else []
        grounds += ["of one family"] if step.kin else []
        grounds += [f"together in {plural(len(step.papers), 'paper')}"] if step.papers else []
        steps.append(f"{prose(bench.concept(step.start))} to {prose(bench.concept(step.end))} ({', '.join(grounds)})")
    return f"Strongest of them, with {path.share:.0%} of the score: {'; '.join(steps)}."
