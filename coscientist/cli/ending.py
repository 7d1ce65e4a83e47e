"""How a command ends: an exit code, and one line that says what went wrong and what to do."""

import errno
import os
import sys
import traceback
from collections.abc import Callable
from enum import IntEnum
from typing import Any

import typer

from coscientist.cli.reader import ReaderLeftError
from coscientist.domain.errors import CoscientistError, ExitCode

UsageError: type[Any] = typer.BadParameter.__mro__[1]
"""What the parser raises about options and arguments; its own name for it differs between versions."""
_FIXABLE = frozenset({errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.EDQUOT, errno.ENOENT, errno.EISDIR,
                      errno.ENOTDIR, errno.ENAMETOOLONG, errno.EEXIST, errno.EMFILE})  # fmt: skip
"""What the system refuses for reasons that the user can change."""


class Ending(IntEnum):
    """Exit codes beside those of `ExitCode`."""

    INTERNAL_ERROR = 1
    INTERRUPTED = 130


def ended(work: Callable[[], Any], *, debug: bool, as_json: bool) -> int:
    """Run a command and return its exit code; with `debug`, also show where an error comes from."""
    try:
        code = int(work() or ExitCode.DONE)
        return _told("Interrupted.", "", code, as_json) if code == Ending.INTERRUPTED else code
    except typer.Abort:
        return _told("Interrupted.", "", Ending.INTERRUPTED, as_json)
    except CoscientistError as error:
        _trace(debug)
        return _told(error.message, error.hint, error.exit_code, as_json)
    except OSError as error:
        _trace(debug)
        if error.errno not in _FIXABLE:
            return _internal(error, as_json)
        where = f": {error.filename}" if error.filename else ""
        hint = "Check the path, its permissions and the space on the disk."
        return _told(f"{error.strerror}{where}.", hint, ExitCode.USER_CAN_FIX, as_json)
    except ReaderLeftError:
        return _quietly()
    except Exception as error:  # noqa: BLE001 - the outermost edge: nobody is shown a traceback unasked
        if isinstance(error, UsageError):
            return _told(*_usage(error), ExitCode.USER_CAN_FIX, as_json)
        _trace(debug)
        return _internal(error, as_json)


def _usage(error: Any) -> tuple[str, str]:
    message = " ".join(str(error.format_message()).split())
    path = error.ctx.command_path if error.ctx is not None else "coscientist"
    return message if message.endswith((".", "?")) else f"{message}.", f"See: {path} --help"


def _trace(debug: bool) -> None:
    if debug:
        traceback.print_exc()


def _internal(error: Exception, as_json: bool) -> int:
    message = f"Internal error, {type(error).__name__}: {error}"
    return _told(message, "Run again with --debug and report what it shows.", Ending.INTERNAL_ERROR, as_json)


def _told(message: str, hint: str, code: int, as_json: bool) -> int:
    from coscientist.cli.views.plain import one_line

    text = " ".join(part for part in (one_line(message), one_line(hint)) if part)
    if sys.stderr is not None:
        _show(one_line(message), one_line(hint)) if sys.stderr.isatty() else sys.stderr.write(f"Error: {text}\n")
    if as_json:
        import json

        said = {"exit_code": int(code), "error": {"message": one_line(message), "hint": one_line(hint)}}
        sys.stdout.write(json.dumps(said, indent=1) + "\n")
    return int(code)


def _show(message: str, hint: str) -> None:
    """Show an error to a person: what, and on a line of its own what to do."""
    from coscientist.cli.views.terminal import joined, stderr, styled

    console = stderr()
    console.print(joined(styled("Error: ", "bold red"), message))
    if hint:
        console.print(joined(styled("→ ", "bold"), hint))


def _quietly() -> int:
    """Keep Python from complaining, on its way out, that nobody reads any more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return int(ExitCode.DONE)
