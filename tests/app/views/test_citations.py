from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coscientist.app.views.citations import citation, safe_link
from coscientist.domain.literature import Source


@pytest.mark.parametrize(
    ("identifiers", "label", "link"),
    [
        ({"pmid": "30046111"}, "PMID 30046111", "https://pubmed.ncbi.nlm.nih.gov/30046111/"),
        ({"doi": "10.1000/a<b>"}, "doi:10.1000/a<b>", "https://doi.org/10.1000/a%3Cb%3E"),
        ({"pmcid": "PMC123"}, "PMC123", "https://pmc.ncbi.nlm.nih.gov/articles/PMC123/"),
        ({"arxiv": "2502.18864"}, "arXiv:2502.18864", "https://arxiv.org/abs/2502.18864"),
        ({"pmid": "../../evil"}, "local:1", None),
    ],
)
def test_the_best_identifier_is_linked_and_a_malformed_one_is_not(
    identifiers: dict[str, str], label: str, link: str | None
) -> None:
    found = citation(Source(id="local:1", title="T", identifiers=identifiers))
    assert (found.label, found.link) == (label, link)


def test_an_identifier_in_the_sources_own_id_is_used() -> None:
    assert citation(Source(id="pmid:7", title="T")).link == "https://pubmed.ncbi.nlm.nih.gov/7/"


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//host", "http:", ""]
)
def test_addresses_that_could_do_harm_are_not_linked(address: str) -> None:
    assert safe_link(address) is None


@given(st.text())
def test_only_web_addresses_are_ever_linked(address: str) -> None:
    link = citation(Source(id="local:1", title="T", url=address)).link
    assert link is None or urlsplit(link).scheme in ("http", "https")


def test_an_alphabetical_list_does_not_say_who_came_first() -> None:
    assert citation(Source(id="x", title="T", authors=("A", "B", "C", "D"))).authors == ""
    assert citation(Source(id="x", title="T", authors=("D", "B", "C", "A"))).authors == "D, B, C et al."
    assert citation(Source(id="x", title="T", authors=("A", "B"))).authors == "A, B"
