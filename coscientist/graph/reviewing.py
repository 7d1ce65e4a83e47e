"""Asking the model's reviewers: the screening first, then all others at once, and those who look again later."""

import asyncio
from collections.abc import Awaitable, Mapping, Sequence
from dataclasses import dataclass

from coscientist.agents.meta_review.patterns import Pattern
from coscientist.agents.prompting import TEST_MARK
from coscientist.agents.reflection.model_reviewer import ModelFindings, ModelReviewer
from coscientist.agents.reflection.recurrent import recurrent_name
from coscientist.agents.supervision.roster import RECURRENT, SCREENING, available_model_reviewers
from coscientist.domain.check import Check
from coscientist.domain.errors import BudgetEndedError, CoscientistError
from coscientist.domain.hypothesis import Hypothesis
from coscientist.domain.match import Match
from coscientist.domain.review import Review
from coscientist.graph.keeping import keep_evidence
from coscientist.graph.lessons import lessons_for
from coscientist.graph.modelling import note
from coscientist.graph.services import Services

AGAIN_PER_BRIEF = 2
"""How many of the best are reviewed again at the beginning of a cycle, for each brief that the plan asks for."""


@dataclass(frozen=True)
class Asked:
    """What the model's reviewers found."""

    reviews: list[Review]
    passages: list[str]
    checks: list[Check]


async def review_with_model(services: Services, hypothesis: Hypothesis, checks: Sequence[Check]) -> Asked:
    """Let the model's reviewers look at a hypothesis; what was reviewed before is not asked again.

    What the screening discards is not shown to the others.
    """
    earlier = {item.reviewer: item for item in services.store.reviews(services.run.id, hypothesis.id)}
    lessons = lessons_for(services, "reflection")
    screened = await _asked(services, [SCREENING], hypothesis, checks, earlier, lessons)
    if any(review.eliminate for review in screened.reviews):
        return screened
    others = await _asked(services, available_model_reviewers(services.met), hypothesis, checks, earlier, lessons)
    return Asked(
        reviews=[*screened.reviews, *others.reviews],
        passages=[*screened.passages, *others.passages],
        checks=[*screened.checks, *others.checks],
    )


async def _asked(
    services: Services,
    reviewers: Sequence[ModelReviewer],
    hypothesis: Hypothesis,
    checks: Sequence[Check],
    earlier: Mapping[str, Review],
    lessons: Sequence[Pattern],
) -> Asked:
    done = await asyncio.gather(
        *(
            _found(item.name, item.review(services.bench, hypothesis, checks, lessons))
            for item in reviewers
            if item.name not in earlier
        )
    )
    _note(services, hypothesis, done)
    again = [earlier[item.name] for item in reviewers if item.name in earlier]
    return Asked(
        reviews=[*again, *(found.review for found in done if found.review is not None)],
        passages=[item for found in done for item in found.passages],
        checks=[item for found in done for item in found.checks],
    )


async def review_again(
    services: Services,
    ranked: Sequence[Hypothesis],
    reviews: Mapping[str, Sequence[Review]],
    matches: Sequence[Match],
    lessons: Sequence[Pattern],
    cycle: int,
) -> Mapping[str, Sequence[Review]]:
    """Let the best be looked at again in the light of the tournament; return all reviews, the new ones included."""
    best = ranked[: AGAIN_PER_BRIEF * services.run.plan.briefs]
    name = recurrent_name(cycle)
    due = [item for item in best if name not in {review.reviewer for review in reviews.get(item.id, ())}]
    done = await asyncio.gather(
        *(
            _found(
                RECURRENT.name,
                RECURRENT.review(services.bench, item, matches=matches, lessons=lessons, cycle=cycle),
            )
            for item in due
        )
    )
    found = dict(reviews)
    for item, made in zip(due, done, strict=True):
        _note(services, item, [made])
        if made.review is not None:
            found[item.id] = [*found.get(item.id, ()), made.review]
            keep_evidence(services, item, [made.review], made.passages)
    return found


async def _found(name: str, work: Awaitable[ModelFindings]) -> ModelFindings:
    try:
        return _without_power(await work)
    except BudgetEndedError as error:
        return ModelFindings(ended=error.message, skipped=(f"{name}: {error.message}",))
    except CoscientistError as error:
        return ModelFindings(skipped=(f"{name}: {error.message}",))


def _without_power(found: ModelFindings) -> ModelFindings:
    """Return findings in which a transport-test model, whose text means nothing, eliminates nothing."""
    if found.review is None or not found.review.summary.startswith(TEST_MARK):
        return found
    return found.model_copy(update={"review": found.review.model_copy(update={"eliminate": None})})


def _note(services: Services, hypothesis: Hypothesis, done: Sequence[ModelFindings]) -> None:
    where: dict[str, str | int | float | bool | None] = {"id": hypothesis.id}
    for found in done:
        note(services, "review", [f"{item} ({hypothesis.title})" for item in found.skipped], found.ended, where)
