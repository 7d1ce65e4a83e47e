"""The tables: the columns that are asked for, and the domain value itself as JSON.

Change them only together with a new revision in `migrations/versions/`; a test compares the two.
"""

from typing import Any

from sqlalchemy import JSON, BigInteger, Column, Index, Integer, MetaData
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)
VERSION_TABLE = "schema_version"
"""Where alembic notes the revision."""
PAYLOAD = JSON().with_variant(JSONB(), "postgresql")
SEQUENCE = BigInteger().with_variant(Integer(), "sqlite")
"""SQLite numbers rows by itself only in an INTEGER key."""


def _as_it_is(payload: Any) -> Any:
    return payload


PAYLOADS_AS_TEXT: dict[str, Any] = {
    # pydantic writes and reads the JSON; nothing in between parses it a second time.
    "json_serializer": _as_it_is,
    "json_deserializer": _as_it_is,
    # Values may quote unpublished work: they do not belong in tracebacks.
    "hide_parameters": True,
}
"""Options of every engine over these tables."""


class Table(SQLModel, registry=registry(metadata=metadata)):
    """What all tables share. The rows hold no logic and are not validated: the domain value in them is."""

    payload: str = Field(sa_type=PAYLOAD)
    """The domain value as JSON text."""


class RunRow(Table, table=True):
    """A run; replaced when it is saved again, in its first place."""

    __tablename__ = "runs"

    sequence: int | None = Field(default=None, sa_column=Column(SEQUENCE, primary_key=True))
    id: str = Field(unique=True)
    status: str


class BriefRow(Table, table=True):
    """A brief; its id is unique among all runs, because a laboratory sends nothing else back."""

    __tablename__ = "briefs"
    __table_args__ = (Index(None, "run_id", "sequence", unique=True),)

    id: str = Field(primary_key=True)
    run_id: str = Field(foreign_key="runs.id")
    sequence: int = Field(sa_type=BigInteger)


class Entry(Table):
    """A row that is written once and never changed, known by its run and its id."""

    run_id: str = Field(primary_key=True, foreign_key="runs.id")
    id: str = Field(primary_key=True)
    sequence: int = Field(sa_type=BigInteger)
    """Its place among the run's rows of this table, from 1, in the order of writing."""


def in_order(*columns: str) -> tuple[Index, ...]:
    """Index the places, which are unique within a run, and what else is asked for."""
    return (
        Index(None, "run_id", "sequence", unique=True),
        *(Index(None, "run_id", column, "sequence") for column in columns),
    )


class HypothesisRow(Entry, table=True):
    """A hypothesis as it was first put forward; what became of it is in the decisions."""

    __tablename__ = "hypotheses"
    __table_args__ = in_order()


class ReviewRow(Entry, table=True):
    """A review of a hypothesis."""

    __tablename__ = "reviews"
    __table_args__ = in_order("hypothesis_id")

    hypothesis_id: str


class CheckRow(Entry, table=True):
    """A domain tool's finding."""

    __tablename__ = "checks"
    __table_args__ = in_order("hypothesis_id")

    hypothesis_id: str | None = None


class DecisionRow(Entry, table=True):
    """A change of a hypothesis's standing."""

    __tablename__ = "decisions"
    __table_args__ = in_order("hypothesis_id")

    hypothesis_id: str
    status: str


class MatchRow(Entry, table=True):
    """A line of the tournament's ledger."""

    __tablename__ = "matches"
    __table_args__ = in_order()


class ConceptRow(Entry, table=True):
    """A concept that the run's claims are about."""

    __tablename__ = "concepts"
    __table_args__ = in_order()


class SourceRow(Entry, table=True):
    """A publication, a data set or a laboratory's package."""

    __tablename__ = "sources"
    __table_args__ = in_order()


class PassageRow(Entry, table=True):
    """A verbatim piece of a source."""

    __tablename__ = "passages"
    __table_args__ = in_order()


class ClaimRow(Entry, table=True):
    """A signed statement about two concepts."""

    __tablename__ = "claims"
    __table_args__ = in_order()


class ResultRow(Entry, table=True):
    """What a laboratory sent back for a brief."""

    __tablename__ = "results"
    __table_args__ = in_order("brief_id")

    brief_id: str


class EventRow(Entry, table=True):
    """Something that happened during the run."""

    __tablename__ = "events"
    __table_args__ = in_order()


class CallRow(Entry, table=True):
    """A metered call; its id is the call's key."""

    __tablename__ = "calls"
    __table_args__ = in_order()
