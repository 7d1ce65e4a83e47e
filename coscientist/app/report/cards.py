"""One hypothesis as the report tells it."""

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coscientist.app.report.drawing.pathway import across, downwards
from coscientist.app.report.pathway import pathway
from coscientist.app.views.buckets import Bucket
from coscientist.app.views.evidence import HypothesisEvidence, evidence_of
from coscientist.app.views.quotes import Quote, passage_quote
from coscientist.domain.brief import Brief
from coscientist.domain.check import Check, CheckRole, Verdict
from coscientist.domain.hypothesis import tried
from coscientist.domain.review import Novelty, Review, novelty_of

if TYPE_CHECKING:
    from markupsafe import Markup

    from coscientist.app.record import Entry, Record


@dataclass(frozen=True)
class Nearest:
    """The nearest statement that the novelty search came upon."""

    relation: str
    similarity: float
    quote: Quote


@dataclass(frozen=True)
class CheckSummary:
    """What the tools said of what one hypothesis names; every figure stands on the subjects' sheets."""

    subjects: tuple[str, ...]
    counts: tuple[tuple[str, int], ...]
    """Verdict to how many."""
    gates_passed: int
    noted: tuple[Check, ...]
    """Failures and warnings, and what could not be computed."""


@dataclass(frozen=True)
class Card:
    """Everything that is shown of one hypothesis."""

    entry: "Entry"
    bucket: Bucket
    evidence: HypothesisEvidence
    across: "Markup"
    downwards: "Markup"
    novelty: Novelty | None
    nearest: tuple[Nearest, ...]
    reviews: tuple[Review, ...]
    checks: CheckSummary
    tried: dict[str, str]
    """Prediction id to what is manipulated, in words."""
    parents: tuple[tuple[str, str], ...]
    """Id and title."""
    children: tuple[tuple[str, str], ...]
    merged: tuple[tuple[str, str], ...]
    brief: Brief | None


def cards(record: "Record", bucket_of: dict[str, Bucket]) -> list[Card]:
    """Return a card for each hypothesis, in order of rank."""
    titles = {entry.hypothesis.id: entry.hypothesis.title for entry in record.entries}
    briefs = {brief.provenance.hypothesis: brief for brief in reversed(record.briefs)}
    children: dict[str, list[tuple[str, str]]] = {}
    for entry in record.entries:
        for parent in entry.hypothesis.parents:
            children.setdefault(parent, []).append((entry.hypothesis.id, entry.hypothesis.title))
    found = []
    for entry in record.entries:
        item = entry.hypothesis
        evidence = evidence_of(record, entry)
        drawn = pathway(record, item, evidence.steps)
        novelty = novelty_of(entry.reviews)
        found.append(
            Card(
                entry=entry,
                bucket=bucket_of[item.id],
                evidence=evidence,
                across=across(drawn),
                downwards=downwards(drawn),
                novelty=novelty,
                nearest=_nearest(record, novelty),
                reviews=tuple(sorted(entry.reviews, key=lambda review: (-len(review.objections), review.reviewer))),
                checks=_checks(entry.checks),
                tried={prediction.id: tried(item, prediction, record.name) for prediction in item.predictions},
                parents=tuple((parent, titles.get(parent, parent)) for parent in item.parents),
                children=tuple(children.get(item.id, ())),
                merged=tuple((other, titles.get(other, other)) for other in entry.merged),
                brief=briefs.get(item.id),
            )
        )
    return found


def _nearest(record: "Record", novelty: Novelty | None) -> tuple[Nearest, ...]:
    found = []
    for item in novelty.nearest if novelty else ():
        quote = passage_quote(record, item.passage)
        if quote is not None:
            found.append(Nearest(relation=item.relation, similarity=item.similarity, quote=quote))
    return tuple(found)


def _checks(checks: "tuple[Check, ...]") -> CheckSummary:
    order = [Verdict.FAIL, Verdict.WARN, Verdict.UNAVAILABLE, Verdict.NOT_APPLICABLE, Verdict.PASS]
    counts = Counter(check.verdict for check in checks)
    noted = [check for check in checks if check.verdict in order[:3]]
    return CheckSummary(
        subjects=tuple(dict.fromkeys(check.subject for check in checks)),
        counts=tuple((verdict.value, counts[verdict]) for verdict in order if counts[verdict]),
        gates_passed=sum(check.role is CheckRole.GATE and check.verdict is Verdict.PASS for check in checks),
        noted=tuple(sorted(noted, key=lambda check: (order.index(check.verdict), check.subject, check.property))),
    )
