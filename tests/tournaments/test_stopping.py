"""A tournament stops on a stable top k, on its budget, or when nothing is left to ask."""

from coscientist.domain.match import Match
from coscientist.tournaments.pairing.stopping import should_stop
from coscientist.tournaments.ratings.rating import rate
from coscientist.tournaments.standings import Standings
from tests.tournaments.games import NAMES, judged, match

PAIRS = [(a, b) for a in NAMES for b in NAMES if a != b]
CLEAR = {name: 2.0 * (5 - number) for number, name in enumerate(NAMES)}
SETTLED = judged(CLEAR, PAIRS * 12)


def standings(matches: list[Match], k: int = 2) -> Standings:
    return rate(matches, NAMES, k=k)


def test_a_clear_top_that_stays_ends_the_tournament() -> None:
    now = standings(SETTLED)
    assert not should_stop([now]).stop, "once is not stable"
    decision = should_stop([now, now])
    assert decision.stop
    assert decision.probability > 0.9
    assert decision.stable_rounds == 2


def test_a_top_that_changed_does_not() -> None:
    other = standings(judged({name: -strength for name, strength in CLEAR.items()}, PAIRS))
    assert not should_stop([other, standings(SETTLED)]).stop


def test_equal_hypotheses_never_look_settled() -> None:
    even = standings(judged(dict.fromkeys(NAMES, 0.0), PAIRS * 10))
    decision = should_stop([even, even, even])
    assert not decision.stop
    assert "below 0.90" in decision.reason


def test_the_budget_ends_it_and_says_how_sure_it_is() -> None:
    decision = should_stop([standings(SETTLED[:10])], asked=10, budget=10)
    assert decision.stop
    assert "budget of 10" in decision.reason


def test_unplayed_hypotheses_and_separate_groups_forbid_stopping() -> None:
    assert "not played" in should_stop([rate(SETTLED, [*NAMES, "new"], k=2)] * 3).reason
    apart = rate([match("a", "b", number=0), match("c", "d", number=1)], ["a", "b", "c", "d"], k=2)
    assert "never met" in should_stop([apart] * 3).reason


def test_nothing_left_to_ask_is_a_reason() -> None:
    assert should_stop([standings(SETTLED[:20])], pairs_left=0).stop


def test_one_hypothesis_needs_no_tournament() -> None:
    assert should_stop([rate([], ["a"])]).stop


def test_with_fewer_than_k_the_best_is_what_counts() -> None:
    one_vote = rate([match("h0", "h1")], ["h0", "h1"], k=5)
    assert not should_stop([one_vote] * 3).stop
    clear = rate([match("h0", "h1", number=n) for n in range(40)], ["h0", "h1"], k=5)
    assert should_stop([clear] * 3, probability=0.8).probability == clear.ratings[0].p_best
