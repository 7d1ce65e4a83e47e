"""The kinds of values that a run collects: which table keeps them, and what names them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from coscientist.domain.base import Value
from coscientist.domain.call import Call
from coscientist.domain.check import Check
from coscientist.domain.claim import Claim
from coscientist.domain.concept import Concept
from coscientist.domain.decision import Decision
from coscientist.domain.event import Event
from coscientist.domain.hypothesis import Hypothesis
from coscientist.domain.literature import Passage, Source
from coscientist.domain.match import Match
from coscientist.domain.result import Result
from coscientist.domain.review import Review
from coscientist.store import tables

V = TypeVar("V", bound=Value)


def _id(value: Any) -> str:
    return str(value.id)


def _same(one: Any, other: Any) -> bool:
    return bool(one == other)


@dataclass(frozen=True)
class Kind(Generic[V]):
    """A kind of value that is written once."""

    noun: str
    value: type[V]
    row: type[tables.Entry]
    identity: Callable[[V], str] = _id
    columns: Callable[[V], dict[str, str | None]] = lambda _: {}
    """What is kept beside the payload to be asked for."""
    same: Callable[[V, V], bool] = _same
    """Whether writing the second after the first changes nothing."""


def _same_event(one: Event, other: Event) -> bool:
    """A step taken again after a crash happens at another time, and is the same step."""
    return one.model_copy(update={"at": None}) == other.model_copy(update={"at": None})


HYPOTHESIS = Kind("hypothesis", Hypothesis, tables.HypothesisRow)
REVIEW = Kind("review", Review, tables.ReviewRow, columns=lambda review: {"hypothesis_id": review.hypothesis})
CHECK = Kind("check", Check, tables.CheckRow, columns=lambda check: {"hypothesis_id": check.hypothesis})
DECISION = Kind(
    "decision",
    Decision,
    tables.DecisionRow,
    columns=lambda decision: {"hypothesis_id": decision.hypothesis, "status": decision.status.value},
)
MATCH = Kind("match", Match, tables.MatchRow)
CONCEPT = Kind("concept", Concept, tables.ConceptRow)
SOURCE = Kind("source", Source, tables.SourceRow)
PASSAGE = Kind("passage", Passage, tables.PassageRow)
CLAIM = Kind("claim", Claim, tables.ClaimRow)
RESULT = Kind("result", Result, tables.ResultRow, columns=lambda result: {"brief_id": result.brief})
EVENT = Kind("event", Event, tables.EventRow, same=_same_event)
CALL = Kind("call", Call, tables.CallRow, identity=lambda call: call.key)
