"""Classes of proteins by the full names of their genes."""

import pytest

from coscientist.datasets.gene_classes import CLASSES, is_of_class


@pytest.mark.parametrize(
    ("symbol", "classes"),
    [
        ("LRRK2", {"kinase"}),
        ("ROCK1", {"kinase"}),
        ("CASP3", {"protease"}),
        ("PPP2CA", {"phosphatase"}),
        ("HDAC6", {"deacetylase"}),
        ("SLC1A2", {"transporter"}),
        ("CHRNA7", {"receptor"}),
        ("ABL1", {"kinase"}),
        ("CDKN1A", set()),
        ("IRS1", set()),
        ("RIC3", {"chaperone"}),
        ("GAPDH", set()),
    ],
)
def test_a_gene_is_of_the_classes_that_its_full_name_says(symbol: str, classes: set[str]) -> None:
    assert {each for each in CLASSES if is_of_class(each, (symbol,), symbol)} == classes


def test_a_family_without_a_gene_is_told_by_its_names() -> None:
    assert is_of_class("kinase", ("JNK", "c-Jun N-terminal kinases"))
    assert not is_of_class("kinase", ("AKAP5", "A-kinase anchoring protein"))
