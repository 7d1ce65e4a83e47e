"""Writing and reading the values that a run collects."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Generic, TypeVar

from sqlalchemy import BindParameter, CompoundSelect, Connection, Insert, Select, bindparam, func, insert, null, select
from sqlmodel import col

from coscientist.domain.base import Value
from coscientist.store import payload
from coscientist.store.kinds import Kind
from coscientist.store.tables import BriefRow, Entry

V = TypeVar("V", bound=Value)
AT_ONCE = 1000
"""Ids that one query asks for; databases limit the parameters of a statement."""


@dataclass(frozen=True)
class Batch(Generic[V]):
    """Values of one kind, checked and turned to JSON before the database is held."""

    kind: Kind[V]
    values: dict[str, V]
    payloads: dict[str, str]


def batch(kind: Kind[V], run_id: str, values: Iterable[V], there: Mapping[str, V] = MappingProxyType({})) -> Batch[V]:
    """Collect what is to be written, without those that are `there` already, unchanged.

    Raises: ConflictError when two values have one id and are not the same; CoscientistError when one cannot be kept.
    """
    firsts: dict[str, V] = {}
    for value in values:
        identity = kind.identity(value)
        first = firsts.setdefault(identity, value)
        if first is not value and not kind.same(first, value):
            raise payload.conflict(kind.noun, identity, run_id, first, value)
    if there:
        firsts = {
            key: value for key, value in firsts.items() if there.get(key) is not value and there.get(key) != value
        }
    payloads = {identity: payload.write(value, kind.noun, identity) for identity, value in firsts.items()}
    return Batch(kind, firsts, payloads)


def add(connection: Connection, run_id: str, batch: Batch[V]) -> None:
    """Write what is new, after what is there; the caller holds the run, so that nobody else writes meanwhile.

    Raises: ConflictError when an id is kept with other content.
    """
    kind, new = batch.kind, dict(batch.payloads)
    there, last = _kept(connection, kind.row, run_id, list(new))
    for identity, text in there.items():
        if text != new.pop(identity):
            kept = payload.read(kind.value, text)
            if not kind.same(kept, batch.values[identity]):
                raise payload.conflict(kind.noun, identity, run_id, kept, batch.values[identity])
    if new:
        rows = [
            {
                "run_id": run_id,
                "id": identity,
                "sequence": place,
                "payload": text,
                **kind.columns(batch.values[identity]),
            }
            for place, (identity, text) in enumerate(new.items(), last + 1)
        ]
        connection.execute(_into(kind.row), rows)


def values(connection: Connection, kind: Kind[V], run_id: str, **where: str) -> list[V]:
    """Return those of the run's values whose columns are as `where` says, in the order of writing."""
    query = _all_where(kind.row, tuple(where))
    return [payload.read(kind.value, text) for text in connection.scalars(query, {"run": run_id, **where})]


def later(connection: Connection, kind: Kind[V], run_id: str, place: int) -> tuple[int, list[V]]:
    """Return the last place that is taken, and the values that were written after a place, in the order of writing."""
    rows = connection.execute(_all_after(kind.row), {"run": run_id, "place": place}).all()
    return (rows[-1][0] if rows else place), [payload.read(kind.value, text) for _, text in rows]


def value(connection: Connection, kind: Kind[V], run_id: str, identity: str) -> V | None:
    """Return the one value of that id, if there is one."""
    text = connection.scalar(_one(kind.row), {"run": run_id, "id": identity})
    return None if text is None else payload.read(kind.value, text)


def ids(connection: Connection, kind: Kind[V], run_id: str) -> list[str]:
    """Return the ids in the order of writing."""
    query = select(col(kind.row.id)).where(col(kind.row.run_id) == run_id).order_by(col(kind.row.sequence))
    return list(connection.scalars(query))


def next_place(connection: Connection, row: type[Entry] | type[BriefRow], run_id: str) -> int:
    """Return the place after the last; the caller holds the run."""
    last = connection.scalar(_last_place(row), {"run": run_id})
    return 1 + (last or 0)


def _kept(connection: Connection, row: type[Entry], run_id: str, wanted: Sequence[str]) -> tuple[dict[str, str], int]:
    """Return what is there of `wanted`, by id, and the last place that is taken, 0 where there is none."""
    kept, last = dict[str, str](), 0
    for start in range(0, len(wanted), AT_ONCE):
        some = wanted[start : start + AT_ONCE]
        for identity, text, place in connection.execute(_some_and_last_place(row), {"run": run_id, "ids": some}):
            if identity is None:
                last = place or 0
            else:
                kept[identity] = text
    return kept, last


# Statements are made once: putting one together takes SQLAlchemy longer than a small query takes the database.


@cache
def _all_where(row: type[Entry], columns: tuple[str, ...]) -> Select[str]:
    query = select(col(row.payload)).where(col(row.run_id) == bindparam("run")).order_by(col(row.sequence))
    for column in columns:
        query = query.where(getattr(row, column) == bindparam(column))
    return query


@cache
def _all_after(row: type[Entry]) -> Select[int, str]:
    return (
        select(col(row.sequence), col(row.payload))
        .where(col(row.run_id) == bindparam("run"), col(row.sequence) > bindparam("place"))
        .order_by(col(row.sequence))
    )


@cache
def _one(row: type[Entry]) -> Select[str]:
    return select(col(row.payload)).where(col(row.run_id) == bindparam("run"), col(row.id) == bindparam("id"))


@cache
def _some_and_last_place(row: type[Entry]) -> CompoundSelect[str | None, str, int | None]:
    """Both in one statement, which takes half as long as two; the place is in a row without an id."""
    wanted: BindParameter[str] = bindparam("ids", expanding=True)
    here = col(row.run_id) == bindparam("run")
    some = select(col(row.id), col(row.payload), null()).where(here, col(row.id).in_(wanted))
    return some.union_all(select(null(), null(), func.max(col(row.sequence))).where(here))


@cache
def _last_place(row: type[Entry] | type[BriefRow]) -> Select[int]:
    return select(func.max(col(row.sequence))).where(col(row.run_id) == bindparam("run"))


@cache
def _into(row: type[Entry]) -> Insert:
    return insert(row)
