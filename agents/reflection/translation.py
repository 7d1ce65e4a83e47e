"""How far a hypothesis is from something that could be used."""

from collections.abc import Sequence

from coscientist.agents.reflection.harm import harms, objection_to
from coscientist.agents.reflection.reviewer import written
from coscientist.agents.wording import capital
from coscientist.agents.workbench import Need, Workbench
from coscientist.domain.check import Check
from coscientist.domain.concept import Concept, ConceptKind
from coscientist.domain.hypothesis import Hypothesis
from coscientist.domain.review import Objection, Review, Severity
from coscientist.tools.chemistry.body_substances import body_substance

REGISTERED, RESEARCH_COMPOUND, UNKNOWN_COMPOUND, REAGENT = 0.9, 0.55, 0.45, 0.15
HARMFUL_WAY, HARMS_ELSEWHERE = 0.05, 0.25
DRUGGED_TARGET, TARGET, RAISED_TARGET = 0.5, 0.35, 0.25
"""Rank order of what is nearest to use: a registered drug, a research compound, a target that a compound already
moves, a target, a target that would have to be raised or that works by what harms in another disease, a laboratory
reagent; last what works by harm in the disease that is meant."""
OF_THE_BODY = 0.2
"""A substance that the body makes itself: it is registered since it is known, and is given for few narrow reasons."""
COMPOSITION = 0.7
"""Made from precursors by usual means: between a registered compound and a target with a drug."""
REACTIVE = frozenset(
    {
        "acid_halide", "acyl_cyanide", "aldehyde", "alkyl_halide", "beta-keto/anhydride", "diazo_group", "diketo_group",
        "isocyanate", "ketene", "N-halo", "peroxide", "Three-membered_heterocycle", "heavy_metal", "triflate",
    }
)  # fmt: skip
"""Brenk groups that react with proteins at large. Source: https://doi.org/10.1002/cmdc.200700139"""


class TranslationReviewer:
    """Asks whether the intervention is a drug, a research compound, a target or only a reagent.

    Of several interventions the one that is farthest from use counts; what works by way of something that is reported
    to worsen a disease is not used at all. Where the goal asks for medicines, as repurposing does, a compound that
    nothing at hand shows to be one is objected to, registered or not.
    """

    name = "reflection/translation"
    needs = frozenset({Need.STRUCTURES})

    def review(self, bench: Workbench, hypothesis: Hypothesis, checks: Sequence[Check]) -> Review:
        """Return the review."""
        objections: list[Objection] = []
        scores: list[float] = []
        said: list[str] = []
        for concept_id in hypothesis.interventions:
            concept = bench.concept(concept_id)
            own = [check for check in checks if check.subject == concept.name]
            if concept.kind is ConceptKind.COMPOUND:
                score, what, objection = _compound(concept.name, own)
                what_there = body_substance(concept.name, concept.synonyms)
                if what_there is not None:
                    score, objection = min(score, OF_THE_BODY), objection or _of_the_body(concept.name, what_there)
                if bench.asked.medicines:
                    score, what, objection = _medicine(bench, concept, score, what, objection)
            elif concept.kind is ConceptKind.MATERIAL:
                score, what, objection = COMPOSITION, "a composition that a laboratory makes itself", None
            else:
                score, what, objection = _target(bench, concept_id, hypothesis.intervention_sign)
            scores.append(score)
            said.append(f"{capital(concept.name)} is {what}.")
            objections += [objection] if objection else []
        for harm in harms(bench, hypothesis):
            scores.append(HARMFUL_WAY if harm.meant else HARMS_ELSEWHERE)
            objections.append(objection_to(bench, harm))
        return written(
            self.name,
            hypothesis,
            " ".join(said),
            scores={"translation": min(scores, default=0.0)},
            objections=objections,
        )


def _compound(name: str, checks: Sequence[Check]) -> tuple[float, str, Objection | None]:
    found = {check.property: str(check.value) for check in checks}
    groups = set(found.get("Brenk alerts", "").replace(", ", ";").split(";"))
    if "DrugBank id" in found:
        return REGISTERED, f"a drug or registered compound ({found['DrugBank id']})", None
    if REACTIVE & groups:
        text = f"{name} is a reactive reagent ({', '.join(sorted(REACTIVE & groups))}): it acts on proteins at large."
        alerts = tuple(check.id for check in checks if check.property == "Brenk alerts")
        return (
            REAGENT,
            "a reactive reagent",
            Objection(kind="reagent", text=text, severity=Severity.MAJOR, checks=alerts),
        )
    if found.get("structure", "None") != "None":
        return RESEARCH_COMPOUND, "a research compound of known structure", None
    return UNKNOWN_COMPOUND, "a compound that the drug table does not know", None


def _of_the_body(name: str, what: str) -> Objection:
    text = (
        f"{capital(name)} is {what}: the body makes it, and it acts in many tissues at once. What giving more of it "
        "does there, which may be the opposite, has to be weighed before this chain is."
    )
    return Objection(kind="substance of the body", text=text, severity=Severity.MAJOR)


def _medicine(
    bench: Workbench, concept: Concept, score: float, what: str, objection: Objection | None
) -> tuple[float, str, Objection | None]:
    """Say, where the goal asks for medicines, whether it is one, or that nothing at hand tells."""
    known, why = bench.structures.known_medicine(concept)
    if known:
        return score, f"{what}, and a medicine ({why})", objection
    text = f"The goal asks for medicines, and nothing at hand shows that {concept.name} is one: {why}."
    severity = Severity.MINOR if known is None else Severity.MAJOR
    doubt = Objection(kind="not known as a medicine", text=text, severity=severity)
    least = RESEARCH_COMPOUND if known is None else UNKNOWN_COMPOUND
    return min(score, least), f"{what}, and not known as a medicine ({why})", objection or doubt


def _target(bench: Workbench, concept_id: str, sign: int) -> tuple[float, str, Objection | None]:
    if sign > 0:
        return RAISED_TARGET, "a target that would have to be raised", None
    graph = bench.graph
    drugs = [
        item
        for item in graph.predecessors(concept_id)
        if bench.concept(item).kind is ConceptKind.COMPOUND
        and (link := graph.link(item, concept_id)) is not None
        and link.sign < 0
        and link.causal > 0
        and bench.can_be_given(item)
    ]
    if drugs:
        return DRUGGED_TARGET, f"a target that {bench.name(drugs[0])} already lowers", None
    text = f"No compound in the corpora lowers {bench.name(concept_id)}: a hit would still need a drug."
    return (
        TARGET,
        "a target without a drug at hand",
        Objection(kind="no drug at hand", text=text, severity=Severity.MINOR),
    )
