"""Which parents a model evolves, and by which operator."""

from collections.abc import Mapping, Sequence

from coscientist.agents.evolution.coherence import Coherence
from coscientist.agents.evolution.combination import Combination
from coscientist.agents.evolution.grounding import Grounding
from coscientist.agents.evolution.inspiration import Inspiration
from coscientist.agents.evolution.model_operator import ModelOperator
from coscientist.agents.evolution.out_of_the_box import OutOfTheBox
from coscientist.agents.evolution.simplification import Simplification
from coscientist.agents.meta_review.patterns import WEIGHTS, MetaReview, shares
from coscientist.domain.hypothesis import Hypothesis
from coscientist.domain.review import Review

MODEL_OPERATORS: tuple[ModelOperator, ...] = (
    Grounding(),
    Coherence(),
    Combination(),
    Inspiration(),
    Simplification(),
    OutOfTheBox(),
)
ANSWERS: dict[str, tuple[str, ...]] = {
    "evolution/grounding": (
        "single source", "hedged evidence", "correlation only", "conjectured step", "direction not stated",
        "quote silent", "unstated system", "mixed species", "unsupported citation", "rejected citation",
        "unsupported step", "untraceable number", "assumption doubtful",
    ),
    "evolution/coherence": (
        "broken chain", "contradicted step", "contradicted outright", "opposite reported", "dose or time",
        "marker for cause", "experiment cannot tell", "rival explanation", "assumption fails",
        "disproved by an observation", "likely failure", "tool warning", "failed gate", "brain access",
        "lost on this", "criticism holds",
    ),
    "evolution/simplification": ("long chain", "animal work"),
    "evolution/combination": ("mediator untested",),
    "evolution/inspiration": ("not specific", "not testable"),
    "evolution/out-of-the-box": ("already known", "observation explained otherwise"),
}  # fmt: skip
"""The criticisms that each operator answers."""


def matings(
    ranked: Sequence[Hypothesis],
    reviews: Mapping[str, Sequence[Review]],
    lesson: MetaReview | None,
    *,
    count: int,
    cycle: int,
    operators: Sequence[ModelOperator] = MODEL_OPERATORS,
) -> list[tuple[ModelOperator, Hypothesis]]:
    """Return up to `count` pairs of operator and parent.

    Operators get places by what their children have come to so far (`shares`), times one plus the share of hypotheses
    whose recurring faults they answer; the next place goes to the one with the most weight for each place that it has,
    so that none is left out for long. A parent is taken again only when all have been; of those that remain the
    operator takes the one whose objections it answers best, then the one that ranks highest.
    """
    if not ranked or not operators:
        return []
    weight = _weights(operators, lesson)
    taken = dict.fromkeys(weight, 0)
    used = dict.fromkeys((item.id for item in ranked), 0)
    turned = [*operators[cycle % len(operators) :], *operators[: cycle % len(operators)]]
    best = list(ranked[: max(count, 2)])
    done: set[tuple[str, str]] = set()
    chosen: list[tuple[ModelOperator, Hypothesis]] = []
    while len(chosen) < min(count, len(best) * len(operators)):
        operator = max(turned, key=lambda item: weight[item.name] / (taken[item.name] + 1))
        taken[operator.name] += 1
        open_to = [item for item in best if (operator.name, item.id) not in done]
        if not open_to:
            weight[operator.name] = 0.0
            continue
        parent = min(open_to, key=lambda item: (used[item.id], -_answered(operator.name, reviews.get(item.id, ()))))
        used[parent.id] += 1
        done.add((operator.name, parent.id))
        chosen.append((operator, parent))
    return chosen


def _weights(operators: Sequence[ModelOperator], lesson: MetaReview | None) -> dict[str, float]:
    names = [item.name for item in operators]
    recurring = {pattern.kind: pattern.share for pattern in lesson.patterns} if lesson else {}
    return {
        name: share * (1.0 + sum(recurring.get(kind, 0.0) for kind in ANSWERS.get(name, ())))
        for name, share in shares(names, lesson, {}).items()
    }


def _answered(operator: str, reviews: Sequence[Review]) -> float:
    """Add up the weight of a parent's objections that an operator answers."""
    kinds = ANSWERS.get(operator, ())
    return sum(WEIGHTS[item.severity] for review in reviews for item in review.objections if item.kind in kinds)
