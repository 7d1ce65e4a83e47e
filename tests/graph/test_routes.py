"""Where a run goes next: pure functions of its state."""

import pytest

from coscientist.graph.routes import after_approval, after_inherit, each_pending


def test_a_run_begins_with_proposals_or_with_what_waits() -> None:
    assert after_approval({"run": "r", "pending": []}) == "propose"
    assert after_approval({"run": "r", "pending": ["h1"]}) == "dispatch"


def test_every_waiting_hypothesis_goes_down_its_own_chain() -> None:
    sends = each_pending({"run": "r", "cycle": 2, "pending": ["h1", "h2"]})
    assert not isinstance(sends, str)
    assert [(send.node, send.arg) for send in sends] == [
        ("develop", {"run": "r", "cycle": 2, "hypothesis": "h1"}),
        ("develop", {"run": "r", "cycle": 2, "hypothesis": "h2"}),
    ]


def test_with_nothing_waiting_the_duplicates_are_looked_for() -> None:
    assert each_pending({"run": "r", "pending": []}) == "proximity"


def test_a_run_that_ends_concludes_whatever_waits() -> None:
    assert each_pending({"run": "r", "pending": ["h1"], "ended": "time"}) == "conclude"


@pytest.mark.parametrize(
    ("cycle", "cycles", "waiting", "early", "to"),
    [
        (0, 2, False, False, "next_cycle"),
        (1, 2, False, False, "conclude"),
        (1, 2, True, False, "take_up"),
        (0, 2, True, True, "conclude"),
        (0, 2, False, True, "conclude"),
        (5, 2, False, False, "conclude"),
    ],
)
def test_after_a_cycle_comes_what_people_added_then_the_next_then_the_end(
    cycle: int, cycles: int, waiting: bool, early: bool, to: str
) -> None:
    assert after_inherit(cycles, waiting, early, {"run": "r", "cycle": cycle}) == to
