"""Tables, their revisions, and going from one to the next."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from coscientist.domain.errors import CoscientistError, FileError
from coscientist.store import open_store, revise, schema
from coscientist.store.engine import Database, connect
from coscientist.store.tables import VERSION_TABLE, metadata
from tests.store import values

NEXT = '''"""A column that a later version might want."""

import sqlalchemy as sa
from alembic import op

revision = "9999"
down_revision = "{head}"


def upgrade() -> None:
    with op.batch_alter_table("matches") as matches:
        matches.add_column(sa.Column("judge", sa.String(), nullable=False, server_default="unknown"))
'''


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """Give a database without tables."""
    place = tmp_path / "store.db" if request.param == "sqlite" else request.getfixturevalue("postgres_url")
    with closing(connect(place)) as database:
        yield database


@pytest.fixture
def a_later_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pretend that the code has one more revision."""
    later = tmp_path / "migrations"
    shutil.copytree(schema.MIGRATIONS, later, ignore=shutil.ignore_patterns("__pycache__"))
    (later / "versions" / "r9999.py").write_text(NEXT.format(head=schema.REVISIONS[-1]))
    monkeypatch.setattr(schema, "MIGRATIONS", later)
    monkeypatch.setattr(schema, "REVISIONS", (*schema.REVISIONS, "9999"))


def location(database: Database) -> str:
    return database.engine.url.render_as_string(hide_password=False)


def test_the_code_knows_all_revisions_in_their_order() -> None:
    script = ScriptDirectory.from_config(schema.migrations())
    assert tuple(step.revision for step in reversed(list(script.walk_revisions()))) == schema.REVISIONS


def test_the_migrations_make_the_tables_that_the_code_describes(database: Database) -> None:
    schema.bring_up_to_date(database)
    with database.reading() as connection:
        options = {"version_table": VERSION_TABLE, "compare_type": True, "compare_server_default": True}
        assert compare_metadata(MigrationContext.configure(connection, opts=options), metadata) == []


@pytest.mark.parametrize("start", schema.REVISIONS)
def test_a_store_made_by_any_revision_is_opened_with_what_it_holds(database: Database, start: str) -> None:
    with database.changing_tables() as connection:
        schema.upgrade(connection, start)
        run, match = values.a_run(), values.a_match()
        insert = "INSERT INTO runs (id, status, payload) VALUES ('run-1', 'running', :payload)"
        connection.execute(text(insert), {"payload": run.model_dump_json()})
        insert = "INSERT INTO matches (run_id, id, sequence, payload) VALUES ('run-1', 'mat-1', 1, :payload)"
        connection.execute(text(insert), {"payload": match.model_dump_json()})
    with closing(open_store(location(database))) as store:
        assert (store.run("run-1"), store.matches("run-1")) == (run, [match])
        store.add_matches("run-1", [values.a_match("mat-2")])
    with database.reading() as connection:
        assert schema.revision(connection) == schema.REVISIONS[-1]


def test_an_older_store_is_upgraded_when_it_is_opened(
    database: Database, a_later_version: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as earlier:
        earlier.setattr(schema, "REVISIONS", schema.REVISIONS[:-1])
        with database.changing_tables() as connection:
            schema.upgrade(connection, schema.REVISIONS[-1])
        with closing(open_store(location(database))) as store:
            store.save_run(values.a_run())
            store.add_matches("run-1", [values.a_match()])
    with closing(open_store(location(database))) as store:
        assert store.matches("run-1") == [values.a_match()]
    with database.reading() as connection:
        assert schema.revision(connection) == "9999"
        assert connection.scalar(text("SELECT judge FROM matches")) == "unknown"


def test_an_older_store_is_not_upgraded_by_a_reader(
    database: Database, a_later_version: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    with database.changing_tables() as connection:
        schema.upgrade(connection, schema.REVISIONS[0])
    with pytest.raises(FileError, match="older version"):
        open_store(location(database), read_only=True)
    with database.reading() as connection:
        assert schema.revision(connection) == schema.REVISIONS[0]


def test_an_upgrade_that_fails_leaves_the_store_as_it_was(database: Database, a_later_version: None) -> None:
    with database.changing_tables() as connection:
        schema.upgrade(connection, schema.REVISIONS[0])
    broken = schema.MIGRATIONS / "versions" / "r9999.py"
    broken.write_text(broken.read_text() + "    raise RuntimeError('power cut')\n")
    with pytest.raises(RuntimeError, match="power cut"):
        schema.bring_up_to_date(database)
    with database.reading() as connection:
        assert schema.revision(connection) == schema.REVISIONS[0]
        columns = connection.execute(text("SELECT * FROM matches")).keys()
    assert "judge" not in columns


@pytest.mark.parametrize("read_only", [False, True])
def test_a_store_made_by_a_newer_version_is_refused(database: Database, read_only: bool) -> None:
    schema.bring_up_to_date(database)
    with database.writing() as connection:
        connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = '2031a'"))
    with pytest.raises(FileError, match="'2031a'") as caught:
        open_store(location(database), read_only=read_only)
    assert "newer version of coscientist" in caught.value.hint


def test_tables_of_the_same_names_without_a_revision_are_refused(database: Database) -> None:
    with database.writing() as connection:
        connection.execute(text("CREATE TABLE runs (id INTEGER)"))
    with pytest.raises(FileError, match="belongs to something else"):
        schema.bring_up_to_date(database)


def test_a_value_of_a_run_that_is_not_there_breaks_the_foreign_key(tmp_path: Path) -> None:
    open_store(tmp_path / "store.db").close()
    with closing(sqlite3.connect(tmp_path / "store.db")) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        with pytest.raises(sqlite3.IntegrityError):
            connection.execute("INSERT INTO matches (run_id, id, sequence, payload) VALUES ('x', 'y', 1, '{}')")


def test_a_stored_value_of_another_shape_is_refused_with_the_field(database: Database) -> None:
    with closing(open_store(location(database))) as store:
        store.save_run(values.a_run())
        store.add_matches("run-1", [values.a_match()])
        with database.writing() as connection:
            connection.execute(text("UPDATE matches SET payload = :payload"), {"payload": '{"id": "mat-1"}'})
        with pytest.raises(CoscientistError, match=r"stored Match .* first"):
            store.matches("run-1")


def test_a_draft_of_the_next_revision_needs_no_change_of_the_tables_as_they_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "migrations"
    shutil.copytree(schema.MIGRATIONS, copy, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(schema, "MIGRATIONS", copy)
    revise.draft("Nothing new")
    number = f"{len(schema.REVISIONS) + 1:04}"
    drafted = (copy / "versions" / f"r{number}_nothing_new.py").read_text()
    assert f'revision = "{number}"' in drafted
    assert f'down_revision = "{schema.REVISIONS[-1]}"' in drafted
    assert "op." not in drafted.split("def upgrade")[1]
