"""Which criticisms recur, what each strategy yielded, and what the next cycle should do about it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from coscientist.domain.base import Value
from coscientist.domain.hypothesis import Hypothesis, Status
from coscientist.domain.rating import Rating
from coscientist.domain.review import Objection, Review, Severity

EXAMPLES = 3
WEIGHTS = {Severity.FATAL: 3.0, Severity.MAJOR: 2.0, Severity.MINOR: 1.0}


class Pattern(Value):
    """A criticism that recurs."""

    kind: str
    hypotheses: int
    share: float
    """Share of the reviewed hypotheses, 0 to 1."""
    weight: float
    """Sum of severities: minor 1, major 2, fatal 3."""
    examples: tuple[str, ...]
    advice: str = ""
    """What to do differently, in a model's words; empty where nobody said."""


class Yield(Value):
    """What came of one strategy's hypotheses."""

    strategy: str
    made: int
    survived: int
    mean_rating: float | None
    best_rank: int | None


class MetaReview(Value):
    """The lesson of a run so far."""

    patterns: tuple[Pattern, ...]
    yields: tuple[Yield, ...]
    advice: tuple[str, ...]
    """What the next cycle does differently, in words."""


def meta_review(
    hypotheses: Sequence[Hypothesis],
    reviews: Sequence[Review],
    status: Mapping[str, Status],
    ratings: Sequence[Rating],
) -> MetaReview:
    """Sum up reviews and ratings."""
    patterns = _patterns(reviews)
    yields = _yields(hypotheses, status, ratings)
    return MetaReview(patterns=patterns, yields=yields, advice=_advice(patterns, yields))


def _patterns(reviews: Sequence[Review]) -> tuple[Pattern, ...]:
    by_kind: dict[str, list[tuple[str, Objection]]] = defaultdict(list)
    for review in reviews:
        for objection in review.objections:
            by_kind[objection.kind].append((review.hypothesis, objection))
    reviewed = len({review.hypothesis for review in reviews}) or 1
    found = [
        Pattern(
            kind=kind,
            hypotheses=len({hypothesis for hypothesis, _ in entries}),
            share=round(len({hypothesis for hypothesis, _ in entries}) / reviewed, 4),
            weight=sum(WEIGHTS[objection.severity] for _, objection in entries),
            examples=tuple(dict.fromkeys(objection.text for _, objection in entries))[:EXAMPLES],
        )
        for kind, entries in by_kind.items()
    ]
    return tuple(sorted(found, key=lambda pattern: (-pattern.weight, pattern.kind)))


def _yields(
    hypotheses: Sequence[Hypothesis], status: Mapping[str, Status], ratings: Sequence[Rating]
) -> tuple[Yield, ...]:
    rank = {rating.hypothesis: place for place, rating in enumerate(ratings, start=1)}
    value = {rating.hypothesis: rating.value for rating in ratings}
    found = []
    for strategy in sorted({item.strategy for item in hypotheses}):
        own = [item.id for item in hypotheses if item.strategy == strategy]
        rated = [value[item] for item in own if item in value]
        found.append(
            Yield(
                strategy=strategy,
                made=len(own),
                survived=sum(status.get(item, Status.UNTESTED) is Status.UNTESTED for item in own),
                mean_rating=round(sum(rated) / len(rated), 2) if rated else None,
                best_rank=min((rank[item] for item in own if item in rank), default=None),
            )
        )
    return tuple(found)


def _advice(patterns: Sequence[Pattern], yields: Sequence[Yield]) -> tuple[str, ...]:
    advice = [
        f"{operator.capitalize()} more: “{pattern.kind}” was raised about {_counted(pattern.hypotheses)}."
        for pattern in patterns[:4]
        if (operator := REMEDIES.get(pattern.kind))
    ]
    scored = [item for item in yields if item.mean_rating is not None]
    if len(scored) > 1:
        best = max(scored, key=lambda item: (item.mean_rating or 0.0, item.strategy))
        advice.append(f"Give {best.strategy} a larger share: its hypotheses are rated highest on average.")
    return tuple(dict.fromkeys(advice))


def _counted(hypotheses: int) -> str:
    return "1 hypothesis" if hypotheses == 1 else f"{hypotheses} hypotheses"


REMEDIES = {
    "single source": "ground",
    "hedged evidence": "ground",
    "correlation only": "ground",
    "contradicted step": "ground",
    "conjectured step": "ground",
    "direction not stated": "ground",
    "contradicted outright": "substitute",
    "opposite reported": "substitute",
    "quote silent": "ground",
    "unstated system": "ground",
    "mixed species": "ground",
    "long chain": "simplify",
    "tool warning": "substitute",
    "no structure": "substitute",
    "reagent": "substitute",
    "brain access": "substitute",
    "no drug at hand": "substitute",
    "failed gate": "substitute",
    "animal work": "widen",
    "mediator untested": "combine",
}
"""The evolution operator that answers each recurring criticism."""


def shares(strategies: Sequence[str], review: MetaReview | None, defaults: Mapping[str, float]) -> dict[str, float]:
    """Return the share of the next hypotheses that each generation strategy gets; they sum to 1.

    Without a review the defaults hold. With one, each default is multiplied by the strategy's survival (with one
    success and one failure assumed beforehand) and by 1.5 to the power of its mean rating's lead in units of 100 Elo.
    """
    by_name = {item.strategy: item for item in review.yields} if review else {}
    rated = [item.mean_rating for item in by_name.values() if item.mean_rating is not None]
    centre = sum(rated) / len(rated) if rated else 1200.0
    weights: dict[str, float] = {}
    for strategy in strategies:
        weight = defaults.get(strategy, 1.0)
        outcome = by_name.get(strategy)
        if outcome is not None:
            weight *= (outcome.survived + 1) / (outcome.made + 2)
            if outcome.mean_rating is not None:
                weight *= 1.5 ** max(-3.0, min(3.0, (outcome.mean_rating - centre) / 100))
        weights[strategy] = weight
    total = sum(weights.values()) or 1.0
    return {strategy: weight / total for strategy, weight in weights.items()}
