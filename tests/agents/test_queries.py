"""What services are asked for a goal: its subjects, never its small talk and never what it excludes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coscientist.agents.planning.queries import MAX_WORDS, queries


@pytest.mark.parametrize(
    ("goal", "first"),
    [
        ("reduce migraine", "migraine"),
        ("reduce tau phosphorylation in Alzheimer's disease", "tau phosphorylation Alzheimer's"),
        ("Find drugs that lower IL-6 in sepsis, without dexamethasone or tocilizumab", "IL-6 sepsis"),
        ("Improve survival in SARS-CoV-2 infection by blocking TMPRSS2", "survival SARS-CoV-2 infection TMPRSS2"),
    ],
)
def test_the_subjects_are_asked_for_together(goal: str, first: str) -> None:
    assert queries(goal, 3)[0] == first


def test_a_phrase_is_also_asked_for_alone_and_a_common_word_is_not() -> None:
    assert "tau phosphorylation" in queries("reduce tau phosphorylation in Alzheimer's disease", 5)
    assert "survival" not in queries("Improve survival in SARS-CoV-2 infection", 8)


def test_further_queries_ask_for_causes_and_treatments() -> None:
    assert set(queries("reduce migraine", 4)) == {
        "migraine",
        "migraine mechanism",
        "migraine inhibition",
        "migraine treatment",
    }


def test_a_goal_without_a_subject_asks_nothing() -> None:
    assert queries("find a good way to treat patients", 5) == ()


@given(st.text(max_size=300), st.integers(min_value=1, max_value=10))
def test_no_text_breaks_the_planning_and_every_query_is_short(goal: str, count: int) -> None:
    made = queries(goal, count)
    assert len(made) <= count
    assert all(0 < len(query.split()) <= MAX_WORDS + 1 for query in made)
    assert queries(goal, count) == made
