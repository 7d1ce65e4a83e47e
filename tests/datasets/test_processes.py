"""The listed processes of cells: one meaning a name, and read out of sentences."""

import re

from coscientist.datasets.processes import processes
from coscientist.domain.concept import ConceptKind
from coscientist.literature.extraction.spelling import spelled
from coscientist.literature.extraction.vocabulary import Vocabulary


def test_every_name_means_one_process() -> None:
    names = [form for each in processes() for form in sorted({spelled(name) for name in (each.name, *each.synonyms)})]
    assert [name for name in names if names.count(name) > 1] == []


def test_terms_are_written_as_the_gene_ontology_writes_them_and_none_is_given_twice() -> None:
    terms = [process.identifiers["GO"] for process in processes() if process.identifiers]
    assert all(re.fullmatch(r"GO:\d{7}", term) for term in terms)
    assert len(terms) == len(set(terms))
    assert {process.kind for process in processes()} == {ConceptKind.PROCESS}


def test_a_sentence_is_read_in_the_words_that_papers_use() -> None:
    text = "It inhibited proliferation of MV4-11 cells, raised ROS and blocked the PI3K/Akt pathway."
    found = [mention.concept for mention in Vocabulary(processes()).find(text)]
    assert found == ["process:cell proliferation", "process:oxidative stress", "process:pi3k/akt/mtor signalling"]
