"""A small literature, one run over it a session, and the command line to look at it with."""

import os
import shutil
from pathlib import Path

import pytest

from coscientist.app.campaign import Campaign
from coscientist.app.library.adopting import adopt
from coscientist.literature.embedders import UniversalSentenceEncoder
from tests.cli.calling import CommandLine
from tests.support.model_world import GOAL, write_pack
from tests.support.workspace import FinishedRun

CORPUS = "kinases"


@pytest.fixture(autouse=True)
def plain_surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Keep what the machine has set out of the tests, and what they write out of the checkout."""
    for name in [name for name in os.environ if name.startswith("COSCIENTIST_")]:
        monkeypatch.delenv(name)
    for name in ("VISUAL", "EDITOR", "NO_COLOR", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    """Give the command line where there is no workspace yet."""
    return CommandLine(capsys, monkeypatch)


@pytest.fixture(scope="session")
def small_literature(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a workspace with a small corpus loaded; not to be written to."""
    folder = tmp_path_factory.mktemp("small")
    with Campaign(folder / "workspace") as campaign:
        adopt(campaign.workspace, write_pack(folder), name=CORPUS, embedder=UniversalSentenceEncoder())
    return folder / "workspace"


@pytest.fixture(scope="session")
def small_run(small_literature: Path, tmp_path_factory: pytest.TempPathFactory) -> FinishedRun:
    """Give a run over the small corpus that was carried to its end; not to be changed."""
    folder = tmp_path_factory.mktemp("run") / "workspace"
    shutil.copytree(small_literature, folder)
    with Campaign(folder) as campaign:
        record = campaign.run(GOAL, profile_name="quick", corpora=(CORPUS,))
        return FinishedRun(folder, record.run.id)


@pytest.fixture
def on_literature(cli: CommandLine, small_literature: Path, tmp_path: Path) -> CommandLine:
    """Give the command line on a workspace of the test's own that holds the small corpus."""
    cli.workspace = tmp_path / "workspace"
    shutil.copytree(small_literature, cli.workspace)
    return cli


@pytest.fixture
def on_run(cli: CommandLine, small_run: FinishedRun) -> CommandLine:
    """Give the command line on the finished run, for commands that only look."""
    cli.workspace = small_run.workspace
    return cli


@pytest.fixture
def on_own_run(cli: CommandLine, small_run: FinishedRun, tmp_path: Path) -> CommandLine:
    """Give the command line on a copy of the finished run that the test may change."""
    cli.workspace = tmp_path / "workspace"
    shutil.copytree(small_run.workspace, cli.workspace)
    return cli
