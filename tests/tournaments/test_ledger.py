"""The ledger only grows, and what it says of itself does not depend on the order of its lines."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coscientist.domain.errors import ConflictError
from coscientist.domain.match import ControlKind, Match, Outcome, Planted
from coscientist.tournaments.ledger import append, between_hypotheses, components, cost, in_order, pair_verdicts, swap
from coscientist.tournaments.ratings.rating import rate
from tests.tournaments.games import NAMES, ledgers, match

QUICK = settings(max_examples=40, deadline=None)


@QUICK
@given(ledgers(), st.integers(0, 25))
def test_appending_keeps_every_earlier_line_in_its_place(matches: list[Match], cut: int) -> None:
    earlier = append((), matches[:cut])
    later = append(earlier, matches)
    assert later[: len(earlier)] == earlier
    assert later == tuple(matches)
    assert append(later, matches) == later, "the same again adds nothing"


def test_a_line_cannot_be_rewritten() -> None:
    with pytest.raises(ConflictError):
        append((match("a", "b", "first"),), [match("a", "b", "second")])


def test_a_line_holds_everything_that_was_asked_answered_and_paid() -> None:
    fields = set(Match.model_fields)
    assert fields >= {
        "first", "second", "first_length", "second_length", "judge", "outcome", "criteria", "reason", "prompt_version",
        "cost_usd", "round", "batch", "calls", "control",
    }  # fmt: skip
    assert {outcome.value for outcome in Outcome} == {"first", "second", "tie", "no result"}
    one = match("a", "b", criteria={"novelty": Outcome.TIE}, cost_usd=0.25, calls=("key",), prompt_version="p@1")
    assert Match.model_validate_json(one.model_dump_json()) == one
    assert cost([one, match("a", "b", "no result", number=1, cost_usd=0.5)]) == 0.75, "a failed question was paid too"


@QUICK
@given(ledgers(), st.randoms(use_true_random=False))
def test_groups_and_pair_verdicts_do_not_depend_on_the_order_of_lines(matches: list[Match], random: Random) -> None:
    shuffled = list(matches)
    random.shuffle(shuffled)
    assert components(NAMES, shuffled) == components(NAMES, matches)
    assert pair_verdicts(shuffled) == pytest.approx(pair_verdicts(matches))


@QUICK
@given(ledgers(most=8))
def test_a_ledger_that_does_not_connect_everybody_says_so_and_one_that_does_does_not(matches: list[Match]) -> None:
    groups, table = components(NAMES, matches), rate(matches, NAMES, draws=2)
    assert table.components == groups
    assert table.connected == (len(groups) == 1)
    assert any("never met" in caveat for caveat in table.caveats()) == (len(groups) > 1)


@QUICK
@given(ledgers(), st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(list(Outcome))), max_size=4))
def test_planted_copies_move_no_rating(matches: list[Match], shown: list[tuple[str, Outcome]]) -> None:
    marked = [
        match(
            name, f"copy-{name}", outcome.value, number=f"copy{place}",
            control=Planted(kind=ControlKind.PADDED, original=name, copy_id=f"copy-{name}"),
        )
        for place, (name, outcome) in enumerate(shown)
    ]  # fmt: skip
    assert between_hypotheses([*marked, *matches]) == matches


@pytest.mark.parametrize("outcome", list(Outcome))
def test_the_other_order_twice_is_the_same_verdict(outcome: Outcome) -> None:
    assert swap(swap(outcome)) is outcome


def test_a_verdict_from_outside_stands_behind_the_rounds_before_it() -> None:
    one, other = match("a", "b", number=3, round=1), match("b", "c", number=1, round=1)
    later, outside = match("c", "a", number=0, round=2), match("a", "c", number=2, judge="person:ada")
    assert in_order([one, outside, other, later]) == [other, one, outside, later]
    assert in_order([outside, one]) == [outside, one]
    assert in_order([one, later, outside, other]) == [other, one, later, outside]
