"""Goals in the passive, put in the active."""

import pytest

from coscientist.agents.planning.passive import in_the_active


@pytest.mark.parametrize(
    ("goal", "rest"),
    [
        ("How can phagocytosis of plaques be enhanced?", "How enhance phagocytosis of plaques?"),
        ("NOX4 should be reduced without loss of AMPK", "reduce NOX4 without loss of AMPK"),
        ("Find out how tau aggregation can be prevented", "Find out how prevent tau aggregation"),
        ("We want BDNF to be increased in rats", "We want increase BDNF in rats"),
        ("How could fibrosis be effectively stopped?", "How stop fibrosis?"),
        ("stop tau from spreading between neurons", "prevent tau spreading between neurons"),
        ("Can curcumin be used to reduce plaques?", "does curcumin reduce plaques?"),
        ("Could metformin be repurposed for fibrosis?", "new uses for metformin for fibrosis?"),
        ("Can tau aggregation be slowed by metformin?", "slow tau aggregation by metformin?"),
    ],
)
def test_the_verb_comes_before_what_it_is_done_to(goal: str, rest: str) -> None:
    assert in_the_active(goal) == rest


@pytest.mark.parametrize(
    "goal",
    [
        "Which kinases, when inhibited, lower NOX4?",
        "Which proteins must be phosphorylated?",
        "What is to be done against tau?",
        "reduce tau to be able to walk",
        "",
    ],
)
def test_other_goals_stay_as_they_are(goal: str) -> None:
    assert in_the_active(goal) == goal
