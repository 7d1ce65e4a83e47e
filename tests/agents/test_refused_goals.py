"""Goals that are not pursued, and what is said instead."""

import pytest

from coscientist.agents.planning.plan import MAX_GOAL_CHARACTERS, goal_text, read_goal
from coscientist.domain.errors import GoalError
from coscientist.evidence.graph import EvidenceGraph
from tests.support.small_world import ABOUT, SmallWorld


@pytest.fixture(scope="module")
def graph(small_world: SmallWorld) -> EvidenceGraph:
    return small_world.graph()


def refusal(graph: EvidenceGraph, goal: str) -> str:
    with pytest.raises(GoalError) as caught:
        read_goal(goal, graph, ABOUT)
    return str(caught.value)


def test_a_setting_does_not_stand_in_for_what_was_not_understood(graph: EvidenceGraph) -> None:
    said = refusal(graph, "Restore podocyte function in renal fibrosis")
    assert "Only a part was understood of: podocyte in renal fibrosis." in said


def test_a_channel_right_after_a_thing_is_a_part_of_its_name(graph: EvidenceGraph) -> None:
    assert "Only a part was understood of: metformin channel." in refusal(graph, "Open the metformin channel")


@pytest.mark.parametrize("goal", ["Does caffeine lower collagen I?", "How does the caffeine affect collagen I?"])
def test_a_question_about_what_has_no_name_here_is_not_answered_with_something_else(
    graph: EvidenceGraph, goal: str
) -> None:
    assert "The goal asks about caffeine, of which they have no name." in refusal(graph, goal)


@pytest.mark.parametrize(
    "goal", ["Find ferroptosis inhibitors for renal fibrosis", "Find inhibitors of ferroptosis for renal fibrosis"]
)
def test_inhibitors_of_what_has_no_name_here_are_not_those_of_the_disease(graph: EvidenceGraph, goal: str) -> None:
    assert "The goal asks about ferroptosis, of which they have no name." in refusal(graph, goal)


def test_what_was_not_understood_is_said_as_it_was_typed(graph: EvidenceGraph) -> None:
    assert "Not understood: MAO-B, activity9." in refusal(graph, "Lower MAO-B activity9")


def test_a_goal_of_which_nothing_is_known_is_refused_with_three_ways_out(graph: EvidenceGraph) -> None:
    said = refusal(graph, "Design a solid electrolyte with high lithium conductivity")
    assert "Understood: nothing" in said
    assert "Not understood: solid, electrolyte" in said
    assert "The corpora cover: signals to collagen in the kidney" in said
    for way in ("coscientist corpus add", "--source", "--model"):
        assert way in said


def test_words_that_were_understood_are_told_apart_from_those_that_were_not(graph: EvidenceGraph) -> None:
    said = refusal(graph, "reduce flubber blorp zonk in renal fibrosis of NOX4ish sheep")
    assert "“renal fibrosis” as renal fibrosis" in said
    assert "flubber, blorp, zonk" in said


def test_a_target_of_which_only_a_part_is_known_is_not_taken_for_it(graph: EvidenceGraph) -> None:
    assert "Only a part was understood of: losartan widget." in refusal(graph, "reduce losartan widgets")


def test_a_thing_that_nothing_acts_on_is_said_to_be_so(graph: EvidenceGraph) -> None:
    assert "They name tranilast, but report nothing that acts on it." in refusal(graph, "lower tranilast")


def test_known_phrases_that_hold_an_unknown_word_are_offered(graph: EvidenceGraph) -> None:
    assert "collagen ~ collagen i" in refusal(graph, "Reduce collagens")


@pytest.mark.parametrize("goal", ["", "   ", "\n\t", "\u00a0"])
def test_an_empty_goal_is_said_to_be_empty(goal: str) -> None:
    with pytest.raises(GoalError, match="is empty"):
        goal_text(goal)


def test_a_goal_of_100_kilobytes_is_said_to_be_too_long(graph: EvidenceGraph) -> None:
    said = refusal(graph, "reduce collagen I " * 5_600)
    assert f"at most {MAX_GOAL_CHARACTERS:,} are read" in said


@pytest.mark.parametrize(
    "goal",
    [
        "Reduzieren Sie Kollagen in der Niere",
        "減少膠原蛋白",
        "снизить коллаген I",
        "réduire le collagène dans le rein",
        "تقليل الكولاجين",
    ],
)
def test_a_goal_in_another_language_is_told_that_goals_are_read_in_english(graph: EvidenceGraph, goal: str) -> None:
    said = refusal(graph, goal)
    assert "read in English" in said
    assert "Not understood: " in said


def test_of_two_things_both_of_which_are_wanted_half_is_not_pursued(graph: EvidenceGraph) -> None:
    assert "Only a part was understood of: ampk splicing." in refusal(graph, "Lower collagen I and AMPK splicing")


@pytest.mark.parametrize(
    "goal",
    [
        "Develop a biomarker for renal fibrosis",
        "Which blood markers tell renal fibrosis?",
        "a diagnostic test for NOX4",
    ],
)
def test_a_search_for_markers_is_refused(graph: EvidenceGraph, goal: str) -> None:
    assert "The goal asks for a marker" in refusal(graph, goal)


@pytest.mark.parametrize(
    "goal",
    ["Lower collagen I and other markers of renal fibrosis", "Find drugs that lower collagen I and other markers"],
)
def test_markers_as_readouts_are_not(graph: EvidenceGraph, goal: str) -> None:
    assert read_goal(goal, graph, ABOUT).targets
