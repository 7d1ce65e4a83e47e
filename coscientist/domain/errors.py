"""One family of errors: what was expected, what came, and what to do about it."""

from enum import IntEnum


class ExitCode(IntEnum):
    """How the command line ends; users script against these numbers."""

    DONE = 0
    USER_CAN_FIX = 2
    BUDGET_ENDED = 3
    SERVICE_FAILED = 4


class CoscientistError(Exception):
    """Something went wrong in a way that a person can be told about.

    `message` says what was expected and what came; `hint` says what to do.
    """

    exit_code = ExitCode.USER_CAN_FIX

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class GoalError(CoscientistError):
    """The research goal is empty, too long, or about something no corpus speaks of."""


class RefusedError(CoscientistError):
    """What was asked for may not be pursued; the message says which rule or list stands against it."""


class CorpusError(CoscientistError):
    """A literature pack is unknown, unreadable or malformed."""


class FileError(CoscientistError):
    """A file that the user handed in cannot be used as it is."""


class NotFoundError(CoscientistError):
    """A run, hypothesis, brief or tool of that name does not exist."""


class ConflictError(CoscientistError):
    """The same identity was written twice with different content."""


class SettingsError(CoscientistError):
    """A setting or an environment variable has a value that cannot be used."""


class OptionalDependencyError(CoscientistError):
    """A feature needs an extra that is not installed."""

    def __init__(self, feature: str, extra: str) -> None:
        super().__init__(
            f"{feature} needs an optional dependency.", f"Install it with: pip install 'coscientist[{extra}]'"
        )


class BudgetEndedError(CoscientistError):
    """A budget of calls, cost or time is used up; what exists so far has been written."""

    exit_code = ExitCode.BUDGET_ENDED


class ServiceError(CoscientistError):
    """A service failed for good: a model, a literature API, a database."""

    exit_code = ExitCode.SERVICE_FAILED
