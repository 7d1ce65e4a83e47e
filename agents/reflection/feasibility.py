"""Whether a laboratory can get the intervention and use it."""

from collections.abc import Sequence

from coscientist.agents.genes import is_family
from coscientist.agents.reflection.reviewer import written
from coscientist.agents.wording import capital, joined
from coscientist.agents.workbench import Need, Workbench
from coscientist.domain.check import Check, CheckRole, Verdict
from coscientist.domain.concept import ConceptKind
from coscientist.domain.hypothesis import Hypothesis
from coscientist.domain.review import Objection, Review, Severity

BRAIN = "brain access by size and polar surface"
WARNINGS = frozenset({"PAINS alerts", "Brenk alerts", "NIH alerts", "structure", "synthetic accessibility"})
DOPING = "materials.doping"
COMPOSITION = 0.6
"""How readily a composition can be made, before what tools warn of."""
KNOCK_DOWN, OVER_EXPRESSION = 0.6, 0.45
"""How readily a protein can be lowered or raised in cells, on the scale of the compounds' scores: a rank order."""
OF_A_FAMILY = 0.15
"""Less, where a member has to be chosen first."""


class FeasibilityReviewer:
    """Judges the intervention by its kind and by what the domain tools found.

    A compound with a structure scores 0.55, a fifth more when it is a registered drug (dosing and supply are known), up
    to 0.2 more by its QED, and loses a tenth for each of at most three warnings and 0.15 when the goal is set in the
    brain and size and polarity speak against entry. Without a structure it scores 0.3. Of several interventions the
    least feasible counts. A failed gate eliminates.
    """

    name = "reflection/feasibility"
    needs = frozenset({Need.STRUCTURES})

    def review(self, bench: Workbench, hypothesis: Hypothesis, checks: Sequence[Check]) -> Review:
        """Return the review."""
        objections: list[Objection] = []
        scores: list[float] = []
        for concept_id in hypothesis.interventions:
            concept = bench.concept(concept_id)
            if concept.kind is ConceptKind.MATERIAL:
                doubts = [
                    c for c in checks if c.subject == concept.name and c.tool == DOPING and c.verdict is Verdict.WARN
                ]
                scores.append(COMPOSITION - 0.1 * min(3, len(doubts)))
                objections += [
                    Objection(
                        kind="tool warning",
                        text=f"{check.property[0].upper()}{check.property[1:]}: {check.note}.",
                        severity=Severity.MINOR,
                        checks=(check.id,),
                    )
                    for check in doubts
                ]
                continue
            if concept.kind is not ConceptKind.COMPOUND:
                score = KNOCK_DOWN if hypothesis.intervention_sign < 0 else OVER_EXPRESSION
                scores.append(score - OF_A_FAMILY * is_family(concept))
                if is_family(concept):
                    text = f"{capital(concept.name)} stands for several genes: choose which before anything is ordered."
                    objections.append(Objection(kind="several genes", text=text, severity=Severity.MINOR))
                continue
            if bench.structures.smiles(concept) is None:
                scores.append(0.3)
                text = (
                    f"No structure is at hand for {concept.name}: identity, supply and safety have to be checked first."
                )
                objections.append(Objection(kind="no structure", text=text, severity=Severity.MINOR))
                continue
            own = [check for check in checks if check.subject == concept.name]
            warned = [
                check for check in own if check.verdict in (Verdict.WARN, Verdict.FAIL) and check.property in WARNINGS
            ]
            found = {check.property: check.value for check in own}
            shut_out = bench.set_in_brain and found.get(BRAIN) is False
            quality = found.get("QED")
            drug_likeness = float(quality) if isinstance(quality, float) else 0.0
            score = 0.55 + 0.2 * ("DrugBank id" in found) + 0.2 * drug_likeness
            scores.append(score - 0.1 * min(3, len(warned)) - 0.15 * shut_out)
            if warned:
                names = joined([f"{check.property}: {check.value}" for check in warned][:4])
                objections.append(
                    Objection(
                        kind="tool warning",
                        text=f"{concept.name}: {names}.",
                        severity=Severity.MINOR,
                        checks=tuple(check.id for check in warned),
                    )
                )
            if shut_out:
                barred = [check.id for check in own if check.property == BRAIN]
                text = f"{concept.name} is unlikely to enter the brain by size and polarity: test it in cells first."
                objections.append(
                    Objection(kind="brain access", text=text, severity=Severity.MINOR, checks=tuple(barred))
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
            "Can be tried as it is." if not objections else f"To settle before ordering: {len(objections)}.",
            scores={"feasibility": min(scores, default=0.0)},
            objections=objections,
            eliminate=objections[-1].text if failed else None,
        )
