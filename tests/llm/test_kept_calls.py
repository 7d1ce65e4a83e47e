"""Answers that belong to no run are kept in a file: what was asked before an interruption is not asked again."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from coscientist.agents.extraction.by_model import ByModel
from coscientist.datasets.packs.kinds import kind_by_name
from coscientist.domain.call import Call
from coscientist.domain.claim import Claim
from coscientist.domain.errors import ConflictError, FileError
from coscientist.domain.literature import Passage
from coscientist.llm.record.kept_calls import KeptCalls
from coscientist.llm.testing import ScriptedModel


@pytest.fixture
def book(tmp_path: Path) -> Iterator[KeptCalls]:
    opened = KeptCalls(tmp_path / "readings.db")
    yield opened
    opened.close()


def call(name: str = "k", answer: str = "yes") -> Call:
    return Call(key=name, role="r", model="m", answer=answer)


def test_what_one_process_kept_the_next_one_knows(book: KeptCalls, tmp_path: Path) -> None:
    book.put(call("a"), call("b"))
    other = KeptCalls(tmp_path / "readings.db")
    assert (other.get("a"), other.get("b"), other.get("c")) == (call("a"), call("b"), None)
    other.close()


def test_of_two_answers_to_one_question_the_first_holds_and_all_of_a_batch_or_none_is_kept(
    book: KeptCalls, tmp_path: Path
) -> None:
    other = KeptCalls(tmp_path / "readings.db")
    book.put(call("a", "first"))
    with pytest.raises(ConflictError):
        other.put(call("b"), call("a", "second"))
    assert other.get("a") == call("a", "first")
    assert other.get("b") is None
    other.close()


def test_a_file_of_another_kind_is_said_with_the_remedy(tmp_path: Path) -> None:
    (tmp_path / "readings.db").write_text("no database, but long enough to be looked at as one" * 20)
    with pytest.raises(FileError, match="cannot be used"):
        KeptCalls(tmp_path / "readings.db")


def test_papers_that_a_model_has_read_are_not_read_again(tmp_path: Path) -> None:
    passage = Passage(id="p-1", source="s", quote="In neurons, nicotine markedly lowered the level of insulin.")
    said = {"passage": "p-1", "subject": "nicotine", "predicate": "decreases", "object": "insulin", "hedged": False}

    def read(answers: list[dict[str, object]]) -> tuple[list[Claim], int]:
        book = KeptCalls(tmp_path / "readings.db")
        model = ScriptedModel(answers, book=book)
        records = list(ByModel(model, kind_by_name).read([passage], lambda _what, _done, _all: None))
        model.close()
        book.close()
        return [record for record in records if isinstance(record, Claim)], len(model.requests)

    first, asked = read([{"claims": [said]}])
    again, asked_again = read([])
    assert (asked, asked_again) == (1, 0)
    assert again == first
    assert [claim.made_by for claim in again] == ["model:scripted/model"]
