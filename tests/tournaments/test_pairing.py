"""The next pairs: newcomers first, then what tells most about the top."""

from collections import Counter
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from coscientist.domain.match import Match
from coscientist.tournaments.ledger import pair_of
from coscientist.tournaments.pairing.choosing import Policy, next_pairs
from coscientist.tournaments.ratings.rating import rate
from tests.tournaments.games import NAMES, judged, ledgers, match

FIELD = tuple(f"h{number:02d}" for number in range(12))
STRENGTHS = {name: float(len(FIELD) - number) / 3 for number, name in enumerate(FIELD)}


def play(rounds: int, *, size: int = 6, policy: Policy | None = None, seed: int = 0) -> list[Match]:
    matches: list[Match] = []
    for number in range(rounds):
        pairs = next_pairs(rate(matches, FIELD, k=3, draws=200), matches, FIELD, size=size, seed=5, policy=policy)
        matches += judged(STRENGTHS, pairs, seed=100 * seed + number, start=len(matches))
    return matches


def test_everybody_plays_once_in_the_first_round() -> None:
    pairs = next_pairs(rate([], FIELD), [], FIELD, size=6, seed=0)
    assert Counter(name for pair in pairs for name in pair) == Counter(FIELD)


def test_the_last_of_an_odd_number_is_not_left_out() -> None:
    pairs = next_pairs(rate([], FIELD[:11]), [], FIELD[:11], size=6, seed=0)
    assert {name for pair in pairs for name in pair} == set(FIELD[:11])


def test_a_newcomer_plays_before_anybody_else() -> None:
    matches = play(5)
    field = [*FIELD, "new"]
    first, *_ = next_pairs(rate(matches, field, k=3), matches, field, size=4, seed=0)
    assert "new" in first


def test_later_pairs_are_about_the_top() -> None:
    late = Counter(name for seed in range(4) for m in play(14, seed=seed)[40:] for name in (m.first, m.second))
    top, bottom = sum(late[name] for name in FIELD[:5]), sum(late[name] for name in FIELD[7:])
    assert top > 2 * bottom


def test_swiss_rounds_do_not_repeat_a_pair() -> None:
    matches = play(2)
    assert max(Counter(pair_of(m.first, m.second) for m in matches).values()) == 1


def test_repeats_are_capped() -> None:
    policy = Policy(most_repeats=2)
    matches: list[Match] = []
    names = FIELD[:4]
    for number in range(20):
        pairs = next_pairs(rate(matches, names, k=1, draws=200), matches, names, size=2, seed=1, policy=policy)
        matches += judged(STRENGTHS, pairs, seed=number, start=len(matches))
    assert max(Counter(pair_of(m.first, m.second) for m in matches).values()) <= 2
    assert next_pairs(rate(matches, names, k=1), matches, names, size=2, seed=1, policy=policy) == []


def test_groups_that_never_met_are_linked() -> None:
    matches = [match("a", "b", number=0), match("c", "d", number=1)]
    names = ["a", "b", "c", "d"]
    pairs = next_pairs(rate(matches, names, k=1), matches, names, size=3, seed=0, policy=Policy(swiss_rounds=1))
    assert any(len({"a", "b"} & set(pair)) == 1 for pair in pairs)


def test_alike_newcomers_meet() -> None:
    alike = {("h00", "h07"): 1.0, ("h05", "h01"): 1.0}
    pairs = next_pairs(rate([], FIELD), [], FIELD, size=6, seed=0, similarity=alike)
    assert {pair_of(*pair) for pair in alike} <= {pair_of(*pair) for pair in pairs}


def test_a_failed_question_may_be_asked_again() -> None:
    unread = [match("a", "b", "no result", number=0)]
    assert len(next_pairs(rate(unread, ["a", "b"], k=1), unread, ["a", "b"], size=1, seed=0)) == 1


def test_fewer_than_two_hypotheses_need_no_match() -> None:
    assert next_pairs(rate([], []), [], [], size=5) == []
    assert next_pairs(rate([], ["a"]), [], ["a"], size=5) == []


@settings(max_examples=30, deadline=None)
@given(ledgers(), st.integers(1, 12), st.integers(0, 5), st.randoms(use_true_random=False))
def test_pairs_are_valid_bounded_and_the_same_for_the_same_ledger(
    matches: list[Match], size: int, seed: int, random: Random
) -> None:
    shuffled = list(matches)
    random.shuffle(shuffled)
    standings = rate(matches, NAMES, draws=64)
    pairs = next_pairs(standings, matches, NAMES, size=size, seed=seed)
    assert len(pairs) <= size
    assert all(first != second and {first, second} <= set(NAMES) for first, second in pairs)
    assert pairs == next_pairs(rate(shuffled, NAMES, draws=64), shuffled, NAMES, size=size, seed=seed)
