import pytest
from fastapi.testclient import TestClient

from coscientist.app.campaign import Campaign
from coscientist.domain.brief import Brief
from coscientist.server.app import create_app
from tests.experiments.values import rows_of
from tests.server.conftest import TOKEN

RUN = "run-20260101-abcdef"


def test_runs_are_listed(client: TestClient) -> None:
    (found,) = client.get("/api/v1/runs").json()["runs"]
    assert (found["id"], found["status"]) == (RUN, "done")


def test_a_run_is_given_with_its_plan_and_seed(client: TestClient) -> None:
    found = client.get(f"/api/v1/runs/{RUN}").json()
    assert found["plan"]["goal"].startswith("Find interventions")
    assert found["seed"] == 0
    assert found["usage"]["calls"] == 0


def test_hypotheses_are_given_as_the_artefact_has_them(client: TestClient, campaign: Campaign) -> None:
    from coscientist.app.artefacts import hypotheses

    assert client.get(f"/api/v1/runs/{RUN}/hypotheses").json() == hypotheses(campaign.record(RUN))


def test_a_brief_is_given_whole(client: TestClient, brief: Brief) -> None:
    found = client.get(f"/api/v1/briefs/{brief.brief_id}")
    assert Brief.model_validate(found.json()) == brief


def test_the_table_to_fill_in_is_given_as_csv(client: TestClient, brief: Brief) -> None:
    found = client.get(f"/api/v1/briefs/{brief.brief_id}/template")
    assert found.headers["content-type"] == "text/csv; charset=utf-8"
    assert {row["brief_id"] for row in rows_of(found.text)} == {brief.brief_id}


@pytest.mark.parametrize(
    "address",
    [
        "/api/v1/runs/run-20260101-nobody",
        "/api/v1/runs/run-20260101-nobody/hypotheses",
        "/api/v1/briefs/nobody",
        "/api/v1/briefs/nobody/template",
        "/api/v1/nothing",
        "/",
        "/docs",
        "/api/v1/briefs/..%2f..%2fetc%2fpasswd",
        "/api/v1/briefs/%2e%2e/%2e%2e/coscientist.db",
    ],
)
def test_what_is_not_there_is_said_to_be_not_there(client: TestClient, address: str) -> None:
    found = client.get(address)
    assert found.status_code == 404
    assert set(found.json()) == {"error", "hint"}


@pytest.mark.parametrize("name", ["..", "%00", "a%20b", "x" * 300, "%3Cscript%3E", "..%5c..%5cwindows"])
def test_a_name_that_can_be_no_id_is_refused(client: TestClient, name: str) -> None:
    found = client.get(f"/api/v1/briefs/{name}")
    assert found.status_code in (404, 422)
    assert set(found.json()) == {"error", "hint"}


def test_a_method_that_is_not_offered_is_answered_in_the_same_form(client: TestClient) -> None:
    found = client.delete(f"/api/v1/runs/{RUN}")
    assert (found.status_code, set(found.json())) == (405, {"error", "hint"})


def test_the_interface_is_described(client: TestClient) -> None:
    assert "/api/v1/briefs/{brief_id}/results" in client.get("/api/v1/openapi.json").json()["paths"]


def test_an_unforeseen_failure_tells_nothing_of_the_machine(
    campaign: Campaign, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise RuntimeError(f"secret in {campaign.workspace.folder}")

    monkeypatch.setattr(campaign, "runs", fail)
    client = TestClient(create_app(campaign, TOKEN), raise_server_exceptions=False)
    found = client.get("/api/v1/runs", headers={"Authorization": f"Bearer {TOKEN}"})
    assert found.status_code == 500
    assert found.json() == {"error": "The server failed.", "hint": "What happened is in the server's log."}
