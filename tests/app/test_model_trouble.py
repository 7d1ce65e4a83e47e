"""A run whose language model fails, misbehaves or is not there: what is kept, and what is said."""

import asyncio
import json
from pathlib import Path

import pytest

from coscientist.app.campaign import Campaign
from coscientist.app.views.summary import exit_code
from coscientist.domain.errors import ServiceError, SettingsError
from coscientist.domain.match import Outcome
from coscientist.domain.run import RunStatus
from tests.support.fault_endpoint import FaultEndpoint
from tests.support.faults import Faults, schema_name_of
from tests.support.model_runs import (
    CANARY,
    answered,
    artefacts,
    finished,
    plan_for,
    through,
)
from tests.support.model_world import small_pack

__all__ = ["small_pack"]


def test_instructions_in_a_passage_stay_data_and_no_secret_gets_out(
    small_pack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LAB_TOKEN", CANARY + "-lab")
    with FaultEndpoint(answer=answered) as endpoint:
        done = finished(tmp_path / "workspace", small_pack, through(endpoint), hypotheses=4)
        bodies = list(endpoint.bodies)
    prompts = [message["content"] for body in bodies for message in body["messages"]]
    planted = [prompt for prompt in prompts if "ignore all earlier instructions" in prompt]
    assert planted
    for prompt in planted:
        before, _, _ = prompt.partition("ignore all earlier instructions")
        assert before.rfind("<data ") > before.rfind("</data ")
    assert not any(CANARY in prompt for prompt in prompts)
    assert not any("tools" in body or "functions" in body for body in bodies)
    assert CANARY not in artefacts(done.folder)


def test_under_mixed_faults_a_run_ends_with_artefacts_and_no_invented_verdict(small_pack: Path, tmp_path: Path) -> None:
    faults = Faults(bad_json=0.3, throttle=0.2, server_error=0.1, refusal=0.05, cut=0.05, hang=0.05, retry_after=0.01)
    with FaultEndpoint(faults, answer=answered) as endpoint:
        done = finished(tmp_path / "workspace", small_pack, through(endpoint))
        received = endpoint.counts["received"]
    assert done.record.run.status is RunStatus.DONE
    assert json.loads((done.folder / "run.json").read_text())["usage"]["calls"] == received
    verdicts = [match for match in done.record.matches if match.judge.startswith("model:")]
    assert any(match.outcome is not Outcome.NO_RESULT for match in verdicts)
    for match in verdicts:
        assert (match.outcome is Outcome.NO_RESULT) == match.reason.startswith("No verdict, because of ")
    assert all(entry.rating is not None and entry.rating.matches for entry in done.record.in_play)
    assert done.record.briefs


def test_a_judge_that_never_answers_decides_nothing(small_pack: Path, tmp_path: Path) -> None:
    faults = Faults(fails_for=lambda body: schema_name_of(body) == "PairVerdict")
    with FaultEndpoint(faults, answer=answered) as endpoint:
        done = finished(tmp_path / "workspace", small_pack, through(endpoint), hypotheses=4)
    verdicts = [match for match in done.record.matches if match.judge.startswith("model:")]
    assert verdicts
    assert {match.outcome for match in verdicts} == {Outcome.NO_RESULT}
    assert done.record.run.status is RunStatus.DONE
    assert any(event.kind == "skipped" and event.stage == "tournament" for event in done.record.events)


def test_when_no_reply_comes_at_all_the_run_says_so_and_keeps_the_embedded_work(
    small_pack: Path, tmp_path: Path
) -> None:
    with FaultEndpoint(Faults(server_error=1.0), answer=answered) as endpoint:
        done = finished(tmp_path / "workspace", small_pack, through(endpoint), hypotheses=4)
    assert done.record.run.status is RunStatus.FAILED
    assert exit_code(done.record.run.status) == 4
    assert "gave no reply" in done.record.run.ended_because
    assert done.record.in_play
    assert (done.folder / "report.html").is_file()


def test_a_server_that_is_not_there_is_noticed_before_the_run(
    small_pack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OLLAMA_API_BASE", f"http://127.0.0.1:{free_port()}")
    with Campaign(tmp_path / "workspace") as campaign:
        plan = plan_for(campaign, small_pack, model="ollama/llama3.1")
        with pytest.raises(ServiceError, match="No server answers"):
            campaign.run(plan)
        assert campaign.runs() == []


def test_a_role_that_no_model_serves_is_noticed_before_the_run(small_pack: Path, tmp_path: Path) -> None:
    with Campaign(tmp_path / "workspace") as campaign:
        plan = plan_for(campaign, small_pack, model="ranking/*=ollama/llama3.1")
        with pytest.raises(SettingsError, match="No model is set for the role"):
            campaign.run(plan)
        assert campaign.runs() == []


@pytest.mark.slow
@pytest.mark.parametrize(("model", "says"), [("no-such-model", "No service is known"), ("gpt-4o-mini", "needs a key")])
def test_a_name_or_a_key_that_leads_nowhere_is_noticed_before_the_run(
    small_pack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, model: str, says: str
) -> None:
    for name in ("OPENAI_API_KEY", "OPENAI_API_BASE", "OPENAI_BASE_URL"):
        monkeypatch.delenv(name, raising=False)
    with Campaign(tmp_path / "workspace") as campaign:
        plan = plan_for(campaign, small_pack, model=model)
        with pytest.raises(SettingsError, match=says):
            campaign.run(plan)
        assert campaign.runs() == []


def free_port() -> int:
    async def port() -> int:
        server = await asyncio.start_server(lambda _reader, _writer: None, "127.0.0.1", 0)
        found: int = server.sockets[0].getsockname()[1]
        server.close()
        return found

    return asyncio.run(port())
