"""The ledger only grows, and knows what was asked."""

import pytest

from coscientist.domain.errors import ConflictError
from coscientist.tournaments import ledger
from tests.tournaments.games import match


def test_appending_keeps_what_is_there_and_adds_the_new_at_the_end() -> None:
    old = (match("a", "b", number=0),)
    grown = ledger.append(old, [match("b", "c", number=1), match("a", "b", number=0)])
    assert [m.id for m in grown] == ["m0", "m1"]
    assert grown[0] is old[0]


def test_a_verdict_cannot_be_rewritten() -> None:
    with pytest.raises(ConflictError):
        ledger.append([match("a", "b", "first")], [match("a", "b", "second")])


def test_a_match_is_named_by_what_was_asked() -> None:
    asked = ledger.match_id("a", "b", "model:x", round_number=2)
    assert asked == ledger.match_id("a", "b", "model:x", round_number=2)
    assert asked != ledger.match_id("b", "a", "model:x", round_number=2)
    assert asked != ledger.match_id("a", "b", "model:x", round_number=2, repeat=1)


def test_the_votes_of_a_panel_are_one_question() -> None:
    votes = [match("a", "b", number=i, judge=f"panel/{i}", batch="one") for i in range(5)]
    assert ledger.asked_pairs(votes) == {("a", "b"): 1}
    assert ledger.asked_pairs([*votes, match("b", "a", number=9)]) == {("a", "b"): 2}


def test_a_match_without_result_was_not_answered() -> None:
    assert ledger.asked_pairs([match("a", "b", "no result")]) == {}
    assert ledger.played([match("a", "b", "no result")]) == {}


def test_orders_that_contradict_each_other_are_a_tie_however_often_one_was_asked() -> None:
    forward = [match("a", "b", "first", number=i) for i in range(3)]
    backward = [match("b", "a", "first", number=9)]
    assert ledger.pair_verdicts(forward + backward) == {("a", "b"): 0.5}


def test_groups_are_listed_largest_first() -> None:
    matches = [match("c", "d", number=0), match("d", "e", number=1)]
    assert ledger.components(["a", "c", "d", "e"], matches) == (("c", "d", "e"), ("a",))


def test_costs_add_up_with_failures() -> None:
    assert ledger.cost([match("a", "b", cost_usd=0.5), match("a", "c", "no result", number=1, cost_usd=0.25)]) == 0.75
