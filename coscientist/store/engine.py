"""Connections: what SQLite and PostgreSQL each need before the same SQL runs on both."""

import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import cached_property
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from coscientist.domain.errors import (
    CoscientistError,
    FileError,
    OptionalDependencyError,
    SettingsError,
)
from coscientist.store.failures import explained
from coscientist.store.sqlite import WRITING, path_of, sqlite_engine
from coscientist.store.tables import PAYLOADS_AS_TEXT

CONNECT_SECONDS = 10
UPGRADE_LOCK = 0x636F7363
"""Key of PostgreSQL's advisory lock that lets one process at a time change the tables ("cosc" in ASCII)."""


class Database:
    """An engine, and how transactions on it begin and end. Safe to share between threads, not across a fork."""

    def __init__(self, engine: Engine, *, read_only: bool) -> None:
        self.engine = engine
        self.read_only = read_only
        self._closed = False
        self._writers = threading.RLock()  # threads queue here in order, which polling a busy file would not do
        alone = engine.url.database == ":memory:"  # one connection for all threads: they take turns reading, too
        self._readers: AbstractContextManager[Any] = self._writers if alone else nullcontext()

    @cached_property
    def name(self) -> str:
        """Where it is, without a password."""
        if self.engine.url.get_backend_name() == "sqlite":
            return str(path_of(self.engine.url))
        return self.engine.url.render_as_string(hide_password=True)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Open a transaction that sees one state of the database.

        Raises: CoscientistError when the store was closed; FileError or ServiceError when the database fails.
        """
        self._ensure_open()
        with explained(self.name), self._readers, self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Open a transaction that is written as a whole, or not at all when the block raises.

        Raises: as `reading`; and FileError when the store was opened read-only.
        """
        self._ensure_open()
        if self.read_only:
            raise FileError(
                f"The store {self.name} was opened for reading only.", "Open it without read_only=True to write."
            )
        with explained(self.name), self._writers, self.engine.connect() as connection:
            connection.execution_options(sqlite_begin=WRITING)
            with connection.begin():
                yield connection

    @contextmanager
    def changing_tables(self) -> Iterator[Connection]:
        """Open a writing transaction that keeps out every other process that wants to change the tables."""
        with self.writing() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": UPGRADE_LOCK})
            yield connection

    def close(self) -> None:
        """Close all connections; closing again does nothing."""
        self._closed = True
        self.engine.dispose()

    def _ensure_open(self) -> None:
        if self._closed:
            raise CoscientistError(f"The store {self.name} was closed.", "Open it again with open_store().")


def connect(location: str | Path, *, read_only: bool = False) -> Database:
    """Make the engine for a path or URL. PostgreSQL is first spoken to when the first transaction begins.

    Raises: NotFoundError, SettingsError, FileError or OptionalDependencyError, as `open_store` says.
    """
    url = read_location(location)
    if url.get_backend_name() == "sqlite":
        return Database(sqlite_engine(url, read_only=read_only), read_only=read_only)
    return Database(_postgresql_engine(url, read_only=read_only), read_only=read_only)


def read_location(location: str | Path) -> URL:
    """Read a path, `:memory:`, or a URL of SQLite or PostgreSQL as a URL with an absolute path and a driver.

    Raises: SettingsError when it is a URL that cannot be used.
    """
    if isinstance(location, Path) or "://" not in location:
        return _sqlite_url(str(location))
    try:
        url = make_url(location)
    except (ArgumentError, ValueError) as error:
        raise SettingsError(
            "The database URL cannot be read.", "Expected a path or postgresql+psycopg://user@host/database."
        ) from error
    backend = url.get_backend_name()
    if backend == "sqlite" and not url.query and not url.host:
        return _sqlite_url(url.database or ":memory:")
    if backend in ("postgresql", "postgres"):
        return url.set(drivername="postgresql+psycopg")
    raise SettingsError(
        f"A store cannot be kept at {url.render_as_string(hide_password=True)}.",
        "Use a path, sqlite:///path without options, or postgresql+psycopg://user@host/database.",
    )


def _sqlite_url(database: str) -> URL:
    if not database:
        raise SettingsError("The path of the store is empty.", "Name a file, or :memory: for a passing store.")
    return URL.create("sqlite", database=database if database == ":memory:" else str(Path(database).absolute()))


def _postgresql_engine(url: URL, *, read_only: bool) -> Engine:
    try:
        return create_engine(
            url,
            **PAYLOADS_AS_TEXT,
            pool_pre_ping=True,
            connect_args={"connect_timeout": CONNECT_SECONDS},
            execution_options={"postgresql_readonly": True} if read_only else {},
        )
    except ModuleNotFoundError as error:
        raise OptionalDependencyError("A store on PostgreSQL", "postgres") from error
