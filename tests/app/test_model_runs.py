"""A run with a language model: what it adds, and what it costs."""

import json
from pathlib import Path
from typing import Any

import pytest

from coscientist.agents.ranking.planting import FILLER
from coscientist.app.campaign import Campaign
from coscientist.app.views.summary import exit_code
from coscientist.domain.goal import Plan
from coscientist.domain.match import ControlKind, Outcome
from coscientist.domain.run import RunStatus
from coscientist.llm.door import Door
from coscientist.llm.transports.port import Request
from coscientist.ports import Clock, Store
from tests.support.model_runs import Crash, Finished, Scripted, finished, plan_for
from tests.support.model_world import scientist, small_pack

__all__ = ["small_pack"]


@pytest.fixture(scope="module")
def two_cycles(small_pack: Path, tmp_path_factory: pytest.TempPathFactory) -> Finished:
    return finished(tmp_path_factory.mktemp("model") / "workspace", small_pack, Scripted(), cycles=2, hypotheses=8)


def test_every_model_strategy_proposes_beside_the_embedded_ones(two_cycles: Finished) -> None:
    made = [entry.hypothesis for entry in two_cycles.record.entries]
    by_model = {item.strategy for item in made if item.model == "scripted/model"}
    assert by_model >= {"generation/literature", "generation/debate", "generation/seeds"}
    assert any(item.model is None for item in made)


def test_a_models_operators_evolve_the_best_of_the_cycle_before(two_cycles: Finished) -> None:
    made = {entry.hypothesis.id: entry.hypothesis for entry in two_cycles.record.entries}
    children = [item for item in made.values() if item.model and item.strategy.startswith("evolution/")]
    assert children
    assert all(parent in made for child in children for parent in child.parents)
    assert all(child.cycle == 1 for child in children)


def test_the_model_reviews_and_judges_every_hypothesis_in_play(two_cycles: Finished) -> None:
    for entry in two_cycles.record.in_play:
        expected = {"initial", "full", "verification", "observation", "simulation"}
        assert {f"reflection/{name}" for name in expected} <= {review.reviewer for review in entry.reviews}
    voted = [match for match in two_cycles.record.matches if match.judge == "model:scripted/model"]
    assert {name for match in voted for name in (match.first, match.second)} >= {
        entry.hypothesis.id for entry in two_cycles.record.in_play if entry.hypothesis.cycle == 0
    }


def test_the_model_is_asked_about_planted_copies_in_both_orders_and_is_not_told(two_cycles: Finished) -> None:
    marked = [match for match in two_cycles.record.ledger if match.control is not None]
    own = [match for match in marked if match.judge.startswith("model:")]
    assert {match.control.kind for match in own if match.control} == set(ControlKind)
    shown = {(match.round, match.first, match.second) for match in own}
    assert {(number, second, first) for number, first, second in shown} == shown
    assert all(match.calls and match.outcome in (Outcome.FIRST, Outcome.SECOND) for match in own)
    assert not {match.id for match in marked} & {match.id for match in two_cycles.record.matches}
    asked = [request.prompt for request in two_cycles.requests if FILLER[0] in request.prompt]
    assert len(asked) == sum(match.control.kind is ControlKind.PADDED for match in own if match.control)
    for prompt in asked:
        assert not [word for word in ("copy", "planted", "control-", "padded", "paraphrase") if word in prompt.lower()]


def test_a_verdict_names_the_calls_that_hold_what_was_asked(two_cycles: Finished) -> None:
    with Campaign(two_cycles.folder.parents[1]) as campaign:
        known = {call.key for call in campaign.store.calls(two_cycles.record.id)}
    verdicts = [match for match in two_cycles.record.ledger if match.judge.startswith("model:")]
    assert verdicts
    assert all(match.calls and set(match.calls) <= known for match in verdicts)


def test_a_model_that_falls_for_length_is_found_out(small_pack: Path, tmp_path: Path) -> None:
    def longer(request: Request) -> Any:
        answer = scientist(request)
        if request.schema_name == "PairVerdict" and FILLER[0] in request.prompt:
            better = "first" if request.prompt.index(FILLER[0]) < request.prompt.index("The second") else "second"
            return {"criteria": [], "reason": "It says more.", "better": better}
        return answer

    done = finished(tmp_path / "workspace", small_pack, Scripted(longer), hypotheses=4)
    found = json.loads((done.folder / "tournament.json").read_text(encoding="utf-8"))["diagnostics"]
    padded = {item["judge"]: item["verdict"] for item in found["controls"] if item["kind"] == "padded"}
    assert padded == {"model:scripted/model": "failed", "panel": "held"}
    assert any("model:scripted/model: padded copies must not win" in warning for warning in found["warnings"])
    assert "padded copies must not win" in (done.folder / "report.html").read_text(encoding="utf-8")


def test_what_a_model_always_prefers_ends_above_what_it_never_does(small_pack: Path, tmp_path: Path) -> None:
    """The panel votes ten times as often, and knows nothing of the model's taste."""

    def of_dasatinib(request: Request) -> Any:
        answer = scientist(request)
        if request.schema_name not in ("PairVerdict", "DebateTurn"):
            return answer
        one, other = ("dasatinib" in part.casefold() for part in request.prompt.split("The second hypothesis:"))
        better = "tie" if one == other else "first" if one else "second"
        return {**answer, "leaning" if "leaning" in answer else "better": better}

    done = finished(tmp_path / "workspace", small_pack, Scripted(of_dasatinib), hypotheses=10)
    wanted = ["dasatinib" in entry.hypothesis.statement.casefold() for entry in done.record.in_play]
    assert 1 < sum(wanted) < len(wanted)
    assert all(wanted[: sum(wanted)])
    assert sum(m.judge.startswith("panel/") for m in done.record.matches) > 5 * len(done.record.in_play)
    told = "scripted/model compared all hypotheses"
    assert told in (done.folder / "report.html").read_text(encoding="utf-8")
    assert told in (done.folder / "tournament.json").read_text(encoding="utf-8")


def test_what_a_referee_holds_to_be_known_is_told_to_judges_readers_and_the_laboratory(
    small_pack: Path, tmp_path: Path
) -> None:
    told = "A trial of 2019 reported it."

    def referee(request: Request) -> Any:
        answer = scientist(request)
        if request.schema_name != "FullReview":
            return answer
        fault = {"kind": "already known", "text": told, "severity": "major", "points_at": "statement"}
        return {**answer, "objections": [fault]}

    opener = Scripted(referee)
    done = finished(tmp_path / "workspace", small_pack, opener, hypotheses=4)
    assert done.record.in_play
    judged = [request.prompt for request in opener.requests if request.schema_name == "PairVerdict"]
    assert judged
    assert all(prompt.count(told) == 2 for prompt in judged)
    (brief,) = (done.folder / "briefs").glob("*.md")
    assert f"a referee holds it to be known, unverified; look it up before ordering: scripted/model: {told}" in (
        brief.read_text(encoding="utf-8")
    )
    assert "A referee holds it to be known already, unverified" in (done.folder / "report.html").read_text("utf-8")


def test_everything_a_hypothesis_rests_on_is_in_the_artefacts(two_cycles: Finished) -> None:
    evidence = json.loads((two_cycles.folder / "evidence.json").read_text())
    claims = {item["id"]: item for item in evidence["claims"]}
    passages = {item["id"] for item in evidence["passages"]}
    cited = [claim for entry in two_cycles.record.entries for claim in entry.hypothesis.claims]
    assert cited
    assert all(set(claims[claim]["passages"]) <= passages for claim in cited if claim in claims)
    assert {claim for entry in two_cycles.record.in_play for claim in entry.hypothesis.claims} <= set(claims)


def test_what_was_used_is_what_was_asked(two_cycles: Finished) -> None:
    usage = json.loads((two_cycles.folder / "run.json").read_text())["usage"]
    assert usage["calls"] == len(two_cycles.requests) > 0
    assert usage["tokens"] > 0


def test_without_a_model_nothing_is_asked(small_pack: Path, tmp_path: Path) -> None:
    opener = Scripted()
    done = finished(tmp_path / "workspace", small_pack, opener, model=None, hypotheses=4)
    assert not opener.requests
    assert all(entry.hypothesis.model is None for entry in done.record.entries)
    assert {match.judge.partition("/")[0] for match in done.record.matches} == {"panel"}


@pytest.mark.parametrize("calls", [0, 9])
def test_when_the_budget_ends_everything_is_still_written(small_pack: Path, tmp_path: Path, calls: int) -> None:
    opener = Scripted()
    done = finished(tmp_path / "workspace", small_pack, opener, max_calls=calls, hypotheses=4, cycles=2)
    assert done.record.run.status is RunStatus.BUDGET_ENDED
    assert exit_code(done.record.run.status) == 3
    assert f"{calls} calls" in done.record.run.ended_because
    assert len(opener.requests) == calls
    assert done.record.in_play
    assert all(entry.rating is not None and entry.rating.matches for entry in done.record.in_play)
    assert {"hypotheses.json", "tournament.json", "evidence.json", "run.json", "events.jsonl", "report.html"} <= {
        path.name for path in done.folder.iterdir()
    }
    assert max(entry.hypothesis.cycle for entry in done.record.entries) == 0


def test_resuming_a_run_whose_budget_has_ended_adds_nothing(small_pack: Path, tmp_path: Path) -> None:
    with Campaign(tmp_path / "workspace", model=Scripted()) as campaign:
        ended = campaign.run(plan_for(campaign, small_pack, max_calls=9, hypotheses=4))
        before = {entry.hypothesis.id for entry in ended.entries}

    def nothing_left(plan: Plan, store: Store, run_id: str, clock: Clock) -> Door | None:
        return Scripted()(plan.model_copy(update={"max_calls": 0}), store, run_id, clock)

    with Campaign(tmp_path / "workspace", model=nothing_left) as campaign:
        resumed = campaign.resume(ended.run.id)
        assert {entry.hypothesis.id for entry in resumed.entries} == before
        assert resumed.run.status is RunStatus.BUDGET_ENDED


def test_a_broken_off_run_pays_for_no_answer_twice(small_pack: Path, tmp_path: Path) -> None:
    asked: list[str] = []

    def crashing(request: Request) -> Any:
        if len(asked) == 25:
            raise Crash
        asked.append(request.key)
        return scientist(request)

    workspace = tmp_path / "workspace"
    begun: list[str] = []
    with Campaign(workspace, model=Scripted(crashing)) as campaign, pytest.raises(Crash):
        campaign.run(plan_for(campaign, small_pack), begun=lambda run: begun.append(run.id))
    again = Scripted()
    with Campaign(workspace, model=again) as campaign:
        kept = {call.key for call in campaign.store.calls(begun[0])}
        resumed = campaign.resume(begun[0])
        usage = json.loads((campaign.workspace.run(begun[0]) / "run.json").read_text())["usage"]
    assert resumed.run.status is RunStatus.DONE
    assert again.requests
    assert not kept & {request.key for request in again.requests}
    assert usage["calls"] == len(kept) + len(again.requests)


def test_the_text_of_a_transport_test_model_is_marked_wherever_it_stands(small_pack: Path, tmp_path: Path) -> None:
    done = finished(tmp_path / "workspace", small_pack, Scripted(transport_test=True), hypotheses=4)
    mark = "[transport test, no science]"
    written = [entry.hypothesis for entry in done.record.entries if entry.hypothesis.model]
    assert written
    assert all(item.title.startswith(mark) and item.statement.startswith(mark) for item in written)
    reviews = [
        r
        for e in done.record.entries
        for r in e.reviews
        if r.reviewer in ("reflection/full", "reflection/verification")
    ]
    assert reviews
    assert all(review.summary.startswith(mark) for review in reviews)
    verdicts = [match for match in done.record.matches if match.judge.startswith("model:")]
    assert verdicts
    assert all(match.reason.startswith(mark) for match in verdicts)


def test_a_transport_test_model_eliminates_nothing_and_refuses_nothing(small_pack: Path, tmp_path: Path) -> None:
    def harsh(request: Request) -> dict[str, Any]:
        if request.schema_name == "SafetyVerdict":
            return {"allowed": False, "category": "chemical", "reason": "Words."}
        if request.schema_name == "InitialReview":
            fault = {"kind": "misses the goal", "text": "Words.", "points_at": "statement"}
            return {"discard": True, "reason": "Words.", "faults": [fault], "sound": 1, "new": 1, "testable": 1}
        return scientist(request)

    done = finished(tmp_path / "workspace", small_pack, Scripted(harsh, transport_test=True), hypotheses=4)
    assert done.record.run.status is RunStatus.DONE
    by = {entry.decision.by for entry in done.record.entries if entry.decision}
    assert not {item for item in by if item.startswith(("reflection/initial", "safety/screen"))}
    assert any("the text of a test model means nothing" in event.message for event in done.record.events)
    stern = finished(tmp_path / "stern", small_pack, Scripted(harsh), hypotheses=4)
    assert stern.record.run.status is RunStatus.REFUSED, "another model's verdict counts"
