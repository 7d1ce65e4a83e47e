"""Whatever the model does, a run ends with its artefacts, invents nothing, and accounts for every request."""

import json
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coscientist.agents.prompting import PROMPTS
from coscientist.app.models.modelling import ROLES
from coscientist.domain.hypothesis import Status
from coscientist.domain.match import Outcome
from coscientist.domain.run import RunStatus
from tests.support.fault_endpoint import FaultEndpoint
from tests.support.faults import Faults, schema_name_of
from tests.support.model_runs import Finished, answered, finished, through
from tests.support.model_world import PAIRS, answer_for, idea, passages_in, small_pack

__all__ = ["small_pack"]
Body = dict[str, Any]
WRITTEN = {"hypotheses.json", "tournament.json", "evidence.json", "run.json", "events.jsonl", "report.html"}
MIXED = Faults(bad_json=0.3, throttle=0.2, server_error=0.1, refusal=0.05, cut=0.05, hang=0.05, retry_after=0.01)
IN_RUNS = [name for name in PROMPTS.names() if not name.startswith(("conversation/", "extraction/"))]
"""Prompts of the roster; the others are asked outside a run."""
SCHEMAS = sorted({PROMPTS.get(name).schema_name for name in IN_RUNS})


def run_against(endpoint: FaultEndpoint, pack: Path, workspace: Path, **options: Any) -> Finished:
    """Carry a run out and look at what must hold of every run."""
    done = finished(workspace, pack, through(endpoint), **{"hypotheses": 4, **options})
    usage = json.loads((done.folder / "run.json").read_text())["usage"]
    assert usage["calls"] == endpoint.counts["received"] > 0
    assert endpoint.counts["paid_again"] == 0
    assert {path.name for path in done.folder.iterdir()} >= WRITTEN
    said = " ".join(event.message for event in done.record.events)
    for entry in done.record.in_play:
        played = entry.rating is not None and entry.rating.matches > 0
        assert played or "No matches, because" in said or entry.hypothesis.id in said
    decided = [
        match
        for match in done.record.matches
        if match.judge.startswith("model:") and match.outcome is not Outcome.NO_RESULT
    ]
    replies = sum(endpoint.counts[kind] for kind in ("good", "prose"))
    asked = sum(schema_name_of(body) == "PairVerdict" for body in endpoint.bodies)
    assert len(decided) <= min(replies, asked), "no more verdicts than there were answers"
    return done


@pytest.mark.parametrize(
    "faults",
    [
        Faults(bad_json=0.3),
        Faults(throttle=0.3, retry_after=0.01),
        Faults(server_error=0.3),
        Faults(refusal=0.3),
        Faults(cut=0.3),
        Faults(hang=0.05),
        Faults(wrong_types=0.15, empty=0.15),
        Faults(garbled=0.15, drop=0.15),
    ],
    ids=["bad JSON", "429", "500", "refusals", "cut", "hanging", "wrong or empty", "broken connections"],
)
def test_one_kind_of_fault(small_pack: Path, tmp_path: Path, faults: Faults) -> None:
    with FaultEndpoint(faults, answer=answered) as endpoint:
        done = run_against(endpoint, small_pack, tmp_path / "workspace")
    assert done.record.run.status is RunStatus.DONE
    assert done.record.in_play
    assert done.record.briefs


def test_all_kinds_mixed_over_two_cycles(small_pack: Path, tmp_path: Path) -> None:
    with FaultEndpoint(MIXED, answer=answered) as endpoint:
        done = run_against(endpoint, small_pack, tmp_path / "workspace", cycles=2, hypotheses=6)
    assert done.record.run.status is RunStatus.DONE
    assert any(event.kind == "skipped" for event in done.record.events), "what was left out is told"


def test_no_strategy_is_missing_among_those_that_fail() -> None:
    parts = {"generation/rules", "generation/terms"}  # shared by the prompts of several roles
    role_of = {"reflection/assumption": "reflection/verification", **dict.fromkeys(parts, "generation/literature")}
    named = {role_of.get(name, name.removesuffix("-close")) for name in IN_RUNS}
    assert named == {role for role in ROLES if not role.startswith("conversation/")}


@pytest.mark.parametrize("schema", SCHEMAS)
def test_one_question_that_always_fails(small_pack: Path, tmp_path: Path, schema: str) -> None:
    faults = Faults(fails_for=lambda body: schema_name_of(body) == schema)
    with FaultEndpoint(faults, answer=answered) as endpoint:
        done = run_against(endpoint, small_pack, tmp_path / "workspace", cycles=2, hypotheses=14)
        assert endpoint.counts["server_error"] > 0
    assert done.record.run.status is RunStatus.DONE
    assert done.record.in_play
    assert any(event.kind == "skipped" for event in done.record.events)


@pytest.mark.parametrize("fault", ["bad_json", "refusal", "empty"])
def test_a_model_that_never_says_anything_usable(small_pack: Path, tmp_path: Path, fault: str) -> None:
    with FaultEndpoint(Faults(**{fault: 1.0}), answer=answered) as endpoint:  # type: ignore[arg-type]
        done = run_against(endpoint, small_pack, tmp_path / "workspace")
    assert done.record.run.status is RunStatus.DONE
    assert all(entry.hypothesis.model is None for entry in done.record.entries)
    assert not [match for match in done.record.matches if match.judge.startswith("model:") and match.criteria]


def prompt_of(body: Body) -> str:
    return str(next(message["content"] for message in body["messages"] if message["role"] == "user"))


def same_idea(body: Body) -> str:
    """Propose one and the same thing whatever is asked."""
    prompt, schema = prompt_of(body), schema_name_of(body)
    made = idea(prompt, *PAIRS[0])
    if schema == "Ideas":
        return json.dumps({"ideas": [made, made]})
    if schema == "Idea":
        return json.dumps(made)
    if schema == "Reworked":
        return json.dumps({"worthwhile": True, "reason": "Mended.", "idea": made})
    return json.dumps(answer_for(schema, prompt))


def test_ideas_that_are_all_duplicates_become_one(small_pack: Path, tmp_path: Path) -> None:
    with FaultEndpoint(answer=same_idea) as endpoint:
        done = run_against(endpoint, small_pack, tmp_path / "workspace", hypotheses=8)
    by_model = [entry.hypothesis for entry in done.record.entries if entry.hypothesis.model]
    playing = [entry for entry in done.record.in_play if entry.hypothesis.model]
    assert len(by_model) == 1 or len(playing) <= 1
    assert any("it is there already" in event.message for event in done.record.events)


def all_but_one_eliminated() -> Callable[[Body], str]:
    """Answer so that the first hypothesis reviewed survives and every other one has a fatal flaw in a passage."""
    lock, first = threading.Lock(), list[str]()

    def answer(body: Body) -> str:
        prompt, schema = prompt_of(body), schema_name_of(body)
        found = answer_for(schema, prompt)
        if schema == "FullReview":
            with lock:
                if not first:
                    first.append(prompt)
            shown = list(passages_in(prompt))
            if prompt != first[0] and shown:
                flaw = {**found["objections"][0], "text": "It was tried and failed.", "severity": "fatal"}
                found = {**found, "objections": [{**flaw, "points_at": shown[0]}]}
        return json.dumps(found)

    return answer


def test_a_single_survivor_is_ranked_and_said_to_be_alone(small_pack: Path, tmp_path: Path) -> None:
    with FaultEndpoint(answer=all_but_one_eliminated()) as endpoint:
        done = run_against(endpoint, small_pack, tmp_path / "workspace")
    assert len(done.record.in_play) == 1
    assert any("No matches, because 1 hypotheses are in play" in event.message for event in done.record.events)
    assert all(entry.decision is not None for entry in done.record.entries if entry.status is Status.ELIMINATED)
    assert len(done.record.briefs) == 1


def test_hypotheses_of_which_no_two_are_alike_all_stay(small_pack: Path, tmp_path: Path) -> None:
    with FaultEndpoint(answer=answered) as endpoint:
        done = run_against(endpoint, small_pack, tmp_path / "workspace")
    merged = [entry for entry in done.record.entries if entry.status is Status.MERGED]
    assert all(entry.decision is not None and entry.decision.into for entry in merged)
    assert len({entry.hypothesis.statement for entry in done.record.in_play}) == len(done.record.in_play) > 1
