"""Asking language models from the nodes: everything at once, every failure local, the end of the budget noted."""

import asyncio
from collections.abc import Mapping, Sequence

from coscientist.agents.generation.ideas import Drafted, ModelGeneration, Proposals, Task
from coscientist.agents.meta_review.patterns import MetaReview
from coscientist.agents.overview.directions import Direction
from coscientist.agents.proximity.likeness import signature
from coscientist.domain.errors import BudgetEndedError, CoscientistError
from coscientist.domain.hypothesis import Hypothesis
from coscientist.graph.services import Services
from coscientist.graph.telling import tell

SHOWN_TITLES = 12
"""Earlier hypotheses that generation prompts name."""


async def ask_to_propose(
    services: Services,
    strategies: Sequence[ModelGeneration],
    allotted: Mapping[str, int],
    *,
    existing: Sequence[Hypothesis],
    lesson: MetaReview | None,
    cycle: int,
    explored: Sequence[Direction] = (),
) -> list[Proposals]:
    """Let the model strategies propose their shares at once."""
    # Each strategy reads other passages than those before it, and each cycle others than the one before.
    read = [sum(allotted.get(item.name, 0) for item in strategies[:place]) for place in range(len(strategies))]
    return await asyncio.gather(
        *(
            _proposals(
                services,
                strategy,
                Task(
                    count=allotted.get(strategy.name, 0),
                    cycle=cycle,
                    already=[item.title for item in existing if item.cycle < cycle][:SHOWN_TITLES],
                    lessons=lesson.patterns if lesson else (),
                    skip_seeds=allotted.get("generation/bridging", 0),
                    skip_packets=before + cycle * services.run.plan.hypotheses // 2,
                    explored=explored,
                    rested_on=_rested_on(services, existing, cycle),
                ),
            )
            for strategy, before in zip(strategies, read, strict=True)
        )
    )


def keep_proposed(
    services: Services, done: Sequence[Proposals], *, existing: Sequence[Hypothesis], cycle: int
) -> list[Hypothesis]:
    """Keep what the strategies brought along, and return what is new."""
    taken, there = {signature(item) for item in existing}, {item.id for item in existing}
    kept: list[Hypothesis] = []
    for proposals in done:
        note(services, "propose", proposals.skipped, proposals.ended, {"cycle": cycle})
        for drafted in proposals.drafted:
            if drafted.hypothesis.id in there:
                continue
            mark = signature(drafted.hypothesis)
            if mark in taken:
                why = f"Left out, because it is there already: {drafted.hypothesis.title}"
                note(services, "propose", [why], "", {"cycle": cycle, "strategy": drafted.hypothesis.strategy})
                continue
            taken.add(mark)
            keep_drafted(services, drafted)
            kept.append(drafted.hypothesis)
    return kept


def _rested_on(services: Services, existing: Sequence[Hypothesis], cycle: int) -> frozenset[str]:
    """Return the passages on which the hypotheses of earlier cycles rest."""
    known = services.bench.claims
    claims = [known[item] for each in existing if each.cycle < cycle for item in each.claims if item in known]
    return frozenset(passage for claim in claims for passage in claim.passages)


async def _proposals(services: Services, strategy: ModelGeneration, task: Task) -> Proposals:
    """Let one strategy propose; whatever goes wrong is its own."""
    if not task.count:
        return Proposals()
    try:
        return await strategy.propose(services.bench, task)
    except BudgetEndedError as error:
        return Proposals(ended=error.message)
    except CoscientistError as error:
        return Proposals(skipped=(f"{strategy.name}: {error.message}",))


def keep_drafted(services: Services, drafted: Drafted) -> None:
    """Make what a hypothesis brings along known to the run, here and in the store."""
    bench, store, run = services.bench, services.store, services.run
    bench.added.update({concept.id: concept for concept in drafted.concepts})
    bench.read.update({claim.id: claim for claim in drafted.claims})
    passages = bench.library.passages([item for claim in drafted.claims for item in claim.passages])
    sources = bench.library.sources([passage.source for passage in passages.values()])
    named = {end for claim in drafted.claims for end in (claim.subject, claim.object)}
    store.add_evidence(
        run.id,
        concepts=[bench.concept(item) for item in sorted({*named, *(concept.id for concept in drafted.concepts)})],
        sources=[sources[key] for key in sorted(sources)],
        passages=[passages[key] for key in sorted(passages)],
        claims=drafted.claims,
        checks=drafted.checks,
    )


def note(
    services: Services,
    stage: str,
    skipped: Sequence[str],
    ended: str,
    where: dict[str, str | int | float | bool | None],
) -> None:
    """Record what was skipped, because of what, and the end of the budget."""
    for text in skipped:
        tell(services, stage, "skipped", text, where)
    if ended:
        if not services.spending.ended:
            tell(services, stage, "budget", f"The model is asked no more, because: {ended}", {})
        services.spending.note(ended)
