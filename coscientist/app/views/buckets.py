"""Where a hypothesis belongs when somebody asks which ones are worth the next hour."""

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

from coscientist.domain.check import CheckRole, Verdict
from coscientist.domain.hypothesis import Status
from coscientist.domain.review import Severity

if TYPE_CHECKING:
    from coscientist.app.record import Entry


class Bucket(StrEnum):
    """A group of hypotheses that are read together."""

    HIGH_POTENTIAL = "high potential"
    """Supported by a measurement; or not to be told apart from the best at 95 %, with no grave objection open."""
    RANKED = "ranked"
    NON_VIABLE = "non-viable"
    """Taken out by a gate, a person, its parent or a measurement."""
    KNOWN = "known"
    MERGED = "merged"
    WAITING = "not reviewed"
    """The run ended before anybody looked at it."""


_OUT_OF_PLAY = {
    Status.KNOWN: Bucket.KNOWN,
    Status.MERGED: Bucket.MERGED,
    Status.ELIMINATED: Bucket.NON_VIABLE,
    Status.REFUTED: Bucket.NON_VIABLE,
}


def buckets(entries: "Sequence[Entry]") -> dict[Bucket, list["Entry"]]:
    """Sort hypotheses into buckets, keeping their order.

    Where the tournament cannot tell any of several apart, none of them has high potential by its word.
    """
    found: dict[Bucket, list[Entry]] = {bucket: [] for bucket in Bucket}
    telling = len({entry.rating.tier for entry in entries if entry.rating is not None}) > 1
    for entry in entries:
        found[_bucket(entry, telling)].append(entry)
    return found


def _bucket(entry: "Entry", telling: bool) -> Bucket:
    if entry.rank is None:
        return _OUT_OF_PLAY.get(entry.status, Bucket.WAITING)
    if entry.status is Status.SUPPORTED:
        return Bucket.HIGH_POTENTIAL
    best = telling and entry.rating is not None and entry.rating.tier == 0 and entry.rating.matches > 0
    return Bucket.HIGH_POTENTIAL if best and not grave(entry) else Bucket.RANKED


def grave(entry: "Entry") -> bool:
    """Say whether a major or fatal objection, or a failed gate, stands against it."""
    objected = any(item.severity is not Severity.MINOR for review in entry.reviews for item in review.objections)
    return objected or any(check.role is CheckRole.GATE and check.verdict is Verdict.FAIL for check in entry.checks)
