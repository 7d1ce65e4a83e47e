"""Workspaces for tests that run the engine: the default corpus is loaded once a machine, a run made once a session."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

GOAL = "Find interventions that reduce tau phosphorylation in Alzheimer's disease"


@dataclass(frozen=True)
class FinishedRun:
    """A workspace with one run that was carried to its end."""

    workspace: Path
    run: str


@pytest.fixture(scope="session")
def loaded_corpora(pytestconfig: pytest.Config) -> Path:
    """Give the folder that holds the default corpus; not to be written to.

    It is kept in pytest's cache and loaded again when the pack, its reader or the format of corpora changes.
    """
    # Imported here, so that tests which need no engine do not wait for it.
    from coscientist.app.library.loading import BUILT_IN, load
    from coscientist.app.workspace import Workspace
    from coscientist.literature.embedders import UniversalSentenceEncoder

    cache = pytestconfig.cache
    assert cache is not None
    kept = Workspace(Path(cache.mkdir("corpora")))
    with _alone(kept.folder / "lock"):
        load(kept, BUILT_IN["hbp"](), UniversalSentenceEncoder())
    return kept.corpora


@pytest.fixture
def workspace(loaded_corpora: Path, tmp_path: Path) -> Path:
    """Give a workspace of the test's own, with the default corpus loaded and nothing else in it."""
    return _with_corpora(tmp_path / "workspace", loaded_corpora)


@pytest.fixture(scope="session")
def finished_run(loaded_corpora: Path, tmp_path_factory: pytest.TempPathFactory) -> FinishedRun:
    """Give a run that was carried to its end, for tests that only look."""
    from coscientist.app.campaign import Campaign

    folder = _with_corpora(tmp_path_factory.mktemp("finished") / "workspace", loaded_corpora)
    with Campaign(folder) as campaign:
        record = campaign.run(GOAL, profile_name="quick")
        return FinishedRun(folder, record.run.id)


@pytest.fixture
def copy_of_run(finished_run: FinishedRun, loaded_corpora: Path, tmp_path: Path) -> FinishedRun:
    """Give a finished run that the test may change."""
    folder = tmp_path / "workspace"
    shutil.copytree(finished_run.workspace, folder, copy_function=_link_or_copy)
    return FinishedRun(folder, finished_run.run)


def _with_corpora(folder: Path, loaded: Path) -> Path:
    shutil.copytree(loaded, folder / "corpora", copy_function=_link)
    return folder


def _link_or_copy(source: str, target: str) -> str:
    """Corpora are only read or replaced, so links do; everything else is written to."""
    return _link(source, target) if Path(source).parent.name == "corpora" else str(shutil.copy2(source, target))


def _link(source: str, target: str) -> str:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)  # another file system
    return target


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """Hold other test processes off while the corpus is loaded."""
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


__all__ = ["GOAL", "FinishedRun", "copy_of_run", "finished_run", "loaded_corpora", "workspace"]
