"""Another process adds, vetoes and reviews while a run is under way; the run takes it up at its next step."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from coscientist.app.campaign import Campaign
from tests.app.conftest import kidney_plan
from tests.support.small_world import SmallWorld

STEP_IN = (
    "import sys; from pathlib import Path; from tests.support.other_terminal import step_in; step_in(Path(sys.argv[1]))"
)
ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.slow
def test_what_another_process_puts_in_is_taken_up(own_workspace: Path, small_world: SmallWorld) -> None:
    stepped: list[str] = []

    def listen(event: Any) -> None:
        if (event.stage, event.kind) == ("tournament", "round") and not stepped:
            done = subprocess.run(
                [sys.executable, "-c", STEP_IN, str(own_workspace)],
                cwd=ROOT, capture_output=True, text=True, timeout=300, check=False,
            )  # fmt: skip
            stepped.append(done.stderr if done.returncode else "")

    with Campaign(own_workspace) as campaign:
        record = campaign.run(kidney_plan(campaign, small_world), listeners=(listen,))
    with Campaign(own_workspace) as campaign:
        record = campaign.record(record.id)
        assert stepped == [""]
        added = [entry for entry in record.entries if entry.hypothesis.strategy == "user"]
        assert len(added) == 1
        assert added[0].reviews
        vetoed = [entry for entry in record.entries if entry.decision and entry.decision.by == "person:Ada"]
        assert [entry.rank for entry in vetoed] == [None]
        reviews = [review for entry in record.entries for review in entry.reviews if review.reviewer == "person:Ada"]
        assert [review.scores for review in reviews] == [{"feasibility": 0.1}]
