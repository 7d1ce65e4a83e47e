"""From a model's idea to a hypothesis: names linked to concepts, citations held against what was fetched."""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import prod

from coscientist.agents.citations import chain_check, citation_check, names_both
from coscientist.agents.generation.committed import MAX_LISTED, figures_of, predictions_of
from coscientist.agents.generation.ideas import Drafted, Idea, IdeaStep
from coscientist.agents.generation.serving import unserving
from coscientist.agents.lab_results import lab_results
from coscientist.agents.planning.linking import is_brought_in, link_name
from coscientist.agents.prompting import MAX_NAME, label_note, plain
from coscientist.agents.wording import plural
from coscientist.agents.workbench import Workbench
from coscientist.domain.base import Value, content_id
from coscientist.domain.check import Check
from coscientist.domain.claim import Claim, Predicate
from coscientist.domain.concept import Concept
from coscientist.domain.hypothesis import Hypothesis, MechanismStep
from coscientist.domain.literature import Passage
from coscientist.literature.cues import is_denied, is_hedged

READ_CONFIDENCE = 0.5
"""Confidence of a claim that a model read out of a passage and nobody curated."""
MAX_TITLE = 160
CHEAPEST = "Cheapest decisive experiment"
MAX_STEPS = 6


class Rejected(Value):
    """An idea that is no hypothesis here, and why."""

    why: str


class _Step(Value):
    """A step with its ends linked and its citations looked up."""

    subject: Concept
    object: Concept
    sign: int
    text: str
    assumption: str
    claims: tuple[Claim, ...]
    cited: tuple[str, ...]
    unknown: tuple[str, ...]
    missing: str
    """Why what was cited does not support it; empty when it does, or when nothing was cited."""


def ground(
    bench: Workbench,
    idea: Idea,
    *,
    passages: Mapping[str, Passage],
    strategy: str,
    model: str,
    cycle: int,
    label: str = "",
    parents: Sequence[str] = (),
    notes: Sequence[str] = (),
) -> Drafted | Rejected:
    """Return the hypothesis with its claims, brought-in concepts and checks, or why it is none.

    It may rest only on `passages`, which were fetched and shown, and on what laboratories measured. `label` marks the
    text of a transport-test model.
    """
    paired = bool(plain(idea.partner))
    changed = [
        link_name(bench, name, idea.intervention_kind) for name in (idea.intervention, idea.partner)[: 1 + paired]
    ]
    starts = [item for item in changed if item is not None]
    end = link_name(bench, idea.outcome, idea.outcome_kind, wanted=True)
    if len(starts) < len(changed) or end is None:
        return Rejected(why="it names no intervention or no outcome")
    passages = {**passages, **{item.id: item for item in lab_results(bench)}}
    sign = 1 if idea.outcome_rises else -1
    if problem := unserving(bench, idea, starts, end, sign):
        return Rejected(why=problem)
    steps = [_step(bench, item, passages, model) for item in idea.steps[:MAX_STEPS]]
    linked = [item for item in steps if item is not None]
    if len(linked) < len(steps):
        return Rejected(why="a step of its mechanism names nothing")
    predictions, measured = predictions_of(bench, idea, starts, end, passages)
    if not predictions:
        return Rejected(why="it commits to no prediction of its outcome")
    named = {item.id: item for item in (*starts, end, *measured, *(c for s in linked for c in (s.subject, s.object)))}
    new = [named[item] for item in sorted(named) if is_brought_in(named[item])]
    claims = {claim.id: claim for item in linked for claim in item.claims}
    hypothesis = Hypothesis(
        id="",
        title=label + plain(idea.title, MAX_TITLE),
        statement=label + plain(idea.statement),
        strategy=strategy,
        model=model,
        parents=tuple(parents),
        cycle=cycle,
        interventions=tuple(item.id for item in starts),
        intervention_sign=1 if idea.more else -1,
        outcome=end.id,
        outcome_sign=sign,
        mechanism=tuple(_mechanism_step(item) for item in linked),
        context=tuple(
            dict.fromkeys((*(bench.name(t.concepts[0]) for t in bench.plan.context), plain(idea.system, 200)))
        ),
        claims=tuple(claims),
        null=plain(idea.null),
        alternative=plain(idea.alternative),
        predictions=predictions,
        falsifiers=tuple(plain(item) for item in idea.falsifiers[:MAX_LISTED]),
        notes=(*notes, *_asides(idea), *(_brought_in(item) for item in new), *label_note(label)),
    )
    hypothesis = hypothesis.model_copy(update={"id": content_id("h", hypothesis.model_dump(mode="json"))})
    return Drafted(
        hypothesis=hypothesis,
        concepts=tuple(new),
        claims=tuple(claim for claim in claims.values() if claim.id not in bench.graph.claims),
        checks=(*_checks(hypothesis, linked), *figures_of(hypothesis, idea, passages)),
    )


def _step(bench: Workbench, step: IdeaStep, passages: Mapping[str, Passage], model: str) -> _Step | None:
    """Link a step's ends and find what its citations carry; None when an end names nothing."""
    subject = link_name(bench, step.cause, step.cause_kind)
    object_ = link_name(bench, step.effect, step.effect_kind)
    if subject is None or object_ is None or not plain(step.sentence):
        return None
    sign = 1 if step.rises else -1
    asked = list(dict.fromkeys(step.passages))
    cited = [passages[item] for item in asked if item in passages]
    ids = {item.id for item in cited}
    curated = [
        claim
        for claim in bench.graph.claims_between(subject.id, object_.id)
        if claim.sign == sign and ids & set(claim.passages)
    ]
    covered = {item for claim in curated for item in claim.passages}
    naming = [item for item in cited if item.id not in covered and names_both(bench, item, subject, object_)]
    claims = [*curated, *(_read(subject, object_, sign, item, model, _system(bench, step, item)) for item in naming)]
    missing = ""
    if asked and not claims:
        missing = f"No passage cited for it names both {subject.name} and {object_.name}."
    support = f"unsupported: {missing}" if missing else plural(len(claims), "claim") if claims else "nothing cited"
    return _Step(
        subject=subject,
        object=object_,
        sign=sign,
        text=f"{plain(step.sentence).rstrip('.')} ({support.rstrip('.')})",
        assumption=plain(step.assumption),
        claims=tuple(claims),
        cited=tuple(sorted(ids)),
        unknown=tuple(item for item in asked if item not in passages),
        missing=missing,
    )


def _system(bench: Workbench, step: IdeaStep, passage: Passage) -> str:
    """Return where a step was seen, as far as its passage or the title of its paper says so; else nothing."""
    where = plain(step.seen_in, MAX_NAME)
    source = bench.library.sources([passage.source]).get(passage.source)
    said = _words(f"{passage.quote} {source.title if source else ''}")
    return where if where and _words(where) <= said else ""


def _words(text: str) -> frozenset[str]:
    """Return the words of a text without their plural, for telling whether one names a system as another does."""
    return frozenset(word.removesuffix("s") for word in re.findall(r"\w+", text.casefold()))


def _read(subject: Concept, object_: Concept, sign: int, passage: Passage, model: str, system: str = "") -> Claim:
    """Return what the model read in a passage, as a claim that is marked as such."""
    made_by = f"model:{model}"
    predicate = Predicate.INCREASES if sign > 0 else Predicate.DECREASES
    return Claim(
        id=content_id("c", subject.id, predicate, object_.id, made_by, (passage.id,)),
        subject=subject.id,
        predicate=predicate,
        object=object_.id,
        passages=(passage.id,),
        source=passage.source,
        year=passage.year,
        # A word of denial may belong to another clause; either way the sentence is no plain statement of the step.
        hedged=is_hedged(passage.quote) or is_denied(passage.quote),
        confidence=READ_CONFIDENCE,
        context={"system": (system,)} if system else {},
        made_by=made_by,
    )


def _mechanism_step(step: _Step) -> MechanismStep:
    return MechanismStep(
        subject=step.subject.id,
        object=step.object.id,
        sign=step.sign,
        text=step.text,
        claims=tuple(claim.id for claim in step.claims),
        assumption=step.assumption,
    )


def decisive_experiment(hypothesis: Hypothesis) -> str:
    """Return the cheapest experiment that a model's idea named; empty for a hypothesis that names none."""
    said = (note.removeprefix(f"{CHEAPEST}: ") for note in hypothesis.notes if note.startswith(f"{CHEAPEST}: "))
    return next(said, "")


def _asides(idea: Idea) -> tuple[str, ...]:
    """Return what an author adds to the hypothesis: why it is untried, and what would decide it for the least."""
    said = (
        ("Why nobody may have done it", idea.untried_because),
        (CHEAPEST, idea.decisive_experiment),
    )
    return tuple(f"{what}: {plain(text, 800)}" for what, text in said if plain(text))


def _brought_in(concept: Concept) -> str:
    return f"“{concept.name}” is not in the corpora: the model named it, and nothing here vouches for it."


def _checks(hypothesis: Hypothesis, steps: Sequence[_Step]) -> tuple[Check, ...]:
    """Check the citations, whether the steps join, and whether their directions give the stated one."""
    found = [
        citation_check(hypothesis.id, index, step.cited, step.unknown, step.missing)
        for index, step in enumerate(steps)
        if step.cited or step.unknown
    ]
    chains = _chains(hypothesis)
    whole = sorted(chain[0].subject for chain in chains) == sorted(hypothesis.interventions)
    gaps = not whole or any(
        [step.object for step in chain] != [*(step.subject for step in chain[1:]), hypothesis.outcome]
        for chain in chains
    )
    broken = "The steps do not lead from what is changed to the outcome without a gap." if gaps else ""
    signs = {prod((hypothesis.intervention_sign, *(step.sign for step in chain))) for chain in chains}
    opposite = "The directions of the steps multiply to the opposite of the stated one."
    return (
        *found,
        chain_check(hypothesis.id, "steps join", broken),
        chain_check(hypothesis.id, "directions agree", "" if signs == {hypothesis.outcome_sign} else opposite),
    )


def _chains(hypothesis: Hypothesis) -> list[tuple[MechanismStep, ...]]:
    """Return the steps from each intervention: a chain begins where one of them acts."""
    steps = hypothesis.mechanism
    begins = [at for at, step in enumerate(steps) if at == 0 or step.subject in hypothesis.interventions]
    return [steps[a:b] for a, b in pairwise((*begins, len(steps)))]
