"""Two hypotheses side by side, as `explain` tells it."""

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from coscientist.app.views.duel import Duel, Side
from coscientist.cli.views.leaderboard import rating_phrase
from coscientist.cli.views.page import bullet, heading, indented
from coscientist.cli.views.terminal import joined, styled


def duel_page(found: Duel) -> Group:
    """Return the page: who is who, the verdict, and what it rests on."""
    parts: list[RenderableType] = [*_side("A", found.above), *_side("B", found.below), Text()]
    first, *more = found.reasons
    parts.append(indented(styled(first, "bold" if found.told_apart else "bold yellow"), 0))
    parts += [bullet(reason) for reason in more]
    if found.people:
        parts.append(heading("A person or a laboratory says otherwise"))
        parts += [bullet(styled(sentence, "yellow")) for sentence in found.people]
    if found.judges:
        parts += [heading("Their direct votes, by judge"), indented(_judges(found))]
    if found.above.scores or found.below.scores:
        parts += [heading("What the reviewers gave them"), indented(_scores(found))]
    return Group(*parts)


def _side(name: str, side: Side) -> list[RenderableType]:
    return [
        joined(styled(f"{name}  ", "bold cyan"), styled(side.title, "bold")),
        indented(joined(f"rank {side.rank}, ", rating_phrase(side.rating), styled(f"  {side.hypothesis}", "dim")), 3),
    ]


def _judges(found: Duel) -> Table:
    table = _table("judge")
    for name in ("for A", "for B", "tied"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("what it said first", overflow="fold", ratio=1, style="dim")
    for split in found.judges:
        table.add_row(
            split.judge.removeprefix("panel/"), str(split.for_above), str(split.for_below), str(split.tied),
            styled(split.reason, "dim"),
        )  # fmt: skip
    return table


def _scores(found: Duel) -> Table:
    table = _table("criterion")
    for name in ("A", "B", "difference"):
        table.add_column(name, justify="right", no_wrap=True)
    for criterion in sorted({*found.above.scores, *found.below.scores}):
        one, other = found.above.scores.get(criterion), found.below.scores.get(criterion)
        gap = "" if one is None or other is None else f"{one - other:+.2f}"
        table.add_row(criterion, _number(one), _number(other), gap)
    return table


def _number(score: float | None) -> str:
    return "–" if score is None else f"{score:.2f}"


def _table(first: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    table.add_column(first, no_wrap=True)
    return table
