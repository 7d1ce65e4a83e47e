"""What a model's idea commits to: its predictions, with a size only where a passage gave one."""

from collections.abc import Mapping, Sequence

from coscientist.agents.figures import figures_check, figures_in, states_number, untraced
from coscientist.agents.generation.ideas import Idea, IdeaPrediction
from coscientist.agents.planning.linking import link_name
from coscientist.agents.prompting import plain
from coscientist.agents.readouts import readout_kind
from coscientist.agents.workbench import Workbench
from coscientist.domain.base import content_id
from coscientist.domain.check import Check
from coscientist.domain.concept import Concept, ConceptKind
from coscientist.domain.hypothesis import EffectDirection, Hypothesis, Prediction
from coscientist.domain.literature import Passage
from coscientist.literature.naming import names

MAX_LISTED = 8


def predictions_of(
    bench: Workbench, idea: Idea, starts: Sequence[Concept], end: Concept, passages: Mapping[str, Passage]
) -> tuple[tuple[Prediction, ...], list[Concept]]:
    """Return the predictions with what they measure; the first of the outcome, in its direction, is primary.

    Of a pair, what commits it is what both do together.
    """
    wanted = EffectDirection.INCREASE if idea.outcome_rises else EffectDirection.DECREASE
    made: list[Prediction] = []
    measured: list[Concept] = []
    primary_found = False
    for item in idea.predictions[:MAX_LISTED]:
        concept = link_name(bench, item.measured, item.measured_kind, wanted=True)
        if concept is None or not plain(item.readout):
            continue
        held = link_name(bench, item.held, ConceptKind.OTHER)
        given = _given(item, starts) + ((held.id,) if held is not None else ())
        whole = given == tuple(start.id for start in starts)
        primary = not primary_found and whole and concept.id == end.id and item.direction is wanted
        primary_found = primary_found or primary
        measured += [concept] if held is None else [concept, held]
        effect = _effect(bench, item, concept, passages)
        made.append(
            Prediction(
                id=content_id("pr", *given, concept.id, item.direction.value, plain(item.readout), len(made)),
                readout=plain(item.readout, 300),
                readout_concept=concept.id,
                readout_kind=readout_kind(concept),
                intervention=given,
                comparator=plain(item.comparator, 200) or "vehicle",
                direction=item.direction,
                effect=effect,
                unit=item.effect_unit if effect is not None else None,
                effect_source=item.effect_passage if effect is not None else None,
                primary=primary,
                rationale=plain(item.rationale),
            )
        )
    return (tuple(made), measured) if primary_found else ((), [])


def _given(item: IdeaPrediction, starts: Sequence[Concept]) -> tuple[str, ...]:
    """Return what is changed for a measurement; of an intervention that stands alone, that."""
    ids = tuple(start.id for start in starts)
    return {"intervention": ids[:1], "partner": ids[-1:], "both": ids}[item.given]


def _effect(bench: Workbench, item: IdeaPrediction, measured: Concept, passages: Mapping[str, Passage]) -> float | None:
    """Return the stated size of an effect when the passage given for it holds the number and names what is measured."""
    passage = passages.get(item.effect_passage)
    if item.effect is None or item.effect_unit is None or passage is None:
        return None
    if not states_number(passage.quote, item.effect) or not names(bench.spellings(measured), passage.quote):
        return None
    if item.effect_unit == "%":
        sign = {EffectDirection.INCREASE: 1, EffectDirection.DECREASE: -1}.get(item.direction, 0)
        return sign * abs(item.effect) if sign else item.effect
    return item.effect


def figures_of(hypothesis: Hypothesis, idea: Idea, passages: Mapping[str, Passage]) -> tuple[Check, ...]:
    """Check the figures stated, and the sizes of effects that no passage gave; none without figures."""
    texts = [idea.title, idea.statement, *(step.sentence for step in idea.steps)]
    given = {item.effect for item in hypothesis.predictions}
    invented = [
        f"{item.effect:g} {item.effect_unit or ''}".strip()
        for item in idea.predictions[:MAX_LISTED]
        if item.effect is not None and not given & {item.effect, -item.effect}
    ]
    missing = [*untraced(texts, [item.quote for item in passages.values()]), *invented]
    stated = any(figures_in(text) for text in texts) or any(item.effect is not None for item in idea.predictions)
    return (figures_check(hypothesis.id, missing, len(passages)),) if stated else ()
