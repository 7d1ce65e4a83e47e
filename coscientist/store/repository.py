"""The `Store` of `coscientist.ports` over SQL."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from sqlalchemy import Connection, bindparam, insert, select, update
from sqlmodel import col

from coscientist.domain.base import Value
from coscientist.domain.brief import Brief
from coscientist.domain.call import Call
from coscientist.domain.check import Check
from coscientist.domain.claim import Claim
from coscientist.domain.concept import Concept
from coscientist.domain.decision import Decision
from coscientist.domain.errors import ConflictError
from coscientist.domain.event import Event
from coscientist.domain.hypothesis import Hypothesis
from coscientist.domain.literature import Passage, Source
from coscientist.domain.match import Match
from coscientist.domain.result import Result
from coscientist.domain.review import Review
from coscientist.domain.run import Run
from coscientist.store import entries, kinds, names, payload
from coscientist.store.engine import Database
from coscientist.store.entries import Batch, batch
from coscientist.store.failures import WrittenMeanwhileError
from coscientist.store.kinds import Kind
from coscientist.store.known import Known
from coscientist.store.tables import BriefRow, RunRow

V = TypeVar("V", bound=Value)
_HELD = select(col(RunRow.id)).where(col(RunRow.id) == bindparam("run")).with_for_update(key_share=True)


class SqlStore:
    """Keeps everything that a run makes; what each method promises is said in `coscientist.ports.Store`.

    Each call is one transaction. Threads and processes may use one database at once; a call waits for its turn.
    Lists of an unknown run are empty; adding to an unknown run raises NotFoundError.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._known = Known()
        self._runs = set[str]()
        """Runs that are sure to be there: none is ever removed."""

    def save_run(self, run: Run) -> None:
        """Write the run, or replace it where it stands."""
        text = payload.write(run, "run", run.id)
        content = {"status": run.status.value, "payload": text}

        def replace(connection: Connection) -> None:
            replaced = connection.execute(update(RunRow).where(col(RunRow.id) == run.id).values(content))
            if not replaced.rowcount:
                connection.execute(insert(RunRow).values(id=run.id, **content))

        self._replace(replace)

    def run(self, run_id: str) -> Run:
        """Return the run of exactly this id."""
        with self._database.reading() as connection:
            text = connection.scalar(select(col(RunRow.payload)).where(col(RunRow.id) == run_id))
            if text is None:
                raise names.not_found("run", run_id, _run_ids(connection))
        return payload.read(Run, text)

    def runs(self) -> list[Run]:
        """Return all runs, oldest first."""
        with self._database.reading() as connection:
            texts = connection.scalars(select(col(RunRow.payload)).order_by(col(RunRow.sequence))).all()
        return [payload.read(Run, text) for text in texts]

    def add_hypotheses(self, run_id: str, hypotheses: Iterable[Hypothesis]) -> None:
        """Write hypotheses that were put forward."""
        self._add(run_id, batch(kinds.HYPOTHESIS, run_id, hypotheses))

    def hypothesis(self, run_id: str, hypothesis_id: str) -> Hypothesis:
        """Return the hypothesis of this id, or the only one whose id begins so."""
        with self._database.reading() as connection:
            found = entries.value(connection, kinds.HYPOTHESIS, run_id, hypothesis_id)
            if found is None:
                known = entries.ids(connection, kinds.HYPOTHESIS, run_id)
                meant = names.one_that_begins("hypothesis", hypothesis_id, known, f" in run {run_id!r}")
                found = entries.value(connection, kinds.HYPOTHESIS, run_id, meant)
        assert found is not None  # read in the same transaction as its id
        return found

    def hypotheses(self, run_id: str) -> list[Hypothesis]:
        """Return the run's hypotheses."""
        return self._values(kinds.HYPOTHESIS, run_id)

    def add_reviews(self, run_id: str, reviews: Iterable[Review]) -> None:
        """Write reviews."""
        self._add(run_id, batch(kinds.REVIEW, run_id, reviews))

    def reviews(self, run_id: str, hypothesis_id: str | None = None) -> list[Review]:
        """Return the run's reviews, or those of one hypothesis."""
        return self._values(kinds.REVIEW, run_id, hypothesis_id=hypothesis_id)

    def add_checks(self, run_id: str, checks: Iterable[Check]) -> None:
        """Write findings of tools."""
        self._add(run_id, batch(kinds.CHECK, run_id, checks))

    def checks(self, run_id: str, hypothesis_id: str | None = None) -> list[Check]:
        """Return the run's checks, or those of one hypothesis."""
        return self._values(kinds.CHECK, run_id, hypothesis_id=hypothesis_id)

    def add_decisions(self, run_id: str, decisions: Iterable[Decision]) -> None:
        """Append decisions."""
        self._add(run_id, batch(kinds.DECISION, run_id, decisions))

    def decisions(self, run_id: str, hypothesis_id: str | None = None) -> list[Decision]:
        """Return the run's decisions, or those on one hypothesis, the latest last."""
        return self._values(kinds.DECISION, run_id, hypothesis_id=hypothesis_id)

    def add_matches(self, run_id: str, matches: Iterable[Match]) -> None:
        """Append matches to the ledger."""
        self._add(run_id, batch(kinds.MATCH, run_id, matches))

    def matches(self, run_id: str) -> list[Match]:
        """Return the ledger."""
        return self._values(kinds.MATCH, run_id)

    def add_evidence(
        self,
        run_id: str,
        *,
        concepts: Iterable[Concept] = (),
        sources: Iterable[Source] = (),
        passages: Iterable[Passage] = (),
        claims: Iterable[Claim] = (),
        checks: Iterable[Check] = (),
        reviews: Iterable[Review] = (),
    ) -> None:
        """Write what the run rests on, and what rests on it, all of it or nothing."""
        given: list[tuple[Kind[Any], Iterable[Any]]] = [
            (kinds.CONCEPT, concepts),
            (kinds.SOURCE, sources),
            (kinds.PASSAGE, passages),
            (kinds.CLAIM, claims),
            (kinds.CHECK, checks),
            (kinds.REVIEW, reviews),
        ]
        batches = [batch(kind, run_id, values, self._known.there(kind, run_id)) for kind, values in given]
        self._add(run_id, *batches)
        self._known.wrote(run_id, *batches)

    def concepts(self, run_id: str) -> list[Concept]:
        """Return the run's concepts."""
        return self._values(kinds.CONCEPT, run_id)

    def sources(self, run_id: str) -> list[Source]:
        """Return the run's sources."""
        return self._values(kinds.SOURCE, run_id)

    def passages(self, run_id: str) -> list[Passage]:
        """Return the run's passages."""
        return self._values(kinds.PASSAGE, run_id)

    def claims(self, run_id: str) -> list[Claim]:
        """Return the run's claims."""
        return self._values(kinds.CLAIM, run_id)

    def save_brief(self, run_id: str, brief: Brief) -> None:
        """Write the brief, or replace it where it stands.

        Raises: ConflictError when another run has a brief of this id.
        """
        text = payload.write(brief, "brief", brief.brief_id)

        def replace(connection: Connection) -> None:
            self._hold(connection, run_id)
            owner = connection.scalar(select(col(BriefRow.run_id)).where(col(BriefRow.id) == brief.brief_id))
            if owner is None:
                place = entries.next_place(connection, BriefRow, run_id)
                connection.execute(
                    insert(BriefRow).values(id=brief.brief_id, run_id=run_id, sequence=place, payload=text)
                )
            elif owner == run_id:
                connection.execute(update(BriefRow).where(col(BriefRow.id) == brief.brief_id).values(payload=text))
            else:
                raise ConflictError(
                    f"The brief {brief.brief_id!r} of run {run_id!r} has the id of a brief of run {owner!r}.",
                    "A laboratory sends back nothing but this id: it has to be unique among all runs.",
                )

        self._replace(replace)

    def brief(self, brief_id: str) -> Brief:
        """Return the brief of exactly this id."""
        return payload.read(Brief, self._of_brief(brief_id)[1])

    def brief_run(self, brief_id: str) -> str:
        """Return the id of the run that the brief belongs to."""
        return self._of_brief(brief_id)[0]

    def briefs(self, run_id: str) -> list[Brief]:
        """Return the run's briefs."""
        query = select(col(BriefRow.payload)).where(col(BriefRow.run_id) == run_id).order_by(col(BriefRow.sequence))
        with self._database.reading() as connection:
            texts = connection.scalars(query).all()
        return [payload.read(Brief, text) for text in texts]

    def add_results(self, run_id: str, results: Iterable[Result]) -> None:
        """Append what laboratories sent back."""
        self._add(run_id, batch(kinds.RESULT, run_id, results))

    def results(self, run_id: str, brief_id: str | None = None) -> list[Result]:
        """Return the run's results, or those for one brief."""
        return self._values(kinds.RESULT, run_id, brief_id=brief_id)

    def add_events(self, run_id: str, events: Iterable[Event]) -> None:
        """Append events; one that differs from a kept one only in its time is the same."""
        self._add(run_id, batch(kinds.EVENT, run_id, events))

    def events(self, run_id: str) -> list[Event]:
        """Return what happened, in order."""
        return self._values(kinds.EVENT, run_id)

    def add_calls(self, run_id: str, calls: Iterable[Call]) -> None:
        """Append calls to the ledger."""
        self._add(run_id, batch(kinds.CALL, run_id, calls))

    def call(self, run_id: str, key: str) -> Call | None:
        """Return the call of this key, if it was made."""
        with self._database.reading() as connection:
            return entries.value(connection, kinds.CALL, run_id, key)

    def calls(self, run_id: str) -> list[Call]:
        """Return the run's calls."""
        return self._values(kinds.CALL, run_id)

    def close(self) -> None:
        """Close the database; closing again does nothing, any other use afterwards raises CoscientistError."""
        self._database.close()

    def _add(self, run_id: str, *batches: Batch[Any]) -> None:
        if any(each.values for each in batches):
            with self._database.writing() as connection:
                self._hold(connection, run_id)
                for each in batches:
                    entries.add(connection, run_id, each)

    def _hold(self, connection: Connection, run_id: str) -> None:
        """Make other writers of this run wait until the transaction ends, so that no two take the same place.

        SQLite lets only one process write anyway, and ignores the lock: it is asked only whether the run is there.
        """
        if connection.dialect.name == "sqlite" and run_id in self._runs:
            return
        if connection.scalar(_HELD, {"run": run_id}) is None:
            raise names.not_found("run", run_id, _run_ids(connection))
        self._runs.add(run_id)

    def _values(self, kind: Kind[V], run_id: str, **where: str | None) -> list[V]:
        given = {column: wanted for column, wanted in where.items() if wanted is not None}
        with self._database.reading() as connection:
            if given:
                return entries.values(connection, kind, run_id, **given)
            return self._known.values(connection, kind, run_id)

    def _replace(self, write: Callable[[Connection], None]) -> None:
        try:
            with self._database.writing() as connection:
                write(connection)
        except WrittenMeanwhileError:
            # Now there is something to replace.
            with self._database.writing() as connection:
                write(connection)

    def _of_brief(self, brief_id: str) -> tuple[str, str]:
        query = select(col(BriefRow.run_id), col(BriefRow.payload)).where(col(BriefRow.id) == brief_id)
        with self._database.reading() as connection:
            row = connection.execute(query).one_or_none()
            if row is None:
                known = connection.scalars(select(col(BriefRow.id)).order_by(col(BriefRow.id))).all()
                raise names.not_found("brief", brief_id, known)
        return row.run_id, row.payload


def _run_ids(connection: Connection) -> list[str]:
    return list(connection.scalars(select(col(RunRow.id)).order_by(col(RunRow.sequence))))
