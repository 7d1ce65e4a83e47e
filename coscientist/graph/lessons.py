"""What recurs in a run, kept as events so that later steps and resumed runs read the same."""

from collections.abc import Sequence

from coscientist.agents.meta_review.critique import CritiqueReview, Recurring
from coscientist.agents.meta_review.patterns import EXAMPLES, MetaReview, Pattern
from coscientist.domain.errors import BudgetEndedError, CoscientistError
from coscientist.domain.event import Data
from coscientist.domain.hypothesis import Hypothesis
from coscientist.domain.match import Match
from coscientist.domain.review import Review
from coscientist.graph.modelling import note
from coscientist.graph.services import Services
from coscientist.graph.telling import tell

LESSON = "lesson"
"""Kind of the events that hold a pattern."""


async def with_critique(
    services: Services,
    lesson: MetaReview,
    hypotheses: Sequence[Hypothesis],
    reviews: Sequence[Review],
    matches: Sequence[Match],
    cycle: int,
) -> MetaReview:
    """Return the lesson with the patterns that a model finds before the counted ones, and keep what concerns whom."""
    where: dict[str, str | int | float | bool | None] = {"cycle": cycle}
    try:
        done = await CritiqueReview().review(services.bench, hypotheses, reviews, matches)
    except BudgetEndedError as error:
        note(services, "propose", (), error.message, where)
        return lesson
    except CoscientistError as error:
        note(services, "propose", (f"{CritiqueReview.name}: {error.message}",), "", where)
        return lesson
    note(services, "propose", done.skipped, "", where)
    for place, item in enumerate(done.found):
        _keep(services, item, cycle, place)
    own = [item.pattern for item in done.found if item.concerns in ("generation", "all")]
    return lesson.model_copy(update={"patterns": (*own, *lesson.patterns)})


def _keep(services: Services, found: Recurring, cycle: int, place: int) -> None:
    pattern = found.pattern
    data: dict[str, str | int | float | bool | None] = {
        "cycle": cycle,
        "place": place,
        "concerns": found.concerns,
        "pattern": pattern.kind,
        "hypotheses": pattern.hypotheses,
        "share": pattern.share,
        "weight": pattern.weight,
        "advice": pattern.advice,
        **{f"example {number}": text for number, text in enumerate(pattern.examples, start=1)},
    }
    told = f"{pattern.kind} ({pattern.hypotheses} hypotheses): {pattern.advice}"
    tell(services, "propose", LESSON, told, data)
    services.lessons.told = None


def lessons_for(services: Services, role: str) -> tuple[Pattern, ...]:
    """Return the latest cycle's patterns that concern a role; none before the first meta-review."""
    kept = services.lessons.told
    if kept is None:
        kept = [event.data for event in services.store.events(services.run.id) if event.kind == LESSON]
        services.lessons.told = kept
    latest = max((int(data["cycle"] or 0) for data in kept), default=0)
    own = [data for data in kept if data["cycle"] == latest and data["concerns"] in (role, "all")]
    return tuple(
        Pattern(
            kind=str(data["pattern"]),
            hypotheses=int(data["hypotheses"] or 0),
            share=float(data["share"] or 0.0),
            weight=float(data["weight"] or 0.0),
            examples=tuple(str(data[key]) for key in _examples(data)),
            advice=str(data["advice"] or ""),
        )
        for data in sorted(own, key=lambda data: int(data["place"] or 0))
    )


def _examples(data: Data) -> list[str]:
    return [key for key in (f"example {number}" for number in range(1, EXAMPLES + 1)) if key in data]
