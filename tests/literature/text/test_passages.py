"""Passages are verbatim, placed and named by content."""

from hypothesis import given
from hypothesis import strategies as st

from coscientist.domain.literature import Source
from coscientist.literature.text.passages import LONGEST, Block, abstract_passages, passages_of

SOURCE = Source(id="pmid:1", title="T", year=2012, abstract="It grows in the dark, which nobody expected. See Fig. 1.")


def test_a_short_sentence_stays_with_its_neighbour() -> None:
    (passage,) = abstract_passages(SOURCE)
    assert passage.quote == SOURCE.abstract
    (passage,) = passages_of(SOURCE, [Block("Methods. Cells were grown in the dark for two weeks.")])
    assert passage.quote == "Methods. Cells were grown in the dark for two weeks."


def test_a_passage_knows_its_place_and_year() -> None:
    (passage,) = passages_of(SOURCE, [Block("Cells were grown in the dark for two weeks.", "Methods > Cells")])
    assert (passage.source, passage.locator, passage.year) == ("pmid:1", "Methods > Cells", 2012)


def test_the_same_words_of_the_same_source_have_the_same_id_wherever_they_stand() -> None:
    text = "Cells were grown in the dark for two weeks."
    (one,) = passages_of(SOURCE, [Block(text, "Abstract"), Block(text, "Methods")])
    assert one.locator == "Abstract"
    (other,) = passages_of(SOURCE.model_copy(update={"id": "pmid:2"}), [Block(text)])
    assert one.id != other.id


def test_numbers_alone_are_no_passage() -> None:
    assert passages_of(SOURCE, [Block("1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21.")]) == ()


@given(st.text(max_size=300), st.integers(1, 40))
def test_every_passage_is_a_piece_of_the_text_and_of_bounded_length(text: str, times: int) -> None:
    block = Block(" ".join([text] * times))
    for passage in passages_of(SOURCE, [block]):
        assert passage.quote in block.text
        assert len(passage.quote) <= LONGEST + 40


def test_a_long_table_without_stops_is_cut_between_words() -> None:
    passages = passages_of(SOURCE, [Block("cell " * 3_000)])
    assert all(len(passage.quote) <= LONGEST for passage in passages)
    assert all(passage.quote.startswith("cell") and passage.quote.endswith("cell") for passage in passages)
