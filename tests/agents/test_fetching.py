"""What a model is given to read."""

from coscientist.agents.generation.bridging import Bridging
from coscientist.agents.generation.fetching import PER_PROMPT, goal_packets, passages_behind
from coscientist.agents.workbench import Workbench
from tests.support.model_world import small_bench, small_pack

__all__ = ["small_bench", "small_pack"]


def test_a_lot_holds_both_halves_of_a_bridge(small_bench: Workbench) -> None:
    (lot,) = goal_packets(small_bench, 1)
    quotes = [item.quote for item in lot]
    assert "CDK5 increases tau phosphorylation in human neurons." in quotes
    assert "Roscovitine inhibits CDK5 at low doses in rat neurons." in quotes
    assert len({item.id for item in lot}) == len(lot) <= PER_PROMPT


def test_lots_are_the_same_each_time_and_begin_anew_when_all_were_dealt(small_bench: Workbench) -> None:
    first, again = goal_packets(small_bench, 2), goal_packets(small_bench, 1, start=1)
    assert first == goal_packets(small_bench, 2)
    assert first[1] == again[0]
    assert all(first)


def test_what_a_hypothesis_rests_on_comes_first(small_bench: Workbench) -> None:
    hypothesis = next(Bridging().propose(small_bench, cycle=0))
    own = {passage for claim in hypothesis.claims for passage in small_bench.graph.claims[claim].passages}
    fetched = [item.id for item in passages_behind(small_bench, hypothesis, 12)]
    assert set(fetched[: len(own)]) == own
