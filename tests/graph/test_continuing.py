"""A run that continues another: what was carried over plays again, and what was measured stays measured."""

import pytest

from coscientist.app.campaign import Campaign
from coscientist.app.library.adopting import adopt
from coscientist.app.people.contributing import compare, pin, review
from coscientist.app.record import Entry, Record
from coscientist.domain.decision import Decision
from coscientist.domain.hypothesis import Status
from coscientist.domain.match import Outcome
from coscientist.literature.embedders import UniversalSentenceEncoder
from tests.support.model_world import GOAL, write_pack


@pytest.fixture(scope="module")
def continued(tmp_path_factory: pytest.TempPathFactory) -> tuple[Record, Record]:
    """A run of which two hypotheses were measured and one was vetoed, and the run that continues it."""
    folder = tmp_path_factory.mktemp("continued")
    with Campaign(folder / "workspace") as campaign:
        name = adopt(campaign.workspace, write_pack(folder), embedder=UniversalSentenceEncoder()).name
        first = campaign.run(GOAL, profile_name="quick", corpora=(name,), hypotheses=6)
        _measured(campaign, first, first.in_play[-1].hypothesis.id, Status.SUPPORTED)
        _measured(campaign, first, first.in_play[0].hypothesis.id, Status.REFUTED)
        vetoed, favourite = (first.in_play[place].hypothesis.id for place in (1, -1))
        campaign.veto(first.run.id, vetoed, "Not stable in medium.")
        pin(campaign, first.run.id, favourite, "")
        review(campaign, first.run.id, favourite, "It was tried.", by="ada")
        compare(campaign, first.run.id, favourite, vetoed, Outcome.FIRST, by="ada")
        plan = first.run.plan.model_copy(update={"cycles": 2})
        second = campaign.run(plan, continues=first.run.id)
        records = (campaign.record(first.run.id), campaign.record(second.run.id))
        for record in records:
            assert record.entries  # read while the store is open
            assert record.matches
        return records


def _measured(campaign: Campaign, record: Record, hypothesis: str, status: Status) -> None:
    decision = Decision(
        id=f"d-{status}", hypothesis=hypothesis, status=status, by="lab:result-1", why="It was measured."
    )
    campaign.store.add_decisions(record.run.id, [decision])


def test_everything_that_may_still_play_is_reviewed_again_and_plays(continued: tuple[Record, Record]) -> None:
    first, second = continued
    open_before = {entry.hypothesis.id for entry in first.in_play}
    after = {entry.hypothesis.id: entry for entry in second.entries}
    assert open_before <= set(after)
    assert all(after[each].reviews for each in open_before)


def test_what_was_carried_over_keeps_its_content(continued: tuple[Record, Record]) -> None:
    first, second = continued
    before = {entry.hypothesis.id: entry.hypothesis for entry in first.entries}
    assert all(before.get(entry.hypothesis.id, entry.hypothesis) == entry.hypothesis for entry in second.entries)


def test_what_a_laboratory_supported_ranks_first_and_is_taken_back_by_nobody(
    continued: tuple[Record, Record],
) -> None:
    first, second = continued
    supported = next(entry.hypothesis.id for entry in first.entries if entry.status is Status.SUPPORTED)
    assert (second.entries[0].hypothesis.id, second.entries[0].status) == (supported, Status.SUPPORTED)


def test_what_a_laboratory_refuted_stays_out_of_play(continued: tuple[Record, Record]) -> None:
    first, second = continued
    refuted = next(entry.hypothesis.id for entry in first.entries if entry.status is Status.REFUTED)
    found = next(entry for entry in second.entries if entry.hypothesis.id == refuted)
    assert (found.rank, found.status) == (None, Status.REFUTED)


def test_what_a_person_vetoed_stays_out_of_play_with_the_reason(continued: tuple[Record, Record]) -> None:
    first, second = continued
    (vetoed,) = [entry.hypothesis.id for entry in first.entries if entry.status is Status.ELIMINATED and by_hand(entry)]
    found = next(entry for entry in second.entries if entry.hypothesis.id == vetoed)
    assert (found.rank, found.status, by_hand(found)) == (None, Status.ELIMINATED, "Not stable in medium.")


def test_what_a_person_pinned_and_said_comes_along(continued: tuple[Record, Record]) -> None:
    first, second = continued
    (pinned,) = [entry for entry in first.entries if entry.decision is not None and entry.decision.pin]
    found = next(entry for entry in second.entries if entry.hypothesis.id == pinned.hypothesis.id)
    assert found.decision == pinned.decision
    (said,) = [item for item in pinned.reviews if item.by_person]
    assert said in found.reviews
    (verdict,) = [match for match in first.matches if match.judge == "person:ada"]
    assert verdict in second.matches


def by_hand(entry: Entry) -> str:
    return entry.decision.why if entry.decision is not None and entry.decision.by.startswith("person") else ""


def test_new_hypotheses_are_proposed_beside_them(continued: tuple[Record, Record]) -> None:
    first, second = continued
    before = {entry.hypothesis.id for entry in first.entries}
    assert any(entry.hypothesis.id not in before for entry in second.entries)
