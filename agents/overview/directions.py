"""Research directions: what the hypotheses that survived point to, and where the evidence is thin."""

from collections.abc import Mapping, Sequence

from coscientist.agents.overview.values import Written
from coscientist.agents.proximity.likeness import clusters
from coscientist.agents.wording import as_outcome, joined, plural
from coscientist.agents.workbench import Workbench
from coscientist.domain.base import Value
from coscientist.domain.hypothesis import Hypothesis
from coscientist.domain.rating import Rating
from coscientist.domain.review import Review

MAX_DIRECTIONS = 6


class Direction(Value):
    """One line of research: hypotheses that work through the same thing."""

    title: str
    why: str
    hypotheses: tuple[str, ...]
    """Best first."""
    claims: tuple[str, ...]
    gaps: tuple[str, ...]
    """What the reviews found missing, so what would have to be settled first."""


class Overview(Value):
    """The directions, the best first."""

    goal: str
    directions: tuple[Direction, ...]
    written: Written | None = None
    """What a model wrote about the run; None without a model."""


def overview(
    bench: Workbench,
    hypotheses: Sequence[Hypothesis],
    ratings: Sequence[Rating],
    reviews: Mapping[str, Sequence[Review]],
) -> Overview:
    """Group the surviving hypotheses into directions, ordered by their best member."""
    rank = {rating.hypothesis: place for place, rating in enumerate(ratings)}
    by_id = {item.id: item for item in hypotheses}
    found = []
    for cluster in clusters(bench, hypotheses):
        members = sorted((by_id[item] for item in cluster.hypotheses), key=lambda item: rank.get(item.id, len(rank)))
        found.append((rank.get(members[0].id, len(rank)), _direction(bench, cluster.name, members, reviews)))
    ordered = sorted(found, key=lambda item: (item[0], item[1].title))
    return Overview(goal=bench.plan.goal, directions=tuple(direction for _, direction in ordered[:MAX_DIRECTIONS]))


def _direction(
    bench: Workbench, name: str, members: Sequence[Hypothesis], reviews: Mapping[str, Sequence[Review]]
) -> Direction:
    outcomes = list(dict.fromkeys(as_outcome(bench.concept(item.outcome)) for item in members))
    tried = list(dict.fromkeys(bench.name(start) for item in members for start in item.interventions))
    claims = list(dict.fromkeys(claim for item in members for claim in item.claims))
    known = bench.claims
    sources = {known[item].source for item in claims if item in known}
    objections: dict[str, int] = {}
    for item in members:
        for review in reviews.get(item.id, ()):
            for objection in review.objections:
                objections[objection.text] = objections.get(objection.text, 0) + 1
    gaps = sorted(objections, key=lambda text: (-objections[text], text))[:3]
    return Direction(
        title=f"{name} as the lever on {joined(outcomes[:2])}",
        why=(
            f"{len(members)} {'hypothesis' if len(members) == 1 else 'hypotheses'} with {joined(tried[:4])}; "
            f"{plural(len(claims), 'claim')} from {plural(len(sources), 'source')}."
        ),
        hypotheses=tuple(item.id for item in members),
        claims=tuple(claims[:12]),
        gaps=tuple(gaps),
    )
