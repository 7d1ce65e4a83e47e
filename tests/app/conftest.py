"""Runs over the small literature on kidney fibrosis, through `Campaign`, with every tool and the real embedder."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from coscientist.app.campaign import Campaign
from coscientist.domain.goal import Plan
from tests.support.small_world import GOAL, SmallWorld
from tests.support.workspace import FinishedRun

NUMBERS: dict[str, Any] = {"hypotheses": 6, "cycles": 2, "briefs": 2}
"""A run of some seconds that has every step of a long one."""


def kidney_plan(campaign: Campaign, world: SmallWorld, **changed: Any) -> Plan:
    """Plan a short run on the small literature."""
    return campaign.plan(GOAL, corpora=[str(world.pack)]).model_copy(update={**NUMBERS, **changed})


@pytest.fixture(scope="session")
def kidney_workspace(small_world: SmallWorld, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a workspace with the small literature loaded; not to be written to."""
    folder = tmp_path_factory.mktemp("kidney") / "workspace"
    with Campaign(folder) as campaign:
        kidney_plan(campaign, small_world)
    return folder


@pytest.fixture(scope="session")
def kidney_run(
    kidney_workspace: Path, small_world: SmallWorld, tmp_path_factory: pytest.TempPathFactory
) -> FinishedRun:
    """Give a run of two cycles that was carried to its end; not to be changed."""
    folder = tmp_path_factory.mktemp("run") / "workspace"
    shutil.copytree(kidney_workspace, folder)
    with Campaign(folder) as campaign:
        return FinishedRun(folder, campaign.run(kidney_plan(campaign, small_world)).run.id)


@pytest.fixture
def own_workspace(kidney_workspace: Path, tmp_path: Path) -> Path:
    """Give a workspace of the test's own with the small literature loaded."""
    shutil.copytree(kidney_workspace, tmp_path / "workspace")
    return tmp_path / "workspace"


@pytest.fixture
def own_run(kidney_run: FinishedRun, tmp_path: Path) -> FinishedRun:
    """Give a finished run that the test may change."""
    shutil.copytree(kidney_run.workspace, tmp_path / "workspace")
    return FinishedRun(tmp_path / "workspace", kidney_run.run)
