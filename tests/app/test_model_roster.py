"""One run through the whole machine with a scripted model: every strategy is asked, and what it gives is kept."""

import json
from collections import Counter
from pathlib import Path

import pytest

from coscientist.agents.supervision.roster import MODEL_GENERATION
from coscientist.app.models.modelling import ROLES
from coscientist.domain.match import Outcome
from coscientist.llm.testing import ScriptedModel
from coscientist.llm.transports.port import Request
from tests.support.model_runs import Crash, Finished, Scripted, finished, plan_for
from tests.support.model_world import scientist, small_pack

__all__ = ["small_pack"]
WHOLE = {"cycles": 3, "hypotheses": 24}


@pytest.fixture(scope="module")
def whole(small_pack: Path, tmp_path_factory: pytest.TempPathFactory) -> Finished:
    return finished(tmp_path_factory.mktemp("roster") / "workspace", small_pack, Scripted(), **WHOLE)


def asked(done: Finished) -> Counter[str]:
    return Counter(request.role for request in done.requests)


def test_every_role_of_the_roster_is_asked(whole: Finished) -> None:
    in_runs = {role for role in ROLES if not role.startswith("conversation/")}
    assert set(asked(whole)) == in_runs


def test_every_generation_strategy_gives_hypotheses(whole: Finished) -> None:
    made = {entry.hypothesis.strategy for entry in whole.record.entries if entry.hypothesis.model}
    assert {item.name for item in MODEL_GENERATION} <= made


def test_evolution_gives_children_of_hypotheses_in_the_record(whole: Finished) -> None:
    entries = {entry.hypothesis.id: entry.hypothesis for entry in whole.record.entries}
    children = [item for item in entries.values() if item.model and item.strategy.startswith("evolution/")]
    assert len({child.strategy for child in children}) >= 3
    for child in children:
        assert child.parents
        assert all(entries[parent].cycle < child.cycle for parent in child.parents)


def test_a_child_meets_its_parent_before_the_model_in_both_orders(whole: Finished) -> None:
    children = {e.hypothesis.id: e.hypothesis for e in whole.record.entries if e.hypothesis.parents}
    met = {(m.first, m.second, m.round) for m in whole.record.matches if m.judge == "model:scripted/model"}
    assert any(
        one in children and other in children[one].parents and (other, one, number) in met for one, other, number in met
    )


def test_debates_are_held_in_both_orders_near_the_top(whole: Finished) -> None:
    debates = [match for match in whole.record.matches if match.judge.endswith("(debate)")]
    assert debates
    assert {(m.first, m.second, m.round) for m in debates} == {(m.second, m.first, m.round) for m in debates}
    assert all("Turn 2:" in match.reason for match in debates if match.outcome is not Outcome.NO_RESULT)


def test_every_reviewer_reviews_what_may_play(whole: Finished) -> None:
    expected = {f"reflection/{name}" for name in ("initial", "full", "verification", "observation", "simulation")}
    for entry in whole.record.in_play:
        assert expected <= {review.reviewer for review in entry.reviews}
    again = {review.reviewer for entry in whole.record.entries for review in entry.reviews}
    assert {"reflection/recurrent-1", "reflection/recurrent-2"} <= again


def test_what_tools_said_on_request_is_in_the_record(whole: Finished) -> None:
    called = [check for entry in whole.record.entries for check in entry.checks if check.tool == "chemistry.name"]
    assert called
    assert all(check.method for check in called)


def test_what_recurs_reaches_the_prompts_of_the_next_cycle(whole: Finished) -> None:
    lessons = [event for event in whole.record.events if event.kind == "lesson"]
    assert {event.data["cycle"] for event in lessons} == {1, 2}
    assert all(int(event.data["hypotheses"] or 0) >= 2 for event in lessons)
    told = Counter(r.role for r in whole.requests if "doses are left open: Say how it is dosed." in r.prompt)
    assert {"generation/literature", "evolution/grounding", "reflection/full", "reflection/initial"} <= set(told)
    assert {"ranking/pairwise", "ranking/debate"} <= set(told)


def test_the_overview_the_aims_and_the_contacts_are_in_the_artefacts_and_the_report(whole: Finished) -> None:
    written = json.loads((whole.folder / "overview.json").read_text())["written"]
    playing = {entry.hypothesis.id for entry in whole.record.in_play}
    passages = {item["id"] for item in json.loads((whole.folder / "evidence.json").read_text())["passages"]}
    (direction,) = written["research"]["directions"]
    assert set(direction["hypotheses"]) <= playing
    assert set(direction["importance"]["passages"]) <= passages
    assert [person["name"] for person in written["contacts"]] == ["A. Author"]
    report = (whole.folder / "report.html").read_text()
    for text in (
        "Research overview",
        "CDK5 in neurons",
        "Specific aims: Kinases of tau",
        "Whom one might ask",
        "A. Author",
    ):
        assert text in report
    assert "unsupported: no passage that was shown is cited for it" in report


def test_what_each_strategy_came_to_is_shown(whole: Finished) -> None:
    written = json.loads((whole.folder / "overview.json").read_text())["written"]
    made = Counter(entry.hypothesis.strategy for entry in whole.record.entries)
    assert {item["strategy"]: item["made"] for item in written["yields"]} == made
    assert {event.data["strategy"] for event in whole.record.events if event.kind == "yield"} == set(made)


def test_nothing_that_was_asked_for_is_lost(whole: Finished) -> None:
    usage = json.loads((whole.folder / "run.json").read_text())["usage"]
    assert usage["calls"] == len(whole.requests)


def test_a_run_broken_off_late_asks_nothing_again_that_was_answered(small_pack: Path, tmp_path: Path) -> None:
    asked: list[str] = []

    def crashing(request: Request) -> object:
        if request.role in ("evolution/coherence", "meta-review/specific-aims") and request.role not in seen:
            seen.add(request.role)
            raise Crash
        asked.append(request.key)
        return scientist(request)

    seen: set[str] = set()
    begun: list[str] = []
    workspace = tmp_path / "workspace"
    from coscientist.app.campaign import Campaign

    opener = Scripted(crashing)
    recorded: list[tuple[set[str], int]] = []

    def note(campaign: Campaign) -> None:
        """Keep what has its answer in the ledger, and how much had been asked by then."""
        recorded.append(({call.key for call in campaign.store.calls(begun[0])}, len(asked)))

    with Campaign(workspace, model=opener) as campaign:
        with pytest.raises(Crash):
            campaign.run(
                plan_for(campaign, small_pack, cycles=2, hypotheses=14), begun=lambda run: begun.append(run.id)
            )
        note(campaign)
    with Campaign(workspace, model=opener) as campaign:
        with pytest.raises(Crash):
            campaign.resume(begun[0])
        note(campaign)
    with Campaign(workspace, model=opener) as campaign:
        done = campaign.resume(begun[0])
        assert done.run.ended_because == "The plan was carried out."
        overview = json.loads((campaign.workspace.run(begun[0]) / "overview.json").read_text())
    assert seen == {"evolution/coherence", "meta-review/specific-aims"}
    assert overview["written"]["specific_aims"] is not None
    # A question under way at the moment of the crash has no answer yet, and may be asked again.
    for answered, before in recorded:
        assert answered & set(asked[:before])
        assert not answered & set(asked[before:])
    assert all(isinstance(model, ScriptedModel) for model in opener.opened)
