"""What is tried against a disease is read as lowering it, and marked as not reported."""

import pytest

from coscientist.domain.claim import Predicate
from coscientist.domain.concept import Concept, ConceptKind
from coscientist.domain.literature import Passage
from coscientist.literature.extraction.extract import extract
from coscientist.literature.extraction.vocabulary import Vocabulary

KINDS = {
    "migraine": ConceptKind.DISEASE,
    "propranolol": ConceptKind.COMPOUND,
    "pizotifen": ConceptKind.COMPOUND,
    "neurons": ConceptKind.OTHER,
}
KNOWN = Vocabulary([Concept(id=name, name=name, kind=kind) for name, kind in KINDS.items()])


def read(sentence: str) -> list[tuple[str, Predicate, str, bool]]:
    claims = extract([Passage(id="p", source="s", quote=sentence)], KNOWN).claims
    return [(each.subject, each.predicate, each.object, each.hedged) for each in claims]


@pytest.mark.parametrize(
    "sentence",
    [
        "Propranolol in the prophylactic treatment of migraine",
        "Propranolol for migraine prophylaxis: a double-blind study",
        "Treatment of migraine with propranolol",
        "Migraine prophylaxis with propranolol",
        "The use of propranolol as therapy for migraine",
    ],
)
def test_a_trial_says_what_is_tried_and_does_not_report_that_it_helps(sentence: str) -> None:
    assert ("propranolol", Predicate.DECREASES, "migraine", True) in read(sentence)


def test_two_that_are_tried_are_both_read() -> None:
    found = read("Treatment of migraine with propranolol and pizotifen")
    assert {subject for subject, *_ in found} == {"propranolol", "pizotifen"}


def test_what_is_reported_counts_more_than_what_is_tried() -> None:
    assert read("Propranolol prevents migraine") == [("propranolol", Predicate.DECREASES, "migraine", False)]


@pytest.mark.parametrize("sentence", ["Treatment of neurons with propranolol", "Propranolol and migraine"])
def test_only_diseases_are_treated(sentence: str) -> None:
    assert read(sentence) == []
