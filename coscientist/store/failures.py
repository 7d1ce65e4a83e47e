"""What a database's errors mean to the person who has to deal with them."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DataError, DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as NoFreeConnectionError

from coscientist.domain.errors import CoscientistError, FileError, ServiceError

_UNUSABLE_FILE = frozenset({"SQLITE_NOTADB", "SQLITE_CORRUPT", "SQLITE_CANTOPEN", "SQLITE_READONLY", "SQLITE_PERM"})
_BUSY = frozenset({"SQLITE_BUSY", "SQLITE_LOCKED"})


class WrittenMeanwhileError(ServiceError):
    """Another process wrote the same identity first; trying again finds it there."""


@contextmanager
def explained(name: str) -> Iterator[None]:
    """Turn the errors of the database called `name` into ours.

    Raises: WrittenMeanwhileError when an identity is taken; FileError when the file is no database, is damaged or
        cannot be opened; ServiceError when the database is locked for too long, cannot be reached or fails;
        CoscientistError when a text cannot be stored.
    """
    try:
        yield
    except IntegrityError as error:
        raise WrittenMeanwhileError(
            f"The database {name} was changed by another process at the same time.", "Try again."
        ) from error
    except (DataError, UnicodeEncodeError) as error:
        raise CoscientistError(
            f"The database {name} cannot hold a text as it is.",
            "Remove NUL characters and unpaired surrogates; PostgreSQL stores neither.",
        ) from error
    except NoFreeConnectionError as error:
        raise ServiceError(
            f"All connections to {name} are in use.", "Use fewer threads at once, or close readers sooner."
        ) from error
    except DBAPIError as error:
        raise _meaning(name, error) from error


def _meaning(name: str, error: DBAPIError) -> CoscientistError:
    code = getattr(error.orig, "sqlite_errorname", "")
    kind = "_".join(code.split("_")[:2])  # SQLITE_READONLY_DBMOVED is a kind of SQLITE_READONLY
    said = " ".join(str(error.orig).split())
    if kind in _BUSY:
        return ServiceError(
            f"The database {name} stayed locked by another process.", "Wait for it to end, or end it, and try again."
        )
    if kind in _UNUSABLE_FILE:
        return FileError(
            f"The database {name} cannot be used: {said}.",
            "Check the path, its permissions, and that it is a store; restore it from a copy when it is damaged.",
        )
    return ServiceError(f"The database {name} failed: {said}.", "Check that it is running, reachable and has room.")
