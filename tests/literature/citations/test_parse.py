"""Citations as people write them."""

import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coscientist.domain.errors import FileError
from coscientist.literature.citations.lists import read_entry
from coscientist.literature.citations.parse import citations_in_bibtex, citations_in_file, citations_in_text
from coscientist.literature.citations.values import Citation
from tests.support.clocks import SetClock


def only(text: str) -> Citation:
    (citation,) = citations_in_text(text)
    return citation


def names(citation: Citation) -> list[str]:
    return [str(identifier) for identifier in citation.identifiers]


def test_authors_and_year_in_brackets() -> None:
    citation = only("Magnesium lowers pressure (Smith et al., 2012).")
    assert (citation.authors, citation.et_al, citation.year) == (("Smith",), True, 2012)
    assert citation.claim == "Magnesium lowers pressure."


def test_several_in_one_bracket_are_several() -> None:
    citations = citations_in_text("It is so (Smith et al., 2012; Doe & Roe, 2011a, doi:10.1234/abc; see Berg 1999).")
    assert [(c.authors, c.year, names(c)) for c in citations] == [
        (("Smith",), 2012, []),
        (("Doe", "Roe"), 2011, ["doi:10.1234/abc"]),
        (("Berg",), 1999, []),
    ]
    assert {c.claim for c in citations} == {"It is so."}


def test_authors_as_part_of_the_sentence() -> None:
    citation = only("Van der Berg and Müller (2009) showed that it works in rats.")
    assert (citation.authors, citation.year) == (("Van der Berg", "Müller"), 2009)
    assert only("O'Neill and colleagues (2020) did not.").et_al


def test_an_identifier_after_a_name_belongs_to_it_and_one_before_does_not() -> None:
    assert names(only("Shown by Bran et al. (2023) [doi:10.1038/s42256-024-00832-8].")) == [
        "doi:10.1038/s42256-024-00832-8"
    ]
    first, second = citations_in_text("arXiv:2304.05376v2 was discussed by O'Neill (2020) at length.")
    assert (names(first), names(second), second.authors) == (["arxiv:2304.05376"], [], ("O'Neill",))


def test_identifiers_alone_are_citations() -> None:
    citations = citations_in_text(
        "See https://doi.org/10.1038/NG.590, PMID: 20516115, PMC3040717 and arXiv:1707.08567."
    )
    assert [names(c) for c in citations] == [
        ["doi:10.1038/ng.590"],
        ["pmid:20516115"],
        ["pmcid:PMC3040717"],
        ["arxiv:1707.08567"],
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Table (2012) and Figure (2010) are not people.",
        "The year (2012) was hot, and so was (May 2013).",
        "A value of 10.5/6 was measured (n = 2012).",
        "No citation here.",
        "",
    ],
)
def test_what_is_no_citation_is_not_taken_for_one(text: str) -> None:
    assert citations_in_text(text) == []


@pytest.mark.parametrize(
    ("entry", "authors", "year", "title"),
    [
        (
            "Smith, J., & Doe, K. A. (2012). Title of the thing. Journal, 12(3), 1-2. https://doi.org/10.1234/abc",
            ("Smith", "Doe"),
            2012,
            "Title of the thing",
        ),
        ("Smith, J. and Doe, K. 2012. Title of the thing. Journal 12.", ("Smith", "Doe"), 2012, "Title of the thing"),
        (
            "Smith, J. & Doe, K. Title of the thing. Nature 12, 1–5 (2012).",
            ("Smith", "Doe"),
            2012,
            "Title of the thing",
        ),
        (
            "1. Smith J, Doe KA, van der Berg P. Title of the thing. J Things. 2012;5(3):12-34.",
            ("Smith", "Doe", "van der Berg"),
            2012,
            "Title of the thing",
        ),
        ("[2] Smith J, et al. Title of the thing? J Things 2012;5:1.", ("Smith",), 2012, "Title of the thing"),
        ("Smith J, Doe KA (2012) Title of the thing. PLoS ONE 2: e1.", ("Smith", "Doe"), 2012, "Title of the thing"),
        (
            '[3] J. Smith, A.-B. Doe, and K. Roe, "Title of the thing," Proc. IEEE, vol. 2, 2012.',
            ("Smith", "Doe", "Roe"),
            2012,
            "Title of the thing",
        ),
        (
            "- O'Neill MJ, Gonzalez Perez M, Öztürk A. Title of the thing. J. 2012.",
            ("O'Neill", "Gonzalez Perez", "Öztürk"),
            2012,
            "Title of the thing",
        ),
    ],
)
def test_reference_styles(entry: str, authors: tuple[str, ...], year: int, title: str) -> None:
    read = read_entry(entry)
    assert read is not None
    assert (read.authors, read.year, read.title) == (authors, year, title)


def test_a_numbered_list_is_joined_to_the_sentences_that_cite_it() -> None:
    text = (
        "Magnesium lowers pressure [1,3-4]. It also helps in rats [3].\n\nReferences\n\n"
        "1. Smith J. First title of them all. J. 2001.\n"
        "2. Doe K. Second title of them all. J. 2002.\n"
        "3. Roe L. Third title of them all. J. 2003. doi:10.1234/abc\n"
    )
    assert [(c.authors[0], c.claim) for c in citations_in_text(text)] == [
        ("Smith", "Magnesium lowers pressure."),
        ("Doe", None),
        ("Roe", "Magnesium lowers pressure."),
        ("Roe", "It also helps in rats."),
    ]


def test_a_citation_knows_its_line() -> None:
    text = "One.\n\nTwo (Smith, 2012).\n\n1. Smith J. A long title. J. 2001.\n2. Doe K. Another title. J. 2002."
    assert [c.place for c in citations_in_text(text)] == ["line 3", "line 5", "line 6"]


def test_bibtex_entries_are_citations() -> None:
    citations, problems = citations_in_bibtex(
        r"@article{doe, author={Doe, Jo and M{\"u}ller, A. and others}, title={On {T}hings}, year=2012,"
        " doi={10.1234/A}}\n\n@article{broken, title={"
    )
    (citation,) = citations
    assert (citation.authors, citation.et_al, citation.year) == (("Doe", "Müller"), True, 2012)
    assert (citation.title, names(citation), citation.place) == ("On Things", ["doi:10.1234/a"], "entry doe, line 1")
    assert [problem.line for problem in problems] == [3]


def test_files_are_read_by_their_kind(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("It is so (Smith et al., 2012).")
    (tmp_path / "a.bib").write_text("@misc{a, title={On things}, eprint={1707.08567}}")
    (tmp_path / "a.ris").write_text(
        "TY  - JOUR\nTI  - On things\nAU  - Doe, Jo\nPY  - 2012\nDO  - 10.1234/abc\nER  - \n"
    )
    (tmp_path / "a.json").write_text(json.dumps([{"type": "article", "title": "On things", "PMID": "7"}]))
    for name, expected in (
        ("a.md", []),
        ("a.bib", ["arxiv:1707.08567"]),
        ("a.ris", ["doi:10.1234/abc"]),
        ("a.json", ["pmid:7"]),
    ):
        (citation,), problems = citations_in_file(tmp_path / name, clock=SetClock())
        assert problems == []
        assert names(citation) == expected


def test_a_file_that_is_no_text_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xff\xd8\xff")
    with pytest.raises(FileError):
        citations_in_file(tmp_path / "a.txt", clock=SetClock())


@given(st.text(alphabet="Smith, J.et al(2012)[1];&and \n10.1234/a", max_size=200))
def test_no_text_stops_the_reader(text: str) -> None:
    citations_in_text(text)


@pytest.mark.parametrize(
    "piece", ["Aa A, ", "Aa, A., ", "Aa ", "Aa-", "d'", "van ", "A.", "(Aa ", "[1,", "10.1234/", "1. "]
)
def test_hostile_text_takes_no_longer_than_its_length(piece: str) -> None:
    start = time.process_time()
    read_entry(piece * (1_900 // len(piece)))
    citations_in_text(piece * (60_000 // len(piece)))
    assert time.process_time() - start < 10
