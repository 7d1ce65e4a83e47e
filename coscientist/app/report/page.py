"""Puts the page together."""

import base64
import hashlib
import re
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from coscientist.agents.overview.directions import Direction, Overview
from coscientist.app.report.board import board
from coscientist.app.report.cards import cards
from coscientist.app.report.contest import contest
from coscientist.app.report.facts import MEASURED, facts
from coscientist.app.report.sheets import sheets
from coscientist.app.views.buckets import Bucket, buckets
from coscientist.app.views.citations import Citation, citation
from coscientist.app.views.rendering import render

if TYPE_CHECKING:
    from markupsafe import Markup

    from coscientist.app.record import Record

OPEN_CARDS = 2
"""How many hypotheses are unfolded when the page opens."""
MAX_TITLE = 160


def report_html(record: "Record", *, usage: dict[str, Any] | None = None, overview: Overview | None = None) -> str:
    """Return the report of a run as one page; whatever comes from goals, papers and people is escaped."""
    sorted_out = buckets(record.entries)
    bucket_of = {entry.hypothesis.id: bucket for bucket, members in sorted_out.items() for entry in members}
    by_bucket: dict[str, list[Any]] = {bucket.name: [] for bucket in Bucket}
    for card in cards(record, bucket_of):
        by_bucket[card.bucket.name].append(card)
    titles = {entry.hypothesis.id: entry.hypothesis.title for entry in record.entries}
    goal = " ".join(record.run.plan.goal.split())
    return render(
        "report.html.j2",
        style=style(),
        policy=policy(),
        run=record.run,
        plan=record.run.plan,
        goal=goal if len(goal) <= MAX_TITLE else f"{goal[:MAX_TITLE].rstrip()}…",
        facts=facts(record, usage or {}),
        board=board(record.in_play),
        measured=[entry for entry in record.entries if entry.status in MEASURED and entry.decision],
        cards=by_bucket,
        sheets=sheets(record),
        contest=contest(record),
        directions=_directions(record, overview),
        written=overview.written if overview else None,
        cited=_cited(record, overview),
        titles=titles,
        linked=lambda text: linked(text, titles),
        rank={entry.hypothesis.id: entry.rank for entry in record.entries},
        concept=record.name,
        open_cards=OPEN_CARDS,
    )


def _directions(record: "Record", overview: Overview | None) -> list[Direction]:
    """Return the directions with those of their hypotheses that are still in play."""
    playing = {entry.hypothesis.id for entry in record.in_play}
    found = []
    for direction in overview.directions if overview else ():
        kept = tuple(item for item in direction.hypotheses if item in playing)
        if kept:
            found.append(direction.model_copy(update={"hypotheses": kept}))
    return found


def _cited(record: "Record", overview: Overview | None) -> dict[str, Citation]:
    """Return how the source of each passage that a model's summary cites is cited."""
    written = overview.written if overview else None
    if written is None:
        return {}
    sources = {key: record.sources.get(item.source) for key, item in record.passages.items()}
    return {key: citation(source) for key, source in sources.items() if source is not None}


def linked(text: str, titles: dict[str, str]) -> "Markup":
    """Put the linked title in place of each hypothesis's id in a sentence, and escape the rest."""
    from markupsafe import Markup, escape

    parts = re.split(r"(\bh-[0-9a-f]{6,}\b)", text)
    return Markup("").join(
        Markup('<a href="#{}">{}</a>').format(part, titles[part]) if part in titles else escape(part) for part in parts
    )


@lru_cache(maxsize=1)
def style() -> str:
    """Return the style sheet."""
    return resources.files("coscientist.app.report").joinpath("templates", "report.css").read_text(encoding="utf-8")


def policy() -> str:
    """Return the content security policy: our one style sheet, images that are in the page, and nothing else."""
    digest = base64.b64encode(hashlib.sha256(style().encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
