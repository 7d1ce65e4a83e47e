"""One comparison of two hypotheses by one judge."""

from enum import StrEnum

from coscientist.domain.base import Value


class Outcome(StrEnum):
    """What the judge said. An unreadable or failed verdict is no result, never a default winner."""

    FIRST = "first"
    SECOND = "second"
    TIE = "tie"
    NO_RESULT = "no result"


class ControlKind(StrEnum):
    """How a planted copy was made from its original, and so what a fair judge says of the two."""

    DEGRADED = "degraded"
    """Without its mechanism, its direction and what would show it wrong: must lose."""
    PARAPHRASED = "paraphrased"
    """In other words: must tie."""
    PADDED = "padded"
    """With sentences that say nothing: must not win."""


class Planted(Value):
    """That one of the two shown is a copy of the other, made to test the judge."""

    kind: ControlKind
    original: str
    copy_id: str


class Match(Value):
    """A line of the append-only ledger; ratings are a pure refit of these."""

    id: str
    first: str
    """The hypothesis shown first."""
    second: str
    judge: str
    """`panel/evidence`, `model:<name>`, `person:<name>`, `lab:<result id>`."""
    outcome: Outcome
    round: int = 0
    """Which round of the tournament asked it, from 1; 0 for verdicts that people and laboratories gave of their own."""
    first_length: int = 0
    """Characters shown of the first hypothesis."""
    second_length: int = 0
    criteria: dict[str, Outcome] = {}
    reason: str = ""
    prompt_version: str | None = None
    cost_usd: float = 0.0
    calls: tuple[str, ...] = ()
    """Keys of the calls in the call ledger that hold what was asked and answered, for a model."""
    batch: str | None = None
    """Names what was asked together, such as the panel or the debate it belongs to."""
    control: Planted | None = None
    """Set where a planted copy was shown: such a match tests the judge and moves no rating."""
