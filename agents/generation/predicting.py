"""What a hypothesis commits to: null, alternative, predictions and what would show it wrong."""

from coscientist.agents.generation.steps import step_claims
from coscientist.agents.plurals import is_plural
from coscientist.agents.reaching import reaches
from coscientist.agents.readouts import readout_kind, readout_of
from coscientist.agents.wording import agree, as_outcome, capital, intervention, measured, prose
from coscientist.agents.workbench import Workbench
from coscientist.domain.base import content_id
from coscientist.domain.concept import Concept, ConceptKind
from coscientist.domain.hypothesis import EffectDirection, Prediction
from coscientist.evidence.links import Link
from coscientist.evidence.paths import EvidencePath

OF_LIVING = frozenset({"viability", "cell death"})
"""Readouts that are themselves about living and dying: a dose that leaves cells viable would be none."""


def several(start: Concept, sign: int) -> bool:
    """Say whether an intervention, as a sentence names it, is several things."""
    return intervention(start, sign) == prose(start) and is_plural(prose(start))


def null_of(bench: Workbench, start: str, sign: int, end: str) -> str:
    """Write the null hypothesis of an intervention on an outcome."""
    concept = bench.concept(start)
    does = agree("does", plural=several(concept, sign))
    against = comparator(bench, start, sign)
    return f"{capital(intervention(concept, sign))} {does} not change {end}, compared with {against}."


def comparator(bench: Workbench, concept_id: str, sign: int) -> str:
    """Name the control that an intervention is compared with."""
    concept = bench.concept(concept_id)
    if concept.is_micro_rna:
        return "negative-control mimic" if sign > 0 else "negative-control inhibitor"
    match concept.kind:
        case ConceptKind.COMPOUND:
            return "vehicle"
        case ConceptKind.MATERIAL:
            return "the same composition without it" if sign > 0 else "the full composition"
        case ConceptKind.PROTEIN | ConceptKind.GENE | ConceptKind.RNA | ConceptKind.COMPLEX:
            return "non-targeting siRNA" if sign < 0 else "empty vector"
        case _:
            return "the untreated control"


def alternative_of(bench: Workbench, path: EvidencePath, outcome_sign: int, does: str) -> str:
    """Say what else would bring the outcome about."""
    end = as_outcome(bench.concept(path.end))
    falls = agree("falls" if outcome_sign < 0 else "rises", plural=is_plural(end))
    if not path.between:
        return f"{capital(end)} {falls} because the cells are harmed by {does}, and not by a specific effect."
    last = path.links[-2]
    middle = measured(bench.concept(path.between[-1]), step_claims(bench, last, last.sign))
    unmoved = agree("does", plural=is_plural(middle))
    return f"{capital(end)} {falls} although {middle} {unmoved} not change: {does} works by another route."


def predictions(bench: Workbench, path: EvidencePath, intervention_sign: int) -> tuple[Prediction, ...]:
    """Commit what would be measured: the outcome, each mediator, and the outcome when the mediator is held."""
    made = [
        _prediction(bench, path.start, path.links[-1], path.sign * intervention_sign, intervention_sign, primary=True)
    ]
    sign = intervention_sign
    for link in path.links[:-1]:
        sign *= link.sign
        made.append(_prediction(bench, path.start, link, sign, intervention_sign, primary=False))
    if path.between:
        made.append(_held(bench, path, intervention_sign))
    return (*made, *_of_other_ends(bench, path, intervention_sign))


def _prediction(
    bench: Workbench, start: str, link: Link, sign: int, intervention_sign: int, *, primary: bool
) -> Prediction:
    """Commit the change of what `link` acts on; what of it is measured is what the link's claims speak of."""
    concept, claims = bench.concept(link.object), step_claims(bench, link, link.sign)
    direction = {1: EffectDirection.INCREASE, -1: EffectDirection.DECREASE}.get(sign, EffectDirection.CHANGE)
    return Prediction(
        id=content_id("pr", start, link.object, direction.value, intervention_sign),
        readout=readout_of(concept, claims),
        readout_concept=link.object,
        readout_kind=readout_kind(concept, claims),
        intervention=(start,),
        comparator=comparator(bench, start, intervention_sign),
        direction=direction,
        primary=primary,
        rationale="the outcome itself" if primary else "the mediator must move for the mechanism to be right",
    )


def _of_other_ends(bench: Workbench, path: EvidencePath, intervention_sign: int) -> list[Prediction]:
    """Commit what else of the goal would change, as far as something leads there."""
    sought = [
        item for item in reaches(bench, [path.start], intervention_sign, path.end) if item.links and item.as_asked
    ]
    return [
        _prediction(bench, path.start, item.links[-1], item.sign, intervention_sign, primary=False).model_copy(
            update={"rationale": "the goal asks for it, too"}
        )
        for item in sought
        if item.concept not in (path.end, *path.between)
    ]


def _held(bench: Workbench, path: EvidencePath, intervention_sign: int) -> Prediction:
    middle, end, last = bench.concept(path.between[-1]), bench.concept(path.end), path.links[-1]
    claims = step_claims(bench, last, last.sign)
    held = f"{prose(middle)} removed or held constant"
    return Prediction(
        id=content_id("pr", path.start, path.end, "held", path.between[-1], intervention_sign),
        readout=f"{readout_of(end, claims)}, with {held}",
        readout_concept=path.end,
        readout_kind=readout_kind(end, claims),
        intervention=(path.start, path.between[-1]),
        comparator=f"{comparator(bench, path.start, intervention_sign)} with {held}",
        direction=EffectDirection.NO_CHANGE,
        rationale=f"without {prose(middle)} to act on, the effect should be gone",
    )


def falsifiers(bench: Workbench, path: EvidencePath, intervention_sign: int) -> tuple[str, ...]:
    """Say what would show the hypothesis, or its mechanism, to be wrong."""
    start, end = bench.concept(path.start), as_outcome(bench.concept(path.end))
    wanted = "fall" if path.sign * intervention_sign < 0 else "rise"
    does_not = f"{agree('does', plural=is_plural(end))} not {wanted}"
    tried = (
        "at any dose"
        if start.kind is ConceptKind.COMPOUND
        else f"under confirmed {intervention(start, intervention_sign)}"
    )
    limit = "that leaves the cells viable"
    if readout_kind(bench.concept(path.end)) in OF_LIVING:
        limit = "that stays dissolved" if start.kind is ConceptKind.COMPOUND else "at any time of the culture"
    found = [f"{capital(end)} {does_not} {tried} {limit}."]
    if start.kind is ConceptKind.MATERIAL:
        found = [f"{capital(end)} {does_not} at any content at which the product is still of one phase."]
    if path.between:
        last = path.links[-2]
        middle = measured(bench.concept(path.between[-1]), step_claims(bench, last, last.sign))
        does = intervention(start, intervention_sign)
        moves = agree("changes", plural=is_plural(middle))
        found += [
            f"{capital(middle)} {moves} as predicted under {does}, and {end} still {does_not}.",
            f"{capital(end)} {agree('changes', plural=is_plural(end))} just as much when "
            f"{prose(bench.concept(path.between[-1]))} is removed: the effect is there, the mechanism is wrong.",
        ]
    return tuple(found)
