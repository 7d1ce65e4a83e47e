"""What a store remembers of a run shows nowhere but in the time that reading takes."""

from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from coscientist.domain.errors import ConflictError
from coscientist.store import known, open_store, payload
from tests.store import values
from tests.store.cases import R, add, of_each_kind, read


@of_each_kind
def test_what_another_process_wrote_since_is_read(tmp_path: Path, kind: str, several: list[Any]) -> None:
    location = tmp_path / "coscientist.db"
    with closing(open_store(location)) as ours, closing(open_store(location)) as theirs:
        ours.save_run(values.a_run())
        add(ours, kind, several[:1])
        assert read(theirs, kind) == several[:1]
        add(ours, kind, several[1:])
        assert read(theirs, kind) == several
        assert read(ours, kind) == several


def test_a_reader_may_change_the_list_it_was_given(tmp_path: Path) -> None:
    with closing(open_store(tmp_path / "coscientist.db")) as store:
        store.save_run(values.a_run())
        store.add_matches(R, [values.a_match()])
        store.matches(R).clear()
        store.matches(R).append(values.a_match("mat-9"))
        assert store.matches(R) == [values.a_match()]


def test_more_runs_than_are_remembered_are_read_in_full(tmp_path: Path) -> None:
    with closing(open_store(tmp_path / "coscientist.db")) as store:
        runs = [f"run-{number}" for number in range(known.LISTS + 2)]
        for name in runs:
            store.save_run(values.a_run(name))
            store.add_events(name, [values.an_event()])
        for _ in range(2):
            assert all(store.events(name) == [values.an_event()] for name in runs)


def test_evidence_that_hypotheses_share_is_written_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(open_store(tmp_path / "coscientist.db")) as store:
        store.save_run(values.a_run())
        store.add_evidence(R, concepts=[values.a_concept()])
        written: list[str] = []

        def write(_value: object, _noun: str, identity: str) -> str:
            written.append(identity)
            return "{}"

        monkeypatch.setattr(payload, "write", write)
        store.add_evidence(R, concepts=[values.a_concept()])
        assert written == []
        assert store.concepts(R) == [values.a_concept()]


def test_evidence_of_a_transaction_that_failed_counts_as_not_written(tmp_path: Path) -> None:
    with closing(open_store(tmp_path / "coscientist.db")) as store:
        store.save_run(values.a_run())
        store.add_evidence(R, sources=[values.a_source()])
        changed = values.a_source().model_copy(update={"title": "Another title"})
        with pytest.raises(ConflictError):
            store.add_evidence(R, concepts=[values.a_concept()], sources=[changed])
        assert store.concepts(R) == []
        store.add_evidence(R, concepts=[values.a_concept()])
        assert store.concepts(R) == [values.a_concept()]
