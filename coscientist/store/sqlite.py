"""What an SQLite file needs so that threads and processes can share it."""

import os
import sqlite3
import time
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.pool import StaticPool

from coscientist.domain.errors import FileError, NotFoundError
from coscientist.store.tables import PAYLOADS_AS_TEXT, VERSION_TABLE

BUSY_SECONDS = 30.0
"""How long a writer waits for another process's transaction; ours last milliseconds, a bulk load seconds."""
WRITING = "BEGIN IMMEDIATE"
"""Begins a transaction that will write; one that begins as a reader could fail when it turns into a writer."""
EMPTY_OR_OURS = "SELECT count(*) = 0 OR sum(name = ?) FROM sqlite_master"


def path_of(url: URL) -> Path:
    """Return the file, or `:memory:`."""
    return Path(str(url.database))


def sqlite_engine(url: URL, *, read_only: bool) -> Engine:
    """Make the engine; its folder is made when it is to be written.

    Raises: NotFoundError when there is nothing to be read; FileError when the folder cannot be made.
    """
    path = path_of(url)
    if url.database == ":memory:":
        if read_only:
            raise NotFoundError("A store in memory is new and has nothing to be read.", "Name a file.")
        # Threads share the one connection, because another connection would be another database.
        engine = create_engine(url, **PAYLOADS_AS_TEXT, poolclass=StaticPool, connect_args={"check_same_thread": False})
    else:
        if not read_only:
            _make_folder(path.parent)
        elif not path.is_file():
            raise NotFoundError(f"There is no store at {path}.", "Check the path of the workspace.")
        engine = create_engine(url, **PAYLOADS_AS_TEXT, **(_as_archive(path) if read_only else {}))

    @event.listens_for(engine, "connect")
    def set_up(connection: Any, _record: Any) -> None:
        _set_up(connection, read_only=read_only)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(connection.get_execution_options().get("sqlite_begin", "BEGIN"))

    return engine


def _set_up(connection: sqlite3.Connection, *, read_only: bool) -> None:
    # Transactions begin where the engine says, not where the driver guesses from the statement.
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout = {int(BUSY_SECONDS * 1000)}")
    connection.execute("PRAGMA foreign_keys = ON")
    if read_only:
        connection.execute("PRAGMA query_only = ON")
    elif connection.execute(EMPTY_OR_OURS, (VERSION_TABLE,)).fetchone()[0]:
        # The mode stays in the file: another program's file, named by mistake, is left as it is.
        _write_ahead(connection)
        # A crash of the process then loses nothing, a power cut at most the last transactions.
        connection.execute("PRAGMA synchronous = NORMAL")


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Turn the write-ahead log on; the busy timeout does not hold for this one change of the file."""
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.002)


def _as_archive(path: Path) -> dict[str, Any]:
    """Open a finished file in a folder that nobody here can write to, where the log's files could not be made.

    Limits: while another machine writes the file, what is read may be inconsistent.
    """
    if os.access(path.parent, os.W_OK) or path.with_name(f"{path.name}-wal").exists():
        return {}
    address = f"{path.as_uri()}?immutable=1"
    return {"creator": lambda: sqlite3.connect(address, uri=True, check_same_thread=False)}


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileError(f"The folder {folder} cannot be made: {error.strerror}.", "Name another path.") from error
