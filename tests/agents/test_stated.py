"""Hypotheses in a person's words, read so that they are reviewed and ranked like any other."""

import pytest

from coscientist.agents.generation.stated import from_statement
from coscientist.agents.workbench import Workbench
from coscientist.domain.errors import GoalError
from coscientist.domain.hypothesis import EffectDirection, Hypothesis


def read(bench: Workbench, text: str) -> Hypothesis:
    return from_statement(bench, text, cycle=1)


def test_the_words_are_kept_as_they_are(bench: Workbench) -> None:
    item = read(bench, "  Metformin reduces   collagen I <b>strongly</b>. ")
    assert item.statement == "Metformin reduces collagen I <b>strongly</b>."
    assert item.title == item.statement
    assert (item.strategy, item.cycle, item.model) == ("user", 1, None)


def test_intervention_outcome_and_direction_are_read_out(bench: Workbench) -> None:
    item = read(bench, "Metformin reduces collagen I")
    assert (item.interventions, item.intervention_sign, item.outcome, item.outcome_sign) == (
        ("metformin",),
        1,
        "col1",
        -1,
    )
    assert item.predictions[0].primary
    assert item.predictions[0].direction is EffectDirection.DECREASE
    assert item.null == "Metformin does not change collagen I, compared with vehicle."


def test_without_a_mediator_the_best_route_is_taken(bench: Workbench) -> None:
    assert [step.object for step in read(bench, "Metformin reduces collagen I").mechanism] == ["ampk", "col1"]


@pytest.mark.parametrize(
    "text",
    [
        "Metformin reduces collagen I by inhibiting NOX4",
        "Metformin reduces collagen I via NOX4",
        "By inhibiting NOX4, metformin reduces collagen I",
    ],
)
def test_a_mediator_that_is_named_is_the_route(bench: Workbench, text: str) -> None:
    item = read(bench, text)
    assert (item.interventions, item.outcome) == (("metformin",), "col1")
    assert [step.object for step in item.mechanism] == ["nox4", "col1"]


@pytest.mark.parametrize(
    "text",
    [
        "Knock-down of AGTR1 reduces collagen I",
        "Loss of AGTR1 reduces collagen I",
        "AGTR1 inhibitors reduce collagen I",
    ],
)
def test_less_of_a_protein_is_read_as_less(bench: Workbench, text: str) -> None:
    item = read(bench, text)
    assert (item.interventions, item.intervention_sign, item.outcome_sign) == (("agtr1",), -1, -1)
    assert item.predictions[0].comparator == "non-targeting siRNA"


def test_a_hypothesis_that_no_route_supports_is_a_conjecture_and_says_so(bench: Workbench) -> None:
    item = read(bench, "Tranilast increases collagen I")
    assert item.claims == ()
    assert item.mechanism[0].text == "tranilast raises collagen I (as stated; no route in the corpora says so)"
    assert "conjecture" in item.notes[0]


def test_a_route_of_the_other_direction_is_not_taken_for_support(bench: Workbench) -> None:
    item = read(bench, "Metformin increases collagen I by activating AMPK")
    assert item.claims == ()
    assert item.outcome_sign == 1
    assert item.falsifiers == ("Collagen I does not change as stated.",)


def test_two_interventions_are_read_as_two(bench: Workbench) -> None:
    item = read(bench, "Metformin and fasudil together reduce collagen I")
    assert item.interventions == ("metformin", "fasudil")


@pytest.mark.parametrize(
    ("text", "lacks"),
    [
        ("Metformin and collagen I", "what follows"),
        ("Reduces collagen I", "what is changed"),
        ("Widgets reduce gadgets", "what is changed"),
    ],
)
def test_what_is_missing_is_named_with_what_was_understood(bench: Workbench, text: str, lacks: str) -> None:
    with pytest.raises(GoalError) as caught:
        read(bench, text)
    assert f"it lacks {lacks}" in str(caught.value)
    assert "Understood:" in str(caught.value)
    assert "Lithium reduces" in caught.value.hint


@pytest.mark.parametrize("text", ["", "   ", "x" * 2_001])
def test_a_hypothesis_has_some_words_and_not_too_many(bench: Workbench, text: str) -> None:
    with pytest.raises(GoalError, match="1 to 2,000 characters"):
        read(bench, text)


def test_nothing_changes_itself(bench: Workbench) -> None:
    with pytest.raises(GoalError, match="changes itself"):
        read(bench, "NOX4 increases NOX4")


def test_the_same_words_are_the_same_hypothesis(bench: Workbench) -> None:
    assert read(bench, "Metformin reduces collagen I").id == read(bench, " Metformin  reduces collagen I ").id
