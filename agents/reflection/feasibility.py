"""Whether a laboratory can get the intervention and use it."""

from collections.abc import Sequence

from coscientist.agents.reflection.reviewer import written
from coscientist.agents.wording import joined
from coscientist.agents.workbench import Need, Workbench
from coscientist.domain.check import Check, CheckRole, Verdict
from coscientist.domain.concept import ConceptKind
from coscientist.domain.hypothesis import Hypothesis
from coscientist.domain.review import Objection, Review, Severity

KNOCK_DOWN, OVER_EXPRESSION = 0.6, 0.45
"""How readily a protein can be lowered or raised in cells, on the scale of the compounds' scores: a rank order."""


class FeasibilityReviewer:
    """Judges the intervention by its kind and by what the domain tools found.

    A compound scores 0.9 with a structure and no warning, and loses a tenth for each of at most four warnings; 0.35
    without a structure at hand. Of several interventions the least feasible counts. A failed gate eliminates.
    """

    name = "reflection/feasibility"
    needs = frozenset({Need.STRUCTURES})

    def review(self, bench: Workbench, hypothesis: Hypothesis, checks: Sequence[Check]) -> Review:
        """Return the review."""
        objections: list[Objection] = []
        scores: list[float] = []
        for concept_id in hypothesis.interventions:
            concept = bench.concept(concept_id)
            if concept.kind is not ConceptKind.COMPOUND:
                scores.append(KNOCK_DOWN if hypothesis.intervention_sign < 0 else OVER_EXPRESSION)
                continue
            if bench.structures.smiles(concept) is None:
                scores.append(0.35)
                text = (
                    f"No structure is at hand for {concept.name}: identity, supply and safety have to be checked first."
                )
                objections.append(Objection(kind="no structure", text=text, severity=Severity.MINOR))
                continue
            warned = [c for c in checks if c.subject == concept.name and c.verdict in (Verdict.WARN, Verdict.FAIL)]
            scores.append(0.9 - 0.1 * min(4, len(warned)))
            if warned:
                names = joined(list(dict.fromkeys(check.property for check in warned))[:4])
                objections.append(
                    Objection(
                        kind="tool warning",
                        text=f"{concept.name}: {names}.",
                        severity=Severity.MINOR,
                        checks=tuple(check.id for check in warned),
                    )
                )
        failed = [check for check in checks if check.role is CheckRole.GATE and check.verdict is Verdict.FAIL]
        objections += [
            Objection(
                kind="failed gate", text=f"{check.subject}: {check.property} fails. {check.note}".strip(),
                severity=Severity.FATAL, checks=(check.id,),
            )
            for check in failed
        ]  # fmt: skip
        return written(
            self.name,
            hypothesis,
            "Can be tried as it is." if not objections else f"{len(objections)} things to settle before ordering.",
            scores={"feasibility": min(scores, default=0.0)},
            objections=objections,
            eliminate=objections[-1].text if failed else None,
        )
