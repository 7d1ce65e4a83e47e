"""Names of publications as people and services write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coscientist.literature.identifiers import normal_doi, normal_identifiers, parse_identifier, source_id
from coscientist.literature.licences import normal_licence


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("https://doi.org/10.1016/S0140-6736(24)02600-X", "doi:10.1016/s0140-6736(24)02600-x"),
        ("(doi:10.1000/ABC.)", "doi:10.1000/abc"),
        ("10.1038%2Fng.590", "doi:10.1038/ng.590"),
        (
            "10.1002/(SICI)1097-0134(199601)24:1<1::AID-PROT1>3.0.CO;2-R",
            "doi:10.1002/(sici)1097-0134(199601)24:1<1::aid-prot1>3.0.co;2-r",
        ),
        ("10.48550/arXiv.2312.07559", "arxiv:2312.07559"),
        ("PMID: 020516115", "pmid:20516115"),
        ("https://pubmed.ncbi.nlm.nih.gov/20516115/", "pmid:20516115"),
        ("PMC3040717", "pmcid:PMC3040717"),
        ("https://www.ncbi.nlm.nih.gov/pmc/articles/5815332", "pmcid:PMC5815332"),
        ("arXiv:2304.05376v2", "arxiv:2304.05376"),
        ("http://arxiv.org/abs/astro-ph/0601001v1", "arxiv:astro-ph/0601001"),
        ("https://arxiv.org/pdf/1707.08567v1.pdf", "arxiv:1707.08567"),
    ],
)
def test_an_identifier_is_read_however_it_is_written(text: str, name: str) -> None:
    assert str(parse_identifier(text)) == name


@pytest.mark.parametrize("text", ["", "abc", "1234.56", "10.", "10.12/x", "PMID: abc", "9" * 30, "doi:"])
def test_what_is_no_identifier_is_not_taken_for_one(text: str) -> None:
    assert parse_identifier(text) is None


@given(st.text(max_size=60))
def test_reading_twice_changes_nothing(text: str) -> None:
    doi = normal_doi(text)
    assert doi is None or normal_doi(doi) == doi
    found = parse_identifier(text)
    assert found is None or parse_identifier(str(found)) == found


def test_a_work_is_named_by_what_most_know_and_a_preprint_by_itself() -> None:
    names = normal_identifiers({"doi": "10.1234/X", "pmid": "7", "arxiv": "1707.08567v3", "pmcid": None})
    assert names == {"arxiv": "1707.08567", "doi": "10.1234/x", "pmid": "7"}
    assert source_id(names) == "pmid:7"
    assert source_id(names, "preprint") == "arxiv:1707.08567"
    assert source_id({}) is None


@pytest.mark.parametrize(
    ("text", "licence"),
    [
        ("cc by", "CC BY"),
        ("CCBY", "CC BY"),
        ("cc-by-nc", "CC BY-NC"),
        ("CCBYNCND", "CC BY-NC-ND"),
        ("cc-by-4.0", "CC BY 4.0"),
        ("http://creativecommons.org/licenses/by-nc-nd/3.0", "CC BY-NC-ND 3.0"),
        ("https://creativecommons.org/publicdomain/zero/1.0/", "CC0"),
        ("CC0", "CC0"),
        ("https://www.cambridge.org/core/terms", "https://www.cambridge.org/core/terms"),
        ("", None),
        (None, None),
    ],
)
def test_licences_have_one_name_each(text: str | None, licence: str | None) -> None:
    assert normal_licence(text) == licence
