"""What people mean by the name of a run, a brief or a hypothesis."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from coscientist.app.campaign import Campaign
from coscientist.app.record import Entry, Record
from coscientist.app.settings import workspace_folder
from coscientist.domain.errors import NotFoundError
from coscientist.store.names import one_that_begins

LATEST = "last"
SHORTEST = 4
"""Characters from which on the middle or the end of an id will do."""


@contextmanager
def existing_campaign(workspace: Path | None) -> Iterator[Campaign]:
    """Open a workspace that is there; commands that only look make none.

    Raises: NotFoundError when there is none.
    """
    folder = workspace_folder(workspace)
    if not folder.is_dir():
        raise NotFoundError(
            f"There is no workspace at {folder}.",
            "Name another with --workspace DIR, or begin one with: coscientist run --goal TEXT",
        )
    with Campaign(folder) as campaign:
        yield campaign


def run_id(campaign: Campaign, name: str) -> str:
    """Return the id of the run that is meant: in full, by its beginning or its end, or the latest.

    Raises: NotFoundError when there is none, or more than one.
    """
    runs = campaign.runs()
    if name == LATEST and runs:
        return runs[0].id
    return _meant("run", name, [run.id for run in runs])


def brief_id(campaign: Campaign, name: str) -> str:
    """Return the id of the brief that is meant, among those of all runs.

    Raises: NotFoundError when there is none, or more than one.
    """
    try:
        campaign.store.brief_run(name)
    except NotFoundError:
        pass
    else:
        return name
    return _meant("brief", name, [brief.brief_id for run in campaign.runs() for brief in campaign.store.briefs(run.id)])


_DIGITS_OF_ID = re.compile(r"[0-9a-f]+")
"""What follows `h-` in the id of a hypothesis."""


def entry(record: Record, name: str) -> Entry:
    """Return the hypothesis that is meant: by its id, the beginning of it, or its rank.

    Raises: NotFoundError when there is none, or more than one.
    """
    if name.isascii() and name.isdigit() and len(name) < SHORTEST:
        found = next((each for each in record.in_play if each.rank == int(name)), None)
        if found is None:
            raise NotFoundError(
                f"No hypothesis ranks {name} in run {record.run.id}.", f"Ranks go from 1 to {len(record.in_play)}."
            )
        return found
    without_prefix = bool(_DIGITS_OF_ID.fullmatch(name))
    return record.entry(f"h-{name}" if without_prefix else name)


def short(name: str) -> str:
    """Return the shortest part of a run's or brief's id by which it is found again."""
    parts = name.split("-")
    return parts[1] if parts[0] == "brief" else parts[-1]


def _meant(noun: str, name: str, known: list[str]) -> str:
    if name in known:
        return name
    within = [each for each in known if len(name) >= SHORTEST and f"-{name}" in each]
    return within[0] if len(within) == 1 else one_that_begins(noun, name, known)
