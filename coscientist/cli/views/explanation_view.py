"""Why a hypothesis ranks where it does, as `explain` tells it."""

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from coscientist.app.views.explanation import Explanation, Votes
from coscientist.app.views.numbers import chance
from coscientist.cli.views.evidence_view import evidence_lines
from coscientist.cli.views.leaderboard import rating_phrase
from coscientist.cli.views.page import bullet, heading, indented
from coscientist.cli.views.review_view import check_lines, review_lines
from coscientist.cli.views.terminal import joined, styled

OPPONENTS = 6


def explanation_page(found: Explanation, *, everything: bool) -> Group:
    """Return the page: the standing, what it rests on, and what moved it."""
    parts: list[RenderableType] = [
        styled(found.title, "bold"),
        Text(f"{found.hypothesis} in {found.run}", style="dim"),
        indented(found.statement, 0),
        Text(),
        *_standing(found),
    ]
    if found.votes:
        told = [indented(found.decided_by)] if found.decided_by else []
        parts += [heading("Votes by judge"), *told, indented(_votes(found)), *_weights(found)]
    if found.people:
        parts.append(heading("A person or a laboratory says otherwise"))
        parts += [bullet(styled(sentence, "yellow")) for sentence in found.people]
    if found.moved:
        parts.append(heading("The votes that moved its rating most"))
        parts += [bullet(each.sentence) for each in found.moved]
    if found.opponents:
        parts += [heading("Whom it met, most often first"), *_opponents(found, everything=everything)]
    parts += review_lines(found.reviews)
    parts += check_lines(found.checks, everything=everything)
    parts += evidence_lines(found.evidence, everything=everything)
    if found.history:
        parts.append(heading("What happened to it"))
        parts += [bullet(moment.what) for moment in found.history]
    return Group(*parts)


def _standing(found: Explanation) -> list[RenderableType]:
    if found.rank is None:
        by = f"{found.status.value}, by {found.decision.by}: {found.decision.why}" if found.decision else "not reviewed"
        return [joined(styled("Not ranked: ", "bold red"), by)]
    lines: list[RenderableType] = [
        joined(styled(f"Rank {found.rank} of {found.of}", "bold"), f", {found.status.value}; ",
               rating_phrase(found.rating))
    ]  # fmt: skip
    if found.rating is not None:
        lines.append(
            Text(f"The best of all with probability {chance(found.rating.p_best)}, after {found.rating.matches} votes.")
        )
    if len(found.alike) > 1:
        alike = f"Ranks {found.alike[0]} to {found.alike[-1]} cannot be told apart at 95 %."
        lines.append(styled(alike, "yellow"))
    return lines


def _votes(found: Explanation) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    table.add_column("judge", no_wrap=True)
    for name in ("won", "lost", "tied"):
        table.add_column(name, justify="right")
    table.add_column("score", justify="right")
    table.add_column("usual", justify="right", style="dim")
    table.add_column("rank without", justify="right")
    for votes in found.votes:
        table.add_row(
            votes.judge.removeprefix("panel/"),
            str(votes.won),
            str(votes.lost),
            str(votes.tied),
            "" if votes.score is None else f"{votes.score:.2f}",
            "" if votes.usual is None else f"{votes.usual:.2f}",
            "" if votes.rank_without is None else str(votes.rank_without),
        )
    return table


def _weights(found: Explanation) -> list[RenderableType]:
    """Say which judges carry it and which hold it back, by the rank that it would have without them."""
    if found.rank is None:
        return []
    rank = found.rank
    carried = [votes for votes in found.votes if votes.rank_without is not None and votes.rank_without > rank]
    held = [votes for votes in found.votes if votes.rank_without is not None and votes.rank_without < rank]
    lines = []
    if carried:
        lines.append(f"Carried by {_named(carried)}.")
    if held:
        lines.append(f"Held back by {_named(held)}.")
    if not lines and any(votes.rank_without is not None for votes in found.votes):
        lines.append("No single judge decides its rank: without any one of them it stays where it is.")
    return [indented(line) for line in lines]


def _named(votes: list[Votes]) -> str:
    return ", ".join(f"{each.judge.removeprefix('panel/')} (without it: rank {each.rank_without})" for each in votes)


def _opponents(found: Explanation, *, everything: bool) -> list[RenderableType]:
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    table.add_column("rank", justify="right")
    table.add_column("hypothesis", overflow="fold", ratio=1)
    for name in ("won", "lost", "tied"):
        table.add_column(name, justify="right", no_wrap=True)
    shown = found.opponents if everything else found.opponents[:OPPONENTS]
    for each in shown:
        table.add_row(
            "out" if each.rank is None else str(each.rank), each.title, str(each.won), str(each.lost), str(each.tied)
        )
    parts: list[RenderableType] = [indented(table)]
    if len(shown) < len(found.opponents):
        parts.append(indented(styled(f"and {len(found.opponents) - len(shown)} more (--all)", "dim")))
    return parts
