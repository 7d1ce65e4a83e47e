"""What a run wrote, without what differs between two runs of one seed: times and the run's id."""

import json
import re
from pathlib import Path
from typing import Any

_DATE = re.compile(r"\b\d{4}-\d\d-\d\d(?:T[\d:]{8}\+00:00| \d\d:\d\d UTC)")
_TOOK = re.compile(r"\b(?:\d+ h )?(?:\d+ min )?\d+ s\b")
TIMES = frozenset({"at", "created_at", "started_at", "ended_at", "seconds"})


def read(folder: Path, name: str) -> Any:
    """Read one artefact."""
    return json.loads((folder / name).read_text(encoding="utf-8"))


def comparable(folder: Path) -> dict[str, Any]:
    """Return the JSON artefacts of a run by name, without times and the run's id."""
    run = folder.name
    found = {}
    for path in sorted([*folder.glob("*.json"), *folder.glob("briefs/*.json")]):
        text = path.read_text(encoding="utf-8").replace(run, "RUN").replace(run[-6:], "SUFFIX")
        found[path.relative_to(folder).as_posix().replace(run[-6:], "SUFFIX")] = _timeless(json.loads(text))
    lines = (folder / "events.jsonl").read_text(encoding="utf-8").replace(run, "RUN").replace(run[-6:], "SUFFIX")
    events = [_timeless(json.loads(line)) for line in lines.splitlines()]
    # The id of an event is made of its content, which holds the brief's id and so the run's.
    found["events.jsonl"] = [{key: value for key, value in event.items() if key != "id"} for event in events]
    return found


def readable(folder: Path) -> dict[str, list[str]]:
    """Return what a run wrote for people, the report and its briefs, tag by tag, without times and the run's id."""
    run = folder.name
    found = {}
    for path in [folder / "report.html", *sorted(folder.glob("briefs/*.md"))]:
        text = path.read_text(encoding="utf-8").replace(run, "RUN").replace(run[-6:], "SUFFIX")
        name = path.relative_to(folder).as_posix().replace(run[-6:], "SUFFIX")
        found[name] = _TOOK.sub("DURATION", _DATE.sub("DATE", text)).split("<")
    return found


def _timeless(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _timeless(item) for key, item in value.items() if key not in TIMES}
    return [_timeless(item) for item in value] if isinstance(value, list) else value
