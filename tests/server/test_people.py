"""What people do to a run over HTTP is what they do on the command line, behind the same token."""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from coscientist.app.campaign import Campaign
from coscientist.domain.brief import Brief, BriefStatus
from coscientist.domain.run import RunStatus
from coscientist.server.people import MOST_BYTES
from tests.experiments.values import filled
from tests.support.model_world import GOAL, small_pack

__all__ = ["small_pack"]
RUN = "run-20260101-abcdef"


def waiting(campaign: Campaign) -> None:
    run = campaign.store.run(RUN)
    campaign.store.save_run(run.model_copy(update={"approve": True, "status": RunStatus.WAITING}))


def hypothesis_of(campaign: Campaign) -> str:
    return campaign.store.hypotheses(RUN)[0].id


def test_a_plan_is_approved_once(client: TestClient, campaign: Campaign) -> None:
    waiting(campaign)
    found = client.post(f"/api/v1/runs/{RUN}/approval", json={"yes": True, "by": "ada"})
    assert (found.status_code, found.json()["answer"]) == (200, "approved")
    assert "person:ada" in found.json()["message"]
    assert client.post(f"/api/v1/runs/{RUN}/approval", json={"yes": False}).status_code == 409


def test_a_run_that_asks_for_no_approval_needs_none(client: TestClient) -> None:
    assert client.post(f"/api/v1/runs/{RUN}/approval", json={"yes": True}).status_code == 409


def test_a_brief_is_declined_and_approved_later(client: TestClient, campaign: Campaign, brief: Brief) -> None:
    address = f"/api/v1/briefs/{brief.brief_id}/approval"
    assert client.post(address, json={"yes": False, "why": "Too dear."}).json()["status"] == "not approved"
    assert client.post(address, json={"yes": True}).json()["status"] == "approved"
    assert [item.note for item in campaign.store.brief(brief.brief_id).approvals] == ["Too dear.", ""]


def test_results_of_a_brief_that_waits_for_approval_are_not_taken_in(
    client: TestClient, campaign: Campaign, brief: Brief
) -> None:
    waiting(campaign)
    address, table = f"/api/v1/briefs/{brief.brief_id}/results", filled(brief, log2_effect=-3.0)
    held = client.post(address, content=table, headers={"Content-Type": "text/csv"})
    assert held.status_code == 409
    assert "approve" in held.json()["hint"]
    assert campaign.store.results(RUN, brief.brief_id) == []
    client.post(f"/api/v1/briefs/{brief.brief_id}/approval", json={"yes": True})
    assert campaign.store.brief(brief.brief_id).status is BriefStatus.APPROVED
    assert client.post(address, content=table, headers={"Content-Type": "text/csv"}).status_code == 201


def test_a_hypothesis_is_pinned_and_let_go(client: TestClient, campaign: Campaign) -> None:
    address = f"/api/v1/runs/{RUN}/hypotheses/{hypothesis_of(campaign)}/pin"
    assert client.post(address, json={"why": "Ours."}).json()["pin"] is True
    assert client.post(address, json={}).status_code == 409
    assert client.post(address, json={"on": False}).json()["pin"] is False


def test_a_question_is_answered_from_the_record(client: TestClient, campaign: Campaign) -> None:
    address = f"/api/v1/runs/{RUN}/hypotheses/{hypothesis_of(campaign)}/questions"
    found = client.post(address, json={"question": "What is predicted, and against which comparator?", "by": "ada"})
    assert found.status_code == 200
    assert found.json()["found"], "without a model, what the record has"
    assert any("person:ada asked" in event.message for event in campaign.store.events(RUN))
    assert client.post(address, json={"question": "How is sarin made?"}).status_code == 422


def test_an_interview_asks_and_its_answers_change_the_plan(
    client: TestClient, campaign: Campaign, small_pack: Path
) -> None:
    corpus = campaign.plan(GOAL, corpora=(str(small_pack),)).corpora[0]
    new = client.post("/api/v1/interviews", json={"goal": GOAL, "corpora": [corpus], "profile": "quick"})
    assert new.status_code == 201
    number = next(item["number"] for item in new.json()["questions"] if item["about"] == "avoid")
    address = f"/api/v1/interviews/{new.json()['run']}/answers"
    assert client.post(address, json={"answers": {"99": "x"}}).status_code == 404
    told = client.post(address, json={"answers": {str(number): "caffeine"}, "by": "ada"}).json()
    assert "caffeine" in told["goal"]
    assert campaign.store.run(told["run"]).plan.excluded_concepts == ("caffeine",)
    assert client.post(address, json={"answers": {str(number): "zinc"}}).status_code == 409


@pytest.mark.parametrize("name", ["/etc", "../secrets", "docs", ".", "hbp/../../x", ""])
def test_an_interview_reads_no_files_of_the_server_s_machine(client: TestClient, name: str) -> None:
    found = client.post("/api/v1/interviews", json={"goal": GOAL, "corpora": [name]})
    assert found.status_code == 422
    assert "no corpus named" in found.json()["error"]


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b'{"yes": "perhaps"}', b'{"yes": true, "surprise": 1}'])
def test_what_is_not_as_expected_is_said(client: TestClient, brief: Brief, body: bytes) -> None:
    found = client.post(f"/api/v1/briefs/{brief.brief_id}/approval", content=body)
    assert found.status_code == 422
    assert "not as expected" in found.json()["error"]


def test_nobody_may_talk_without_end(client: TestClient, brief: Brief) -> None:
    found = client.post(f"/api/v1/briefs/{brief.brief_id}/approval", content=b" " * (MOST_BYTES + 1))
    assert found.status_code == 413


def test_the_interface_describes_what_people_may_say(client: TestClient) -> None:
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    schema = paths["/api/v1/briefs/{brief_id}/approval"]["post"]["requestBody"]["content"]["application/json"]
    assert "yes" in schema["schema"]["required"]
