"""A run in one object: what `--json` prints and what the last lines of a run say."""

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coscientist.domain.base import Value
from coscientist.domain.errors import ExitCode
from coscientist.domain.rating import Rating
from coscientist.domain.review import novelty_of
from coscientist.domain.run import RunStatus
from coscientist.literature.searched import troubles

if TYPE_CHECKING:
    from coscientist.app.record import Entry, Record

TOP = 10
_ARTEFACTS = ("run", "hypotheses", "tournament", "evidence", "overview", "events", "report")


class Ranked(Value):
    """One hypothesis as a table shows it."""

    rank: int
    id: str
    title: str
    statement: str
    status: str
    strategy: str
    novelty: str | None
    """What the novelty search found; None: nobody searched."""
    held_known: bool = False
    """Whether a referee holds it to be known already, without a passage that states it."""
    rating: Rating | None


class BriefFiles(Value):
    """A brief with its files."""

    id: str
    hypothesis: str
    title: str
    json_file: str
    markdown_file: str


class RunSummary(Value):
    """What came out of a run."""

    run: str
    status: str
    ended_because: str
    exit_code: int
    goal: str
    continues: str | None
    counts: dict[str, int]
    """`hypotheses`, `in play`, one for each status, `votes`, `rounds`, `skipped`, `briefs`."""
    top: tuple[Ranked, ...]
    briefs: tuple[BriefFiles, ...]
    artefacts: dict[str, str]
    """Name to path, of those that are there; `folder` holds them all."""
    usage: dict[str, Any]
    caveats: tuple[str, ...]
    """What the ratings cannot tell, and what should make one doubt them."""
    diagnostics: tuple[str, ...]
    """What the tournament says of itself, good or bad."""


def summary(record: "Record", folder: Path, *, top: int = TOP) -> RunSummary:
    """Return the summary of a run whose artefacts are in `folder`."""
    run, (told, warnings) = record.run, _diagnostics(folder)
    return RunSummary(
        run=run.id,
        status=run.status.value,
        ended_because=run.ended_because,
        exit_code=exit_code(run.status) or (0 if record.entries else int(ExitCode.USER_CAN_FIX)),
        goal=run.plan.goal,
        continues=run.continues,
        counts=counts(record),
        top=tuple(ranked(entry) for entry in record.in_play[:top]),
        briefs=tuple(
            BriefFiles(
                id=brief.brief_id,
                hypothesis=brief.provenance.hypothesis,
                title=brief.title,
                json_file=str(folder / "briefs" / f"{brief.brief_id}.json"),
                markdown_file=str(folder / "briefs" / f"{brief.brief_id}.md"),
            )
            for brief in record.briefs
        ),
        artefacts=_artefacts(folder),
        usage=_usage(folder),
        caveats=(
            *record.standings.caveats(),
            *warnings,
            *(f"Not searched: {line}" for line in troubles(run.asked)),
            *(
                each.message
                for each in record.events
                if not record.entries and each.stage == "propose" and each.kind == "skipped"
            ),
        ),
        diagnostics=told,
    )


def exit_code(status: RunStatus) -> int:
    """Return the exit code that a run's status calls for."""
    ends = {
        RunStatus.BUDGET_ENDED: ExitCode.BUDGET_ENDED,
        RunStatus.FAILED: ExitCode.SERVICE_FAILED,
        RunStatus.REFUSED: ExitCode.USER_CAN_FIX,
        RunStatus.WAITING: ExitCode.USER_CAN_FIX,
    }
    return int(ends.get(status, ExitCode.DONE))


def counts(record: "Record") -> dict[str, int]:
    """Count what the run made."""
    statuses = Counter(entry.status.value for entry in record.entries)
    return {
        "hypotheses": len(record.entries),
        "in play": len(record.in_play),
        **dict(sorted(statuses.items())),
        "votes": len(record.matches),
        "rounds": len({match.round for match in record.matches if match.round > 0}),
        "skipped": sum(event.kind == "skipped" for event in record.events),
        "briefs": len(record.briefs),
    }


def ranked(entry: "Entry") -> Ranked:
    """Return one hypothesis in play as a table shows it."""
    item = entry.hypothesis
    return Ranked(
        rank=entry.rank or 0,
        id=item.id,
        title=item.title,
        statement=item.statement,
        status=entry.status.value,
        strategy=item.strategy,
        novelty=novelty(entry),
        held_known=bool((found := novelty_of(entry.reviews)) and found.opinions),
        rating=entry.rating,
    )


def novelty(entry: "Entry") -> str | None:
    """Return what the novelty search found, or None when nobody searched."""
    found = novelty_of(entry.reviews)
    return found.state.value if found else None


def _artefacts(folder: Path) -> dict[str, str]:
    found = {"folder": str(folder)}
    for name in _ARTEFACTS:
        path = next((each for each in sorted(folder.glob(f"{name}.*")) if not each.name.startswith(".")), None)
        if path is not None:
            found[name] = str(path)
    return found


def _diagnostics(folder: Path) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Read from the artefact, which is written whenever the ledger changes: to work them out again takes seconds."""
    try:
        found = json.loads((folder / "tournament.json").read_text(encoding="utf-8"))["diagnostics"]
        return tuple(found["summary"]), tuple(found["warnings"])
    except (OSError, ValueError, KeyError):
        return (), ()


def _usage(folder: Path) -> dict[str, Any]:
    try:
        usage: dict[str, Any] = json.loads((folder / "run.json").read_text(encoding="utf-8"))["usage"]
    except (OSError, ValueError, KeyError):
        return {}
    return usage
