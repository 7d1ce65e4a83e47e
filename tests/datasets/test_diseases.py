"""The listed diseases: one concept a name, found in sentences by any of their names."""

from collections import Counter

import pytest

from coscientist.datasets.diseases import diseases
from coscientist.datasets.vocabularies import reading_vocabulary
from coscientist.domain.concept import ConceptKind


def found(text: str) -> set[str]:
    vocabulary = reading_vocabulary([text], lambda _name: ConceptKind.OTHER)
    return {vocabulary.concepts[mention.concept].name for mention in vocabulary.find(text)}


def test_no_name_stands_for_two_diseases() -> None:
    names = Counter(name.casefold() for each in diseases() for name in (each.name, *each.synonyms))
    assert [name for name, count in names.items() if count > 1] == []


def test_a_disease_is_found_by_its_other_names() -> None:
    assert "migraine" in found("Propranolol prevents migraine headaches.")
    assert "chronic kidney disease" in found("Enalapril slowed renal failure in rats.")


def test_a_process_of_like_name_is_not_the_disease() -> None:
    assert "major depression" not in found("Magnesium blocked cortical spreading depression.")


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("acute myelogenous leukaemia", "acute myeloid leukemia"),
        ("Addison's disease", "Addison disease"),
        ("NAFLD", "non-alcoholic fatty liver disease"),
        ("hypotonia", "muscle hypotonia"),
        ("neurofibrillary tangles", "neurofibrillary tangles"),
    ],
)
def test_mesh_and_the_phenotype_ontology_lend_their_names(written: str, name: str) -> None:
    assert name.casefold() in {each.casefold() for each in found(f"Patients had {written} and were treated.")}


def test_words_that_mesh_lists_and_sentences_use_otherwise_are_no_diseases() -> None:
    assert found("A strain with the combined bite does affect the mass of each tic.") == set()
