"""What people do to a run: add, review, compare, veto; all of it is kept, shown and acted on."""

import pytest

from coscientist.app.campaign import Campaign
from coscientist.app.people import contributing as people
from coscientist.domain.errors import CoscientistError, GoalError, NotFoundError
from coscientist.domain.hypothesis import Status
from coscientist.domain.match import Outcome
from tests.support.artefacts import read
from tests.support.workspace import FinishedRun

STATED = "Tranilast reduces collagen I by lowering CTGF"


def test_a_finished_run_takes_up_an_added_hypothesis_when_resumed(own_run: FinishedRun) -> None:
    with Campaign(own_run.workspace) as campaign:
        added = people.add(campaign, own_run.run, STATED, by="ada")
        before = campaign.record(own_run.run)
        assert before.entry(added.id).rank is None, "nobody has reviewed it yet"
        rounds = max(match.round for match in before.matches)
        record = campaign.resume(own_run.run)
        found = record.entry(added.id)
        assert found.rank is not None
        assert found.reviews
        assert found.rating is not None
        assert found.rating.matches > 0
        met = [match for match in record.matches if added.id in (match.first, match.second)]
        assert min(match.round for match in met) == rounds + 1
        assert len({item for match in met for item in (match.first, match.second)} - {added.id}) > 2
        assert added.notes[-1] == "Added by person:ada."
    shown = read(own_run.workspace / "runs" / own_run.run, "hypotheses.json")["hypotheses"]
    assert added.id in [item["id"] for item in shown]


def test_an_added_hypothesis_that_the_literature_states_is_known(own_run: FinishedRun) -> None:
    with Campaign(own_run.workspace) as campaign:
        added = people.add(campaign, own_run.run, "Losartan reduces collagen I")
        record = campaign.resume(own_run.run)
        assert record.entry(added.id).status is Status.KNOWN


def test_words_that_are_not_understood_are_not_added(own_run: FinishedRun) -> None:
    with Campaign(own_run.workspace) as campaign:
        count = len(campaign.store.hypotheses(own_run.run))
        with pytest.raises(GoalError, match="it lacks"):
            people.add(campaign, own_run.run, "Widgets reduce gadgets")
        assert len(campaign.store.hypotheses(own_run.run)) == count


def test_adding_the_same_twice_is_one_hypothesis(own_run: FinishedRun) -> None:
    with Campaign(own_run.workspace) as campaign:
        assert people.add(campaign, own_run.run, STATED) == people.add(campaign, own_run.run, STATED)


def test_a_veto_takes_a_hypothesis_and_its_brief_out_with_the_reason(own_run: FinishedRun) -> None:
    with Campaign(own_run.workspace) as campaign:
        top = campaign.record(own_run.run).entries[0].hypothesis
        campaign.veto(own_run.run, top.id[:6], "Toxic in our hands.", by="ada")
        found = campaign.record(own_run.run).entry(top.id)
        assert (found.rank, found.status) == (None, Status.ELIMINATED)
    folder = own_run.workspace / "runs" / own_run.run
    shown = next(item for item in read(folder, "hypotheses.json")["hypotheses"] if item["id"] == top.id)
    assert shown["eliminated"] == {"by": "person:ada", "why": "Toxic in our hands."}
    assert top.id not in [item["hypothesis"] for item in read(folder, "tournament.json")["ratings"]]
    assert top.id not in {
        read(folder, f"briefs/{path.name}")["provenance"]["hypothesis"] for path in folder.glob("briefs/*.json")
    }
    assert read(folder, "hypotheses.json")["hypotheses"][0]["rank"] == 1


def test_a_veto_of_nothing_is_an_error(own_run: FinishedRun) -> None:
    with Campaign(own_run.workspace) as campaign, pytest.raises(NotFoundError):
        campaign.veto(own_run.run, "h-nothing", "why")


def test_a_review_is_kept_and_its_scores_replace_the_agents(own_run: FinishedRun) -> None:
    with Campaign(own_run.workspace) as campaign:
        last = campaign.record(own_run.run).in_play[-1].hypothesis
        people.review(campaign, own_run.run, last.id, "Feasible here.", {"feasibility": 1.0}, by="ada")
        found = campaign.record(own_run.run).entry(last.id)
        assert found.scores["feasibility"] == 1.0
        assert found.rank is not None
        assert ("person:ada", "Feasible here.") in [(item.reviewer, item.summary) for item in found.reviews]


def test_a_review_may_take_a_hypothesis_out(own_run: FinishedRun) -> None:
    with Campaign(own_run.workspace) as campaign:
        top = campaign.record(own_run.run).entries[0].hypothesis
        people.review(campaign, own_run.run, top.id, "We tried.", eliminate="We tried it in 2019.", by="ada")
        found = campaign.record(own_run.run).entry(top.id)
        assert found.status is Status.ELIMINATED
        assert found.decision is not None
        assert (found.decision.by, found.decision.why) == ("person:ada", "We tried it in 2019.")


@pytest.mark.parametrize(
    ("text", "scores"), [("", {}), ("   ", {}), ("x" * 10_001, {}), ("ok", {"beauty": 0.5}), ("ok", {"novelty": 1.5})]
)
def test_a_review_has_words_and_scores_on_known_criteria(
    own_run: FinishedRun, text: str, scores: dict[str, float]
) -> None:
    with Campaign(own_run.workspace) as campaign:
        top = campaign.record(own_run.run).entries[0].hypothesis
        with pytest.raises(CoscientistError):
            people.review(campaign, own_run.run, top.id, text, scores)


def test_a_person_s_verdicts_move_the_ratings_and_are_in_the_ledger(own_run: FinishedRun) -> None:
    with Campaign(own_run.workspace) as campaign:
        before = campaign.record(own_run.run)
        top, last = before.in_play[0].hypothesis, before.in_play[-1].hypothesis
        for _ in range(3):
            people.compare(campaign, own_run.run, last.id, top.id, Outcome.FIRST, by="ada")
        after = campaign.record(own_run.run)
        made = [match for match in after.matches if match.judge == "person:ada"]
        assert [(match.first, match.second, match.outcome) for match in made] == [(last.id, top.id, Outcome.FIRST)] * 3
        gap = {e.hypothesis.id: e.rating.value for e in before.in_play if e.rating}
        new = {e.hypothesis.id: e.rating.value for e in after.in_play if e.rating}
        assert new[top.id] - new[last.id] < gap[top.id] - gap[last.id]


def test_nothing_is_compared_with_itself(own_run: FinishedRun) -> None:
    with Campaign(own_run.workspace) as campaign:
        top = campaign.record(own_run.run).entries[0].hypothesis
        with pytest.raises(CoscientistError, match="cannot be compared with itself"):
            people.compare(campaign, own_run.run, top.id, top.id, Outcome.FIRST)
