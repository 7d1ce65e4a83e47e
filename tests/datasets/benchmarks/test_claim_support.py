"""Claim support: what the judge says becomes yes, no or maybe, on the held-out part alone."""

from coscientist.datasets.benchmarks.claim_support import FILE, nearest, part_of, read_questions
from coscientist.domain.literature import Passage
from coscientist.literature.citations.values import Judgement
from tests.support.shared_data import shared


def test_the_sentence_that_is_most_about_the_claim_decides() -> None:
    def judge(_claim: str, passage: Passage) -> Judgement:
        about = float("insulin" in passage.quote)
        return Judgement(verdict="contradicts" if about else "supports", about=about)

    found = nearest(judge, "claim", "The weather was fine on all of the days. It did not lower insulin at all.")
    assert found.verdict == "contradicts"


def test_the_questions_are_read_with_their_verdicts() -> None:
    questions = read_questions(shared("claims") / FILE)
    assert len(questions) == 500
    assert {question.verdict for question in questions} == {"yes", "no", "maybe"}
    assert {part_of(question.id) for question in questions} == {"development", "held out"}
