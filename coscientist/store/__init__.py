"""The repository that keeps runs: SQLModel tables over SQLite or PostgreSQL.

Nothing heavy is loaded before a store is opened.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from coscientist.ports import Store

__all__ = ["open_store"]


def open_store(location: "str | Path", *, read_only: bool = False) -> "Store":
    """Open the store at a path or a database URL, making it or bringing it up to date where needed.

    `location` is the path of an SQLite file, `:memory:`, or a URL such as `postgresql+psycopg://user@host/database`.
    A store that is opened read-only is never made, upgraded or written to; every `add_` and `save_` raises FileError.

    Raises: NotFoundError when nothing is there to be read; FileError when what is there is no store, or was made by
        a newer version; SettingsError when the URL cannot be used; OptionalDependencyError when PostgreSQL's driver
        is not installed; ServiceError when the database does not answer.
    """
    from contextlib import ExitStack

    from coscientist.store.engine import connect
    from coscientist.store.repository import SqlStore
    from coscientist.store.schema import bring_up_to_date

    with ExitStack() as on_failure:
        database = connect(location, read_only=read_only)
        on_failure.callback(database.close)
        bring_up_to_date(database)
        on_failure.pop_all()
    return SqlStore(database)
