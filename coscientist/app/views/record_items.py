"""The record of one hypothesis as entries with ids: what questions about it are answered from."""

from typing import TYPE_CHECKING

from coscientist.agents.conversation.ask import RecordItem

if TYPE_CHECKING:
    from coscientist.app.record import Entry, Record


def record_items(record: "Record", entry: "Entry") -> list[RecordItem]:
    """Return everything that the run holds on a hypothesis, each thing once."""
    item = entry.hypothesis
    claims = dict.fromkeys(
        [*item.claims, *(claim for review in entry.reviews for claim in (*review.supporting, *review.contradicting))]
    )
    known = [record.claims[claim] for claim in claims if claim in record.claims]
    nearest = [each.passage for review in entry.reviews if review.novelty for each in review.novelty.nearest]
    passages = dict.fromkeys([*(passage for claim in known for passage in claim.passages), *nearest])
    found = [_passage(record, key) for key in passages if key in record.passages]
    for review in entry.reviews:
        objections = " ".join(f"{each.severity.value}: {each.text}" for each in review.objections)
        scores = ", ".join(f"{name} {score:.2f}" for name, score in sorted(review.scores.items()))
        found.append(
            RecordItem(
                id=review.id, kind=f"review by {review.reviewer}", text=f"{review.summary} {objections} {scores}"
            )
        )
    for check in entry.checks:
        value = "" if check.value is None else f" {check.value} {check.unit or ''}"
        said = f"{check.subject}: {check.property}{value} ({check.verdict.value}). {check.note}"
        found.append(RecordItem(id=check.id, kind=f"check by {check.tool}", text=said.strip()))
    for prediction in item.predictions:
        said = f"Prediction: {prediction.readout}: {prediction.direction.value} against {prediction.comparator}."
        found.append(RecordItem(id=prediction.id, kind="prediction", text=said))
    if entry.decision is not None:
        said = f"{entry.decision.status.value} by {entry.decision.by}: {entry.decision.why}"
        found.append(RecordItem(id=entry.decision.id, kind="decision", text=said))
    if entry.rating is not None:
        said = (
            f"Rating {entry.rating.value:.0f} ({entry.rating.low:.0f} to {entry.rating.high:.0f}), rank {entry.rank}."
        )
        found.append(RecordItem(id=f"rating-{item.id}", kind="rating", text=said))
    return list({each.id: each for each in found}.values())


def _passage(record: "Record", key: str) -> RecordItem:
    passage = record.passages[key]
    source = record.sources.get(passage.source)
    title = f"{source.title} ({source.year or 'no year'})" if source is not None else passage.source
    return RecordItem(id=key, kind=f"passage of {title}"[:200], text=passage.quote)
