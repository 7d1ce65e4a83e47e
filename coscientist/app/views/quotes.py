"""Quotations: what a passage says, word for word, with what it is given for and where it stands."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from coscientist.app.views.citations import Citation, citation, unknown_source
from coscientist.domain.base import Value
from coscientist.domain.claim import Claim

if TYPE_CHECKING:
    from coscientist.app.record import Record


class Quote(Value):
    """A passage that a claim was read from."""

    passage: str
    text: str
    """Verbatim."""
    locator: str | None
    citation: Citation
    given_for: tuple[str, ...] = ()
    """What it was read as: `GSK-3β increases tau phosphorylated at Ser404`."""
    hedged: bool = False
    read_by: str | None = None
    """Who read it, where no curator did: `rules`, `model gpt-x`."""
    context: tuple[str, ...] = ()
    """Where it was seen: species, cells, tissue."""

    def __str__(self) -> str:
        return f"“{self.text}” {self.citation}"


def quotes(record: "Record", claim_ids: Iterable[str]) -> tuple[Quote, ...]:
    """Return each passage behind some claims once, in the order of the claims.

    Claims and passages that the run does not hold are left out: nothing is quoted that was not stored.
    """
    by_passage: dict[str, list[Claim]] = {}
    for claim_id in dict.fromkeys(claim_ids):
        claim = record.claims.get(claim_id)
        for passage in claim.passages if claim else ():
            if claim is not None and passage in record.passages:
                by_passage.setdefault(passage, []).append(claim)
    return tuple(_quote(record, passage, claims) for passage, claims in by_passage.items())


def passage_quote(record: "Record", passage_id: str) -> Quote | None:
    """Return a passage that is shown for itself, or None where the run does not hold it."""
    return _quote(record, passage_id, []) if passage_id in record.passages else None


def reading(record: "Record", claim: Claim) -> str:
    """Say in words what a claim says: `AMPK activity decreases tau phosphorylated at Ser404`."""
    subject, object_ = record.name(claim.subject), record.name(claim.object)
    if claim.subject_aspect:
        subject = f"{subject} {claim.subject_aspect}"
    if claim.object_aspect:
        object_ = f"{object_} {claim.object_aspect}"
    predicate = f"does not: {claim.predicate.value}" if claim.negated else claim.predicate.value
    return f"{subject} {predicate} {object_}"


def sources_of(record: "Record", claim_ids: Iterable[str]) -> set[str]:
    """Return the distinct sources of some claims."""
    found = set()
    for claim_id in claim_ids:
        claim = record.claims.get(claim_id)
        if claim is None:
            continue
        found |= {record.passages[item].source for item in claim.passages if item in record.passages}
        found |= {claim.source} if claim.source else set()
    return found


def _quote(record: "Record", passage_id: str, claims: list[Claim]) -> Quote:
    passage = record.passages[passage_id]
    source = record.sources.get(passage.source)
    context = [value for claim in claims for key in sorted(claim.context) for value in claim.context[key]]
    return Quote(
        passage=passage.id,
        text=passage.quote,
        locator=passage.locator,
        citation=citation(source) if source else unknown_source(passage.source),
        given_for=tuple(dict.fromkeys(reading(record, claim) for claim in claims)),
        hedged=any(claim.hedged for claim in claims),
        read_by=_machine(claims),
        context=tuple(dict.fromkeys(context)),
    )


def _machine(claims: list[Claim]) -> str | None:
    """Say which machine read a passage; None where a person read one of the claims, or none was read at all."""
    readers = [claim.made_by.partition(":") for claim in claims]
    if not readers or any(kind not in ("rules", "model") for kind, _, _ in readers):
        return None
    return ", ".join(dict.fromkeys("rules" if kind == "rules" else f"model {name}" for kind, _, name in readers))
