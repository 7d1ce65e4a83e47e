"""What asking a model ends in: a checked answer, or a failure that says what was wrong. Never a default."""

from enum import StrEnum
from typing import Generic, TypeVar

from pydantic import BaseModel

from coscientist.domain.base import Value
from coscientist.domain.call import Call

T = TypeVar("T", bound=BaseModel)


class FailureKind(StrEnum):
    """Why there is no usable answer; the words are those of `Call.failure`."""

    REFUSED = "refused"
    CUT = "cut"
    EMPTY = "empty"
    NOT_JSON = "not JSON"
    WRONG_TYPES = "wrong types"
    WRONG_LANGUAGE = "wrong language"
    TIMEOUT = "timeout"
    THROTTLED = "rate limited"
    SERVICE = "service failed"
    GARBLED = "garbled reply"
    TOO_LONG = "prompt too long"
    DENIED = "key missing or refused"
    REJECTED = "request rejected"
    CANCELLED = "cancelled"

    @property
    def replied(self) -> bool:
        """Whether the model said something: such a call is settled, and a resumed run replays it."""
        return self in _REPLIED

    @property
    def repairable(self) -> bool:
        """Whether asking again with the error has a point; a refusal is an answer and is left alone."""
        return self in _REPLIED and self is not FailureKind.REFUSED

    @property
    def passing(self) -> bool:
        """Whether the same request may succeed a little later."""
        return self in _PASSING


_REPLIED = frozenset(
    {
        FailureKind.REFUSED,
        FailureKind.CUT,
        FailureKind.EMPTY,
        FailureKind.NOT_JSON,
        FailureKind.WRONG_TYPES,
        FailureKind.WRONG_LANGUAGE,
    }
)
_PASSING = frozenset({FailureKind.TIMEOUT, FailureKind.THROTTLED, FailureKind.SERVICE, FailureKind.GARBLED})


class Answer(Value, Generic[T]):
    """A reply that fitted its schema, with the calls that led to it."""

    value: T
    calls: tuple[Call, ...]
    """In the order made; the last one holds the text that `value` was read from."""

    @property
    def repaired(self) -> bool:
        """Whether the first reply was unusable and the model put it right."""
        return self.calls[-1].repairs is not None

    @property
    def model(self) -> str:
        """The model that answered."""
        return self.calls[-1].model


class Failure(Value):
    """There is no answer. The caller records what it skips, and why."""

    kind: FailureKind
    detail: str
    """In words, free of secrets; untrusted where it quotes a reply."""
    calls: tuple[Call, ...] = ()

    def __str__(self) -> str:
        return f"{self.kind}: {self.detail}" if self.detail else str(self.kind)
