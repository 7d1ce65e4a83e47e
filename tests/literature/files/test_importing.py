"""Folders: the good is read, the bad is reported one by one, and twice is once."""

import os
from pathlib import Path

import pytest

from coscientist.domain.errors import FileError
from coscientist.literature.files.importing import import_path
from coscientist.literature.files.values import ImportedSource, Limits
from tests.literature.files.folder import failure, read
from tests.support.clocks import SetClock
from tests.support.pdfs import body, pdf
from tests.support.shared_data import shared

SENTENCE = "Magnesium blocked spreading depression in all of the rats that were examined."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder as people have them: good files, broken files, and things that are no literature."""
    root = tmp_path / "papers"
    (root / "more" / "deep").mkdir(parents=True)
    (root / "a.txt").write_text(f"A title\n\n{SENTENCE}")
    (root / "b.md").write_text(f"# B\n\n## Results\n\n{SENTENCE}")
    (root / "c.bib").write_text("@article{c, title={On the growth of things}, year=2001}\n@article{broken, title={")
    (root / "d.pdf").write_bytes(pdf([body(SENTENCE)]))
    (root / "e.pdf").write_bytes(b"%PDF-1.7 and nothing more")
    (root / "f.pdf").write_bytes(b"<html>Please log in</html>")
    (root / "g.txt").write_bytes("Der Einfluß".encode("cp1252"))
    (root / "h.xml").write_text("<!DOCTYPE r [<!ENTITY a 'b'>]><article>&a;</article>")
    (root / "i.png").write_bytes(b"\x89PNG")
    (root / "j.csv").write_text("")
    (root / "k.zip").write_bytes(b"PK")
    (root / "more" / "deep" / "l.html").write_text(f"<h1>L</h1><p>{SENTENCE}</p>")
    (root / ".hidden.txt").write_text(SENTENCE)
    return root


def test_what_can_be_read_is_read_and_the_rest_is_reported_one_by_one(folder: Path) -> None:
    sources, failures = read(folder)
    assert [item.file for item in sources] == ["a.txt", "b.md", "c.bib", "d.pdf", "more/deep/l.html"]
    assert {item.file for item in failures} == {
        "c.bib",
        "e.pdf",
        "f.pdf",
        "g.txt",
        "h.xml",
        "i.png",
        "j.csv",
        "k.zip",
    }
    assert all(item.why and item.remedy for item in failures)


def test_a_second_import_gives_the_same_ids(folder: Path) -> None:
    assert read(folder) == read(folder)


def test_a_file_is_the_same_wherever_it_lies(folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "elsewhere"
    copy.mkdir()
    for name in ("a.txt", "b.md", "d.pdf"):
        (copy / name).write_bytes((folder / name).read_bytes())
    kept = [(item.source, item.passages) for item in read(copy)[0]]
    assert kept == [(item.source, item.passages) for item in read(folder)[0] if item.file in {"a.txt", "b.md", "d.pdf"}]


def test_renaming_a_file_does_not_change_its_passages(folder: Path) -> None:
    before = read(folder / "d.pdf")[0][0].passages
    (folder / "d.pdf").rename(folder / "z.pdf")
    assert [p.id for p in read(folder / "z.pdf")[0][0].passages] == [p.id for p in before]


def test_progress_counts_files(folder: Path) -> None:
    told: list[tuple[int, int, str]] = []
    list(import_path(folder, clock=SetClock(), progress=lambda *step: told.append(step)))
    assert told[0] == (0, 12, "a.txt")
    assert told[-1] == (12, 12, "")


def test_nothing_at_a_path_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="no file or folder"):
        list(import_path(tmp_path / "absent", clock=SetClock()))


def test_an_oversized_file_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as stream:
        stream.truncate(2_000_000_000)  # sparse: two gigabytes of nothing
    sources, (problem,) = read(path)
    assert sources == []
    assert "2,000,000,000 bytes" in problem.why


def test_links_are_not_followed(folder: Path) -> None:
    (folder / "loop").symlink_to(folder)
    (folder / "link.txt").symlink_to(folder / "a.txt")
    assert "link.txt" not in {item.file for item in read(folder)[0]}


def test_folders_too_deep_and_files_too_many_are_said(tmp_path: Path) -> None:
    deep = tmp_path / "1" / "2" / "3"
    deep.mkdir(parents=True)
    (deep / "a.txt").write_text(SENTENCE)
    _, (problem,) = read(tmp_path, limits=Limits(max_folder_depth=2))
    assert (problem.file, "2 folders deep" in problem.why) == ("1/2/3", True)
    for number in range(4):
        (tmp_path / f"{number}.txt").write_text(f"{SENTENCE} {number}")
    sources, problems = read(tmp_path, limits=Limits(max_files=2))
    assert len(sources) == 2
    assert "first 2 are read" in problems[-1].why


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_without_permission_is_reported(folder: Path) -> None:
    (folder / "a.txt").chmod(0)
    assert any("cannot be opened" in item.why for item in read(folder)[1] if item.file == "a.txt")


def test_a_file_that_takes_too_long_is_given_up(tmp_path: Path) -> None:
    class Racing(SetClock):
        def monotonic(self) -> float:
            self.seconds += 50
            return self.seconds

    path = tmp_path / "slow.txt"
    path.write_text("\n\n".join([SENTENCE] * 100))
    (problem,) = list(import_path(path, clock=Racing()))
    assert "took longer than 120 s" in str(problem)


def test_the_time_that_others_take_does_not_count(tmp_path: Path) -> None:
    clock = SetClock()
    path = tmp_path / "a.bib"
    path.write_text("".join(f"@misc{{k{n}, title={{Title number {n}}}}}\n" for n in range(5)))
    count = 0
    for item in import_path(path, clock=clock):
        assert isinstance(item, ImportedSource)
        count += 1
        clock.seconds += 100
    assert count == 5


@pytest.mark.parametrize(
    ("name", "content"),
    [("x.docx", b"PK"), ("x.rdf", b"<rdf/>"), ("x.gz", b"\x1f\x8b"), ("x", b"text"), ("x.exe", b"MZ")],
)
def test_a_kind_that_cannot_be_read_comes_with_advice(tmp_path: Path, name: str, content: bytes) -> None:
    assert failure(tmp_path / name, content).remedy


@pytest.mark.parametrize(
    "suffix", ["bib", "ris", "nbib", "json", "jsonl", "csv", "tsv", "html", "xml", "txt", "md", "pdf"]
)
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\x01\x02\xff",
        b"\xff\xfe",
        b"[" * 50_000,
        b"{" * 50_000,
        b"<" * 50_000,
        b"@article{" * 5_000,
        b"\n" * 99,
    ],
    ids=["empty", "binary", "mark only", "brackets", "braces", "angles", "openings", "blank"],
)
def test_no_content_stops_an_import(tmp_path: Path, suffix: str, content: bytes) -> None:
    path = tmp_path / f"x.{suffix}"
    path.write_bytes(content)
    sources, failures = read(path)
    assert sources or failures


def test_real_articles_are_read(tmp_path: Path) -> None:
    (item,), _ = read(shared("api-recordings", "jats-fulltext", "pone.0000217.xml"))
    assert item.source.id == "pmid:17299597"
    assert len(item.passages) > 80
    records, _ = read(shared("api-recordings", "ncbi-eutils", "efetch-pubmed-28775130.xml"))
    assert [record.source.id for record in records] == ["pmid:28775130"]
    assert {p.locator for p in records[0].passages} == {"title", "abstract"}
