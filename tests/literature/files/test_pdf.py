"""PDF files: pages, sections, titles, and everything that can be wrong with them."""

import importlib.util
import io
import sys
from pathlib import Path

import pytest

from coscientist.literature.files.pdf_pages import blocks_of
from coscientist.literature.files.values import Limits
from tests.literature.files.folder import failure, only, read
from tests.support.pdfs import body, pdf

pytestmark = pytest.mark.skipif(importlib.util.find_spec("pypdf") is None, reason="needs the extra [files]")

PAPER = [
    [
        (18.0, "Magnesium blocks spreading depression"),
        *body(
            "J. Doe and A. Roe",
            "https://doi.org/10.1234/abc.5  Published 3 May 2012",
            "Abstract",
            "Magnesium lowers the ampli-",
            "tude of spreading depression in rats (Fig. 1).",
        ),
    ],
    body("Journal of Things 12", "2. Results", "The wave-length of light, which crosses", "Page 2"),
    body(
        "Journal of Things 12",
        "the page break, did not matter. The wave-",
        "length was 5 nm in all of the experiments.",
        "References",
        "1. Someone et al. A paper that is not ours. 2001.",
        "Page 3",
    ),
    body("Journal of Things 12", "2. More that is not ours. 2003.", "Page 4"),
]


def test_passages_have_page_and_section_and_run_over_page_breaks(tmp_path: Path) -> None:
    item = only(tmp_path / "a.pdf", pdf(PAPER))
    assert [(p.locator, p.quote) for p in item.passages] == [
        ("p. 1, Abstract", "Magnesium lowers the amplitude of spreading depression in rats (Fig. 1)."),
        ("p. 2, Results", "The wave-length of light, which crosses the page break, did not matter."),
        ("p. 3, Results", "The wave-length was 5 nm in all of the experiments."),
    ]


def test_the_record_comes_from_what_the_first_page_shows(tmp_path: Path) -> None:
    source = only(tmp_path / "a.pdf", pdf(PAPER)).source
    assert source.title == "Magnesium blocks spreading depression"
    assert source.year == 2012
    assert source.identifiers == {"doi": "10.1234/abc.5"}
    assert source.id.startswith("file-")


def test_the_record_comes_from_the_metadata_where_there_is_some(tmp_path: Path) -> None:
    content = pdf(PAPER, title="On magnesium and the brain", author="Jo Doe; Al Roe", subject="doi:10.1234/other.1")
    source = only(tmp_path / "a.pdf", content).source
    assert source.title == "On magnesium and the brain"
    assert source.authors == ("Jo Doe", "Al Roe")
    assert source.id == "doi:10.1234/other.1"


@pytest.mark.parametrize("title", ["Microsoft Word - draft3.doc", "untitled", "1-s2.0-S0140673624", "paper.pdf", " "])
def test_a_title_that_a_program_made_up_is_not_believed(tmp_path: Path, title: str) -> None:
    assert only(tmp_path / "a.pdf", pdf(PAPER, title=title)).source.title == "Magnesium blocks spreading depression"


def test_two_identifiers_on_the_first_page_are_nobodys(tmp_path: Path) -> None:
    pages = [body("10.1234/one is commented on in 10.1234/two by these authors."), body("More text is here for all.")]
    assert only(tmp_path / "a.pdf", pdf(pages)).source.identifiers == {}


def test_an_encrypted_file_is_reported_with_what_to_do(tmp_path: Path) -> None:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(PAPER))))
    writer.encrypt("secret", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    problem = failure(tmp_path / "a.pdf", out.getvalue())
    assert problem.why == "The PDF is encrypted."
    assert "qpdf" in problem.remedy


def test_a_file_that_only_its_owner_may_change_is_read(tmp_path: Path) -> None:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(PAPER))))
    writer.encrypt("", owner_password="owner", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    assert len(only(tmp_path / "a.pdf", out.getvalue()).passages) == 3


def test_pages_of_pictures_are_named(tmp_path: Path) -> None:
    assert "pictures" in failure(tmp_path / "scan.pdf", pdf([[], []])).why
    mixed = only(tmp_path / "mixed.pdf", pdf([body("A sentence that is long enough to be a passage."), []]))
    assert mixed.remarks[0].startswith("No text on page 2")


def test_a_cut_off_file_is_damaged_or_read_as_far_as_it_goes(tmp_path: Path) -> None:
    whole = pdf(PAPER)
    for cut in (30, len(whole) // 2, len(whole) - 40):
        (tmp_path / "cut.pdf").write_bytes(whole[:cut])
        sources, failures = read(tmp_path / "cut.pdf")
        assert sources or "damaged" in failures[0].why or "no text" in failures[0].why


def test_only_so_many_pages_are_read(tmp_path: Path) -> None:
    item = only(tmp_path / "a.pdf", pdf([*PAPER, *PAPER]), limits=Limits(max_pages=2))
    assert "Only the first 2 of 8 pages were read." in item.remarks


def test_a_reader_that_does_not_end_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", _sleeper(tmp_path))
    problem = failure(tmp_path / "a.pdf", pdf(PAPER), Limits(seconds_per_file=0.5))
    assert "took longer" in problem.why


def test_a_reader_that_dies_costs_only_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    killed = tmp_path / "killed"
    killed.write_text("#!/bin/sh\nkill -9 $$\n")
    killed.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(killed))
    assert "stopped its reader" in failure(tmp_path / "a.pdf", pdf(PAPER)).why


def _sleeper(folder: Path) -> str:
    path = folder / "sleeper"
    path.write_text("#!/bin/sh\nexec sleep 30\n")
    path.chmod(0o755)
    return str(path)


def test_a_missing_package_is_said_with_its_remedy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    assert "coscientist[files]" in failure(tmp_path / "a.pdf", pdf(PAPER)).remedy


def test_tables_become_passages_when_asked_for(tmp_path: Path) -> None:
    pytest.importorskip("pdfplumber")
    item = only(tmp_path / "a.pdf", _ruled_table(), tables=True)
    rows = [p.quote for p in item.passages if (p.locator or "").endswith("table 1")]
    assert rows == ["Substance: Magnesium sulphate heptahydrate; Effect: Threshold raised by half"]


def _ruled_table() -> bytes:
    """A page with a sentence and a two-row table between ruled lines."""
    content = pdf([body("A sentence that is long enough to be a passage.")])
    cells = [(60, 705, "Substance"), (260, 705, "Effect"), (60, 685, "Magnesium sulphate heptahydrate")]
    cells.append((260, 685, "Threshold raised by half"))
    drawn = [f"BT /F1 10 Tf 1 0 0 1 {x} {y} Tm ({text}) Tj ET" for x, y, text in cells]
    drawn += [f"50 {y} m 450 {y} l S" for y in (680, 700, 720)] + [f"{x} 680 m {x} 720 l S" for x in (50, 250, 450)]
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import DecodedStreamObject, NameObject

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(content)))
    page = writer.pages[0]
    stream = DecodedStreamObject()
    stream.set_data(page.get_contents().get_data() + b"\n" + "\n".join(drawn).encode())  # type: ignore[union-attr]
    page[NameObject("/Contents")] = writer._add_object(stream)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_book_without_headings_takes_no_longer_than_its_length() -> None:
    line = "This is line {n} of page {p}, divided at its hy-\nphen and ended."
    pages = ["\n".join(line.format(n=n, p=p) for n in range(40)) for p in range(800)]
    blocks = blocks_of(pages)
    assert [block.locator for block in blocks] == [f"p. {p}" for p in range(1, 801)]
    assert "hyphen and ended. This" in blocks[0].text


def test_a_table_over_many_pages_has_the_place_of_each() -> None:
    pages = ["\n".join(f"cell {n} and {p}{letter}" for n in range(200)) for p, letter in enumerate("abcdef")]
    assert [block.locator for block in blocks_of(pages)] == [f"p. {p}" for p in range(1, 7)]


def test_a_heading_that_repeats_on_every_page_is_not_read() -> None:
    pages = [f"Smith et al.\nSentence number {n} of the text.\n{n}" for n in ("one", "two", "three", "four")]
    assert "Smith" not in " ".join(block.text for block in blocks_of(pages))
