"""The hypotheses of a run as a pandas table. Imports pandas: load this module only when a table is asked for."""

from typing import TYPE_CHECKING, Any

import pandas as pd

from coscientist.app.views.buckets import buckets
from coscientist.app.views.quotes import sources_of
from coscientist.app.views.summary import novelty

if TYPE_CHECKING:
    from coscientist.app.record import Entry, Record


def dataframe(record: "Record") -> pd.DataFrame:
    """Return one row for each hypothesis, by id, in order of rank; those out of play come last and have no rank.

    Columns: `rank`, `title`, `statement`, `status`, `bucket`, `strategy`, `model`, `rating` with `low` and `high` (95 %
    interval, Elo scale), `p_best`, `tier`, `votes`, a `…_score` for each criterion (0 to 1), `novelty`,
    `interventions`, `outcome`, `sources`, `objections`, `brief`, `decided_by`, `why`.
    """
    bucket_of = {
        entry.hypothesis.id: name.value for name, members in buckets(record.entries).items() for entry in members
    }
    briefs = {brief.provenance.hypothesis: brief.brief_id for brief in reversed(record.briefs)}
    criteria = sorted({name for entry in record.entries for name in entry.scores})
    rows = [
        {
            **_row(record, entry, criteria),
            "bucket": bucket_of[entry.hypothesis.id],
            "brief": briefs.get(entry.hypothesis.id),
        }
        for entry in record.entries
    ]
    columns = [
        *("rank", "title", "statement", "status", "bucket", "strategy", "model"),
        *("rating", "low", "high", "p_best", "tier", "votes"),
        *(f"{name}_score" for name in criteria),
        *("novelty", "interventions", "outcome", "sources", "objections", "brief", "decided_by", "why"),
    ]
    table = pd.DataFrame(rows, columns=["id", *columns]).set_index("id")
    whole = {"rank": "Int64", "tier": "Int64", "votes": "Int64", "sources": "Int64", "objections": "Int64"}
    return table.astype(whole)


def _row(record: "Record", entry: "Entry", criteria: list[str]) -> dict[str, Any]:
    item, rating = entry.hypothesis, entry.rating
    found: dict[str, Any] = {
        "id": item.id,
        "rank": entry.rank,
        "title": item.title,
        "statement": item.statement,
        "status": entry.status.value,
        "strategy": item.strategy,
        "model": item.model,
        "rating": rating.value if rating else None,
        "low": rating.low if rating else None,
        "high": rating.high if rating else None,
        "p_best": rating.p_best if rating else None,
        "tier": rating.tier + 1 if rating else None,
        "votes": rating.matches if rating else 0,
        "novelty": novelty(entry),
        "interventions": ", ".join(record.name(concept) for concept in item.interventions),
        "outcome": record.name(item.outcome),
        "sources": len(sources_of(record, item.claims)),
        "objections": sum(len(review.objections) for review in entry.reviews),
        "decided_by": entry.decision.by if entry.decision else None,
        "why": entry.decision.why if entry.decision else None,
    }
    return found | {f"{name}_score": entry.scores.get(name) for name in criteria}
