"""A run that is killed and resumed ends with the artefacts of an unbroken one."""

import shutil
from pathlib import Path

import pytest

from coscientist.app.campaign import Campaign
from coscientist.domain.run import RunStatus
from tests.app.conftest import kidney_plan
from tests.support.artefacts import comparable
from tests.support.killed import WHILE_WRITING, run_killed
from tests.support.small_world import SmallWorld
from tests.support.workspace import FinishedRun

MOMENTS = {
    "before anything was kept": (("propose", "stage"), 1),
    "while hypotheses are reviewed": (("review", "reviewed"), 4),
    "in the middle of the tournament": (("tournament", "round"), 3),
    "while the second cycle is proposed": (("propose", "meta-review"), 1),
    "while briefs are written": (("brief", "brief"), 1),
    "while artefacts are written": (WHILE_WRITING, 1),
}


@pytest.mark.parametrize("moment", MOMENTS)
def test_killed_and_resumed_it_is_as_if_unbroken(
    kidney_run: FinishedRun, own_workspace: Path, small_world: SmallWorld, moment: str
) -> None:
    with Campaign(own_workspace) as campaign:
        plan = kidney_plan(campaign, small_world)
    run = run_killed(own_workspace, plan, *MOMENTS[moment])
    with Campaign(own_workspace) as campaign:
        assert campaign.record(run).run.status in (RunStatus.RUNNING, RunStatus.DONE)
        campaign.resume(run)
    one = comparable(kidney_run.workspace / "runs" / kidney_run.run)
    other = comparable(own_workspace / "runs" / run)
    assert list(other) == list(one)
    for name, content in one.items():
        assert other[name] == content, name


def test_resuming_without_the_artefacts_folder_writes_it_again(own_run: FinishedRun) -> None:
    folder = own_run.workspace / "runs" / own_run.run
    before = comparable(folder)
    shutil.rmtree(folder)
    with Campaign(own_run.workspace) as campaign:
        campaign.resume(own_run.run)
    assert comparable(folder) == before
