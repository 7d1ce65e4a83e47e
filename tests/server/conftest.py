from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from coscientist.app.campaign import Campaign
from coscientist.domain.brief import Brief
from coscientist.domain.claim import Claim
from coscientist.domain.run import Run, RunStatus
from coscientist.server.app import create_app
from tests.experiments.values import CONCEPTS, CREATED, PLAN, a_brief, a_hypothesis

TOKEN = "a-token-that-nobody-guesses"
MOST_BYTES = 100_000


@pytest.fixture
def campaign(tmp_path: Path) -> Iterator[Campaign]:
    """A workspace with one run, one hypothesis and its brief."""
    with Campaign(tmp_path / "workspace") as found:
        run = Run(id="run-20260101-abcdef", plan=PLAN, status=RunStatus.DONE, started_at=CREATED)
        hypothesis = a_hypothesis()
        found.store.save_run(run)
        found.store.add_hypotheses(run.id, [hypothesis])
        found.store.add_evidence(run.id, concepts=CONCEPTS.values(), claims=list[Claim]())
        found.store.save_brief(run.id, a_brief(hypothesis, run_id=run.id))
        yield found


@pytest.fixture
def brief(campaign: Campaign) -> Brief:
    return campaign.store.briefs("run-20260101-abcdef")[0]


@pytest.fixture
def anybody(campaign: Campaign) -> TestClient:
    """A client without a token, who gets the server's answer even where it fails."""
    return TestClient(create_app(campaign, TOKEN, most_bytes=MOST_BYTES), raise_server_exceptions=False)


@pytest.fixture
def client(anybody: TestClient) -> TestClient:
    """A client with the token."""
    anybody.headers["Authorization"] = f"Bearer {TOKEN}"
    return anybody
