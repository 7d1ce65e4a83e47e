"""What the run was: corpora with their licences, what was searched, what was used, what was left out."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from coscientist.app.views.citations import Citation, citation
from coscientist.app.views.quotes import sources_of
from coscientist.domain.hypothesis import Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coscientist.app.record import Record
    from coscientist.domain.event import Event

MEASURED = frozenset({Status.SUPPORTED, Status.REFUTED, Status.INCONCLUSIVE})


@dataclass(frozen=True)
class Cited:
    """A source with how often the run rests on it."""

    citation: Citation
    hypotheses: int


@dataclass(frozen=True)
class Licence:
    """Under which terms sources may be used, and who is to be named."""

    licence: str
    attribution: str
    sources: int


@dataclass(frozen=True)
class Facts:
    """The figures of the report's head and its run sheet."""

    proposed: int
    ranked: int
    measured: int
    votes: int
    rounds: int
    passages: int
    models: tuple[str, ...]
    """Language models that wrote hypotheses or judged; empty: none took part."""
    searched: tuple[str, ...]
    sources: tuple[Cited, ...]
    licences: tuple[Licence, ...]
    unchecked_retractions: int
    skipped: "tuple[Event, ...]"
    seconds: float | None
    usage: dict[str, Any]


def facts(record: "Record", usage: dict[str, Any]) -> Facts:
    """Gather the figures from the record."""
    novelty = [review.novelty for entry in record.entries for review in entry.reviews if review.novelty]
    models = {entry.hypothesis.model for entry in record.entries if entry.hypothesis.model}
    models |= {record.run.plan.model} if record.run.plan.model else set()
    models |= {match.judge.partition(":")[2] for match in record.matches if match.judge.startswith("model:")}
    cited = sources(record)
    return Facts(
        proposed=len(record.entries),
        ranked=len(record.in_play),
        measured=sum(entry.status in MEASURED for entry in record.entries),
        votes=len(record.matches),
        rounds=len({match.round for match in record.matches if match.round > 0}),
        passages=len(record.passages),
        models=tuple(sorted(models)),
        searched=tuple(sorted({place for item in novelty for place in item.searched})),
        sources=cited,
        licences=_licences(record),
        unchecked_retractions=sum(item.citation.retracted is None and not item.citation.laboratory for item in cited),
        skipped=tuple(event for event in record.events if event.kind in ("skipped", "budget")),
        seconds=_seconds(record, usage),
        usage=usage,
    )


def sources(record: "Record") -> tuple[Cited, ...]:
    """Return every source that the run holds, the most used first."""
    used: Counter[str] = Counter()
    for entry in record.entries:
        contrary = [claim for review in entry.reviews for claim in review.contradicting]
        used.update(sources_of(record, [*entry.hypothesis.claims, *contrary]))
    found = [Cited(citation=citation(item), hypotheses=used[item.id]) for item in record.sources.values()]
    return tuple(sorted(found, key=lambda item: (-item.hypotheses, -(item.citation.year or 0), item.citation.source)))


def _licences(record: "Record") -> tuple[Licence, ...]:
    terms = Counter((item.licence or "not stated", item.attribution or "") for item in record.sources.values())
    ordered: Sequence[tuple[str, str]] = sorted(terms, key=lambda key: (-terms[key], key))
    return tuple(Licence(licence=key[0], attribution=key[1], sources=terms[key]) for key in ordered)


def _seconds(record: "Record", usage: dict[str, Any]) -> float | None:
    """Return what the run took, from its own account or else from its beginning and end."""
    if usage.get("seconds") is not None:
        return float(usage["seconds"])
    run = record.run
    if run.ended_at is None:
        return None
    return (datetime.fromisoformat(run.ended_at) - datetime.fromisoformat(run.started_at)).total_seconds()
