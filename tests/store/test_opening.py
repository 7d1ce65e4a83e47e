"""Opening a store: where it may be, what it costs, and what is refused."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from time import perf_counter

import pytest

from coscientist.domain.errors import FileError, NotFoundError, OptionalDependencyError, ServiceError, SettingsError
from coscientist.store import open_store
from coscientist.store.engine import connect, read_location
from tests.store import values


def loaded_after(statements: str) -> set[str]:
    """Return the top-level packages that a fresh interpreter has loaded after the statements."""
    script = f"{statements}\nimport sys\nprint(' '.join(name for name in sys.modules if '.' not in name))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_importing_the_room_loads_no_database_library() -> None:
    loaded = loaded_after("import coscientist.store")
    assert loaded & {"sqlmodel", "sqlalchemy", "alembic", "psycopg"} == set()


def test_opening_an_up_to_date_store_does_not_load_alembic(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    open_store(path).close()
    loaded = loaded_after(f"from coscientist.store import open_store\nopen_store({str(path)!r}).runs()")
    assert "alembic" not in loaded
    assert "sqlmodel" in loaded


def test_opening_an_up_to_date_store_takes_less_than_50_ms(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    open_store(path).close()
    durations = []
    for _ in range(5):
        start = perf_counter()
        with closing(open_store(path)):
            durations.append(perf_counter() - start)
    assert min(durations) < 0.05


def test_what_was_written_is_there_when_it_is_opened_again(tmp_path: Path) -> None:
    with closing(open_store(tmp_path / "new" / "folder" / "store.db")) as store:
        store.save_run(values.a_run())
        store.add_hypotheses("run-1", [values.a_hypothesis()])
    with closing(open_store(tmp_path / "new" / "folder" / "store.db")) as store:
        assert store.hypotheses("run-1") == [values.a_hypothesis()]


def test_a_path_may_be_a_text_or_a_url_and_hold_any_character(tmp_path: Path) -> None:
    path = tmp_path / "a b?mode=ro#ü%20;.db"
    with closing(open_store(path)) as store:
        store.save_run(values.a_run())
    assert path.is_file()
    with closing(open_store(str(path))) as store:
        assert store.run("run-1") == values.a_run()
    with closing(open_store(path, read_only=True)) as store:
        assert store.run("run-1") == values.a_run()
    with closing(open_store(f"sqlite:///{tmp_path}/plain.db")):
        assert (tmp_path / "plain.db").is_file()


def test_every_connection_is_set_up_for_two_processes(tmp_path: Path) -> None:
    with closing(connect(tmp_path / "store.db")) as database:
        for _ in range(2):
            with database.reading() as connection:
                asked = ("journal_mode", "busy_timeout", "foreign_keys", "synchronous")
                found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in asked}
            assert found == {"journal_mode": "wal", "busy_timeout": 30_000, "foreign_keys": 1, "synchronous": 1}
            database.engine.dispose()


def test_a_store_opened_for_reading_is_read_and_not_written(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    with closing(open_store(path)) as store:
        store.save_run(values.a_run())
    with closing(open_store(path, read_only=True)) as store:
        assert store.runs() == [values.a_run()]
        with pytest.raises(FileError, match="reading only"):
            store.save_run(values.a_run("run-2"))
        with pytest.raises(FileError, match="reading only"):
            store.add_events("run-1", [values.an_event()])


def test_a_store_in_a_folder_that_cannot_be_written_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a?b%20.db"
    with closing(open_store(path)) as store:
        store.save_run(values.a_run())
    monkeypatch.setattr(os, "access", lambda *_: False)  # the tests may run as root, who can write anywhere
    with closing(open_store(path, read_only=True)) as store:
        assert store.runs() == [values.a_run()]
        assert list(tmp_path.iterdir()) == [path], "the log's files are not needed"


def test_a_reader_sees_what_a_writer_adds_meanwhile(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    with closing(open_store(path)) as writer, closing(open_store(path, read_only=True)) as reader:
        writer.save_run(values.a_run())
        assert reader.runs() == [values.a_run()]


@pytest.mark.parametrize("location", ["missing.db", ":memory:"])
def test_there_has_to_be_something_to_read(tmp_path: Path, location: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(NotFoundError):
        open_store(location, read_only=True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "content", [b"This is a lab diary, not a database.\n" * 40, b"SQLite format 3\x00" + b"\xff" * 200]
)
def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "diary.txt"
    path.write_bytes(content)
    with pytest.raises(FileError, match="cannot be used"):
        open_store(path)
    assert path.read_bytes() == content


def test_another_programs_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "zotero.sqlite"
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE items (id)")
    before = path.read_bytes()
    with pytest.raises(FileError, match=r"belongs to something else.*items"):
        open_store(path)
    assert path.read_bytes() == before


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileError):
        open_store(tmp_path)


def test_a_path_below_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(FileError):
        open_store(tmp_path / "file" / "store.db")


@pytest.mark.parametrize(
    "location",
    ["", "mysql://root:secret@localhost/db", "http://example.org/x", "sqlite:///a.db?mode=ro", "postgresql://h:port/x"],
)
def test_a_url_that_cannot_be_used_is_refused_without_its_password(location: str) -> None:
    with pytest.raises(SettingsError) as caught:
        open_store(location)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg", "postgresql+psycopg2"])
def test_postgresql_is_only_a_url(scheme: str) -> None:
    url = read_location(f"{scheme}://ada@db.example.org/lab?sslmode=require")
    assert str(url) == "postgresql+psycopg://ada@db.example.org/lab?sslmode=require"


def test_a_server_that_does_not_answer_is_a_failed_service_and_its_password_stays_secret() -> None:
    pytest.importorskip("psycopg", reason="psycopg is not installed: reaching PostgreSQL was not tested")
    with pytest.raises(ServiceError) as caught:
        open_store("postgresql://ada:secret@127.0.0.1:1/lab")
    assert "secret" not in str(caught.value)


def test_a_missing_driver_is_named_with_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(OptionalDependencyError, match=r"coscientist\[postgres\]"):
        open_store("postgresql://ada@127.0.0.1:1/lab")
