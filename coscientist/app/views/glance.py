"""A run at a glance, as a notebook shows it at the end of a cell."""

from collections import Counter
from typing import TYPE_CHECKING

from coscientist.app.views.numbers import plural
from coscientist.app.views.rendering import render

if TYPE_CHECKING:
    from coscientist.app.record import Record

SHOWN = 10
MAX_GOAL = 300


def as_html(record: "Record") -> str:
    """Return the best hypotheses as a small table."""
    return render(
        "record.html.j2",
        run=record.run,
        goal=_goal(record),
        facts=_facts(record),
        shown=record.in_play[:SHOWN],
        caveats=record.standings.caveats(),
    )


def as_text(record: "Record") -> str:
    """Return the same as text."""
    lines = [f"{record.run.id} ({record.run.status.value}): {_goal(record)}", _facts(record)]
    for entry in record.in_play[:SHOWN]:
        rating = entry.rating
        figures = f"{rating.value:.0f} ({rating.low:.0f} to {rating.high:.0f})" if rating else "not rated"
        lines.append(f"{entry.rank:>3}  {figures:<22} {entry.status.value:<12} {entry.hypothesis.title}")
    return "\n".join([*lines, *record.standings.caveats()])


def _goal(record: "Record") -> str:
    goal = " ".join(record.run.plan.goal.split())
    return goal if len(goal) <= MAX_GOAL else f"{goal[:MAX_GOAL].rstrip()}…"


def _facts(record: "Record") -> str:
    aside = Counter(entry.status.value for entry in record.entries if entry.rank is None)
    parts = [f"{len(record.in_play)} of {plural(len(record.entries), 'hypothesis', 'hypotheses')} in play"]
    parts += [f"{count} {status}" for status, count in sorted(aside.items())]
    return ", ".join([*parts, plural(len(record.briefs), "brief")])
