"""In which rounds the words of a query are looked for."""

from hypothesis import given
from hypothesis import strategies as st

from coscientist.literature import word_search
from coscientist.literature.word_search import rounds

words = st.lists(st.text("abcdef", min_size=1, max_size=3), min_size=1, max_size=9, unique=True)


@given(words, st.data())
def test_all_rounds_but_the_last_cost_no_more_than_their_bound_together(asked: list[str], data: st.DataObject) -> None:
    counts = {word: data.draw(st.integers(0, 600_000), label=word) for word in asked}
    expressions = [expression for expression, _ in rounds(asked, counts, 1_000_000)]
    spent = 0
    for expression in expressions[:-1]:
        named = [word for part in expression.split(" OR ") for word in part.strip("()").split(" AND ")]
        spent += sum(counts[word.strip('"')] for word in named)
    assert spent <= word_search.WORK
    last = [counts[word.strip('"')] for word in expressions[-1].split(" OR ")]
    assert len(last) == 1 or sum(last) <= max(word_search.EASY, word_search.WORK)


@given(words)
def test_a_small_corpus_is_asked_once_for_any_of_the_words(asked: list[str]) -> None:
    assert list(rounds(asked, dict.fromkeys(asked, 49_000), 50_000)) == [(word_search.any_of(asked), None)]


def test_a_word_that_most_passages_hold_is_left_out_unless_it_is_the_only_one() -> None:
    counts = {"the": 900_000, "tau": 30_000}
    assert [expression for expression, _ in rounds(["the", "tau"], counts, 1_000_000)] == ['"tau"']
    assert [expression for expression, _ in rounds(["the"], counts, 1_000_000)] == ['"the"']


def test_passages_with_more_of_the_words_are_looked_for_first() -> None:
    counts = {"tau": 30_000, "kinase": 20_000, "brain": 40_000}
    assert [expression for expression, _ in rounds(["tau", "kinase", "brain"], counts, 1_000_000)] == [
        '("kinase" AND "tau" AND "brain")',
        '("kinase" AND "tau") OR ("kinase" AND "brain") OR ("tau" AND "brain")',
        '"kinase"',
    ]
