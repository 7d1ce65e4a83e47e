"""A goal read by the corpora that are meant and by what services answered about it."""

from collections.abc import Sequence

from coscientist.app.compose import Bench
from coscientist.app.library.asking import NOTHING_ASKED, raise_if_none_answered
from coscientist.app.library.corpora import take_in
from coscientist.app.library.embedding import chosen_embedder
from coscientist.app.library.gathering import Gathering
from coscientist.app.library.loading import Progress, Say
from coscientist.app.workspace import Workspace
from coscientist.domain.errors import GoalError
from coscientist.domain.goal import Plan


def read_goal(
    workspace: Workspace,
    gathering: Gathering,
    goal: str,
    corpora: Sequence[str],
    sources: Sequence[str],
    profile_name: str,
    until: int | None,
    progress: Progress,
    say: Say,
) -> tuple[Plan, tuple[str, ...], tuple[str, ...]]:
    """Return how a goal is read, the corpora by name, and the queries that services were asked.

    Raises: GoalError when the corpora do not speak of it; ServiceError when that may be because no service answered;
        CorpusError, FileError, SettingsError.
    """
    # By name from here on: a file that is changed later does not change the run.
    names = _taken_in(workspace, corpora, progress, say)
    asking, asked = gathering.planned(goal, sources, profile_name), NOTHING_ASKED
    if asking:
        name, asked = gathering.gather(goal, sources, asking, names, profile_name, until, progress, say)
        names = (*names, name)
    bench = Bench(workspace, names, until, progress=progress)
    try:
        return bench.read(goal), names, asking
    except GoalError:
        raise_if_none_answered(asked)
        raise
    finally:
        bench.close()


def _taken_in(workspace: Workspace, given: Sequence[str], progress: Progress, say: Say) -> tuple[str, ...]:
    """Return the names of the corpora that are meant, those of paths loaded first."""
    names = []
    for each in given:
        name, troubles = take_in(workspace, each, embedder=chosen_embedder(workspace.folder), progress=progress)
        names.append(name)
        for line in troubles:
            say(f"Not read: {line}")
    return tuple(names)
