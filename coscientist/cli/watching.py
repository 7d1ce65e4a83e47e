"""Taking in results packages as they arrive in a folder."""

import json
from pathlib import Path

from coscientist.app.campaign import Campaign
from coscientist.app.laboratory import results
from coscientist.cli.views.terminal import SafeConsole, styled, write
from coscientist.domain.errors import CoscientistError, ExitCode, FileError

_SUFFIXES = (".csv", ".zip")
_State = tuple[int, int]
"""Newest change in nanoseconds and number of bytes."""


class Watch:
    """Looks into a folder again and again; takes a package once it no longer grows.

    Raises: FileError when there is no such folder.
    """

    def __init__(self, campaign: Campaign, folder: Path, err: SafeConsole, *, as_json: bool) -> None:
        if not folder.is_dir():
            raise FileError(f"There is no folder {folder}.", "Name the folder in which packages arrive.")
        self._campaign, self._folder, self._err, self._as_json = campaign, folder, err, as_json
        self._seen: dict[Path, _State] = {}
        self._done: dict[Path, _State] = {}
        self.exit_code = int(ExitCode.DONE)

    def waiting(self) -> str:
        """Say for how many briefs a package would be taken."""
        count = len(self._briefs())
        return f"results of {count} brief{'' if count == 1 else 's'}"

    def look(self, *, settled: bool = False) -> None:
        """Take in what has arrived; `settled` takes also what has only just been seen."""
        for path in sorted(self._folder.iterdir()):
            if path.name.startswith(".") or not (path.is_dir() or path.suffix.lower() in _SUFFIXES):
                continue
            state = _state(path)
            if state is None:
                continue
            grown = self._seen.get(path) != state
            self._seen[path] = state
            if self._done.get(path) == state or (grown and not settled):
                continue
            self._done[path] = state
            self._take(path)

    def _take(self, path: Path) -> None:
        briefs = [brief for brief in self._briefs() if brief in path.name]
        try:
            if len(briefs) != 1:
                raise FileError(
                    f"The name of {path.name} contains no brief's id.", "Name it after the brief it answers: BRIEF.csv"
                )
            report = _uploaded(self._campaign, briefs[0], path)
        except CoscientistError as error:
            self.exit_code = int(error.exit_code)
            self._tell({"file": str(path), "error": error.message, "hint": error.hint}, f"{path.name}: {error}", "red")
        else:
            self._tell({"file": str(path), **report.model_dump(mode="json")}, f"{path.name}: {report.summary()}", "")

    def _tell(self, content: dict[str, object], line: str, style: str) -> None:
        if self._as_json:
            write(json.dumps(content) + "\n")
        self._err.print(styled(line, style))

    def _briefs(self) -> list[str]:
        runs = self._campaign.runs()
        return [brief.brief_id for run in runs for brief in self._campaign.store.briefs(run.id)]


def _uploaded(campaign: Campaign, brief: str, path: Path) -> results.ResultReport:
    """Take one package in. Raises: FileError for one that cannot be read; the others wait on nobody."""
    try:
        return results.upload(campaign, brief, path)
    except OSError as error:
        raise FileError(
            f"{path.name} could not be read: {error.strerror or error}.",
            "Let this account read it; it is tried again once it changes.",
        ) from error


def _state(path: Path) -> _State | None:
    """Return how a package stands; None for one that is taken away while it is looked at."""
    try:
        files = [path] if path.is_file() else [each for each in path.rglob("*") if each.is_file()]
        stats = [each.stat() for each in files]
    except FileNotFoundError:
        return None
    return max((stat.st_mtime_ns for stat in stats), default=0), sum(stat.st_size for stat in stats)
