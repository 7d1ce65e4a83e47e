"""Asking language models from the nodes: everything at once, every failure local, the end of the budget noted."""

import asyncio
from collections.abc import Mapping, Sequence

from coscientist.agents.generation.ideas import Drafted, ModelGeneration, Proposals, Task
from coscientist.agents.meta_review.patterns import MetaReview
from coscientist.agents.overview.directions import Direction
from coscientist.agents.proximity.likeness import signature
from coscientist.domain.errors import BudgetEndedError, CoscientistError
from coscientist.domain.event import Data
from coscientist.domain.hypothesis import Hypothesis
from coscientist.graph.services import Services
from coscientist.graph.standing import carried_over
from coscientist.graph.telling import tell, tell_all

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
    carried = {item.id for item in carried_over(services.store, services.run)}
    read = [sum(allotted.get(item.name, 0) for item in strategies[:place]) for place in range(len(strategies))]
    return await asyncio.gather(
        *(
            _proposals(
                services,
                strategy,
                Task(
                    count=allotted.get(strategy.name, 0),
                    cycle=cycle,
                    already=[item.title for item in existing if item.cycle < cycle or item.id in carried][
                        :SHOWN_TITLES
                    ],
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
    kept: list[Drafted] = []
    for proposals in done:
        note(services, "propose", proposals.skipped, proposals.ended, {"cycle": cycle})
        left_out: list[tuple[str, Data]] = []
        for drafted in proposals.drafted:
            if drafted.hypothesis.id in there:
                continue
            mark = signature(drafted.hypothesis)
            if mark in taken:
                why = f"Left out, because it is there already: {drafted.hypothesis.title}"
                left_out.append((why, {"cycle": cycle, "strategy": drafted.hypothesis.strategy}))
                continue
            taken.add(mark)
            kept.append(drafted)
        tell_all(services, "propose", "skipped", left_out)
    keep_drafted(services, kept)
    return [drafted.hypothesis for drafted in kept]


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


def keep_drafted(services: Services, drafted: Sequence[Drafted]) -> None:
    """Make what hypotheses bring along known to the run: here, and in the store in one transaction."""
    bench, store, run = services.bench, services.store, services.run
    if not drafted:
        return
    for each in drafted:
        bench.added.update({concept.id: concept for concept in each.concepts})
        bench.read.update({claim.id: claim for claim in each.claims})
    claims = [claim for each in drafted for claim in each.claims]
    passages = bench.library.passages([item for claim in claims for item in claim.passages])
    sources = bench.library.sources([passage.source for passage in passages.values()])
    named = {end for claim in claims for end in (claim.subject, claim.object)}
    brought = {concept.id for each in drafted for concept in each.concepts}
    store.add_evidence(
        run.id,
        concepts=[bench.concept(item) for item in sorted(named | brought)],
        sources=[sources[key] for key in sorted(sources)],
        passages=[passages[key] for key in sorted(passages)],
        claims=claims,
        checks=[check for each in drafted for check in each.checks],
    )


def note(
    services: Services,
    stage: str,
    skipped: Sequence[str],
    ended: str,
    where: dict[str, str | int | float | bool | None],
) -> None:
    """Record what was skipped, because of what, and the end of the budget."""
    tell_all(services, stage, "skipped", [(text, where) for text in skipped])
    if ended:
        if not services.spending.ended:
            tell(services, stage, "budget", f"The model is asked no more, because: {ended}", {})
        services.spending.note(ended)
