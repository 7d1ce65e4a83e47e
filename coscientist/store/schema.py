"""Which tables a database has, and bringing them up to date.

An up-to-date database is recognised by its version row alone; alembic is loaded only to change tables.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

from coscientist.domain.errors import FileError
from coscientist.store.engine import Database
from coscientist.store.tables import VERSION_TABLE, metadata

if TYPE_CHECKING:
    from alembic.config import Config

REVISIONS = ("0001",)
"""All revisions in `migrations/versions/`, oldest first; a test holds the two together."""
MIGRATIONS = Path(__file__).parent / "migrations"


def bring_up_to_date(database: Database) -> None:
    """Make or upgrade the tables; does nothing when the database is at the newest revision.

    Raises: FileError when the database is newer than this code, belongs to something else, or is opened read-only
        and would have to be changed.
    """
    with database.reading() as connection:
        if _is_current(connection, database.name):
            return
    if database.read_only:
        raise FileError(
            f"The store {database.name} was made by an older version and is opened for reading only.",
            "Open it once for writing to bring it up to date.",
        )
    with database.changing_tables() as connection:
        # Another process may have been first.
        if not _is_current(connection, database.name):
            upgrade(connection)


def revision(connection: Connection) -> str | None:
    """Return the revision of the tables; None when there are none of ours."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    found: str | None = connection.scalar(text(f"SELECT version_num FROM {VERSION_TABLE}"))  # noqa: S608
    return found


def upgrade(connection: Connection, target: str = "head") -> None:
    """Change the tables to `target` inside the connection's transaction."""
    from alembic import command

    config = migrations()
    config.attributes["connection"] = connection
    command.upgrade(config, target)


def migrations() -> "Config":
    """Return alembic's configuration, which needs no file."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return config


def _is_current(connection: Connection, name: str) -> bool:
    found = revision(connection)
    if found is None:
        _refuse_what_is_not_ours(connection, name)
        return False
    if found not in REVISIONS:
        raise FileError(
            f"The store {name} has tables of revision {found!r}, and this version of coscientist knows them up to "
            f"{REVISIONS[-1]!r}.",
            "Install a newer version of coscientist, or use another workspace.",
        )
    return found == REVISIONS[-1]


def _refuse_what_is_not_ours(connection: Connection, name: str) -> None:
    others = set(inspect(connection).get_table_names())
    if connection.dialect.name != "sqlite":
        others &= metadata.tables.keys()  # a server's database may be shared, a file is one program's
    if others:
        raise FileError(
            f"The database {name} belongs to something else: it holds the tables {', '.join(sorted(others)[:5])}.",
            "Name a new file, or another PostgreSQL database or schema, for the store.",
        )
