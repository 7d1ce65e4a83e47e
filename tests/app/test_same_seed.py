"""The same inputs and seed give the same run, byte for byte apart from times and the run's id."""

from pathlib import Path

from coscientist.app.campaign import Campaign
from tests.app.conftest import kidney_plan
from tests.support.artefacts import comparable, readable
from tests.support.small_world import SmallWorld
from tests.support.workspace import FinishedRun


def test_the_same_seed_twice_is_the_same_run(
    kidney_run: FinishedRun, own_workspace: Path, small_world: SmallWorld
) -> None:
    with Campaign(own_workspace) as campaign:
        again = campaign.run(kidney_plan(campaign, small_world)).run.id
    assert again != kidney_run.run
    folders = kidney_run.workspace / "runs" / kidney_run.run, own_workspace / "runs" / again
    for contents in (comparable, readable):
        one, other = (contents(folder) for folder in folders)
        assert list(other) == list(one)
        for name, content in one.items():
            assert other[name] == content, name
