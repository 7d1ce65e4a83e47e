"""A folder of one's own papers becomes a corpus: what can be read is read, and the rest is told one by one."""

from pathlib import Path

import pytest

from coscientist.literature.corpus import Corpus
from tests.cli.calling import CommandLine
from tests.support.model_world import write_pack
from tests.support.pdfs import body, pdf

SENTENCE = "Magnesium blocked spreading depression in all of the rats that were examined."
RESULT = "Reserpine lowered serotonin in the platelets of every patient who was given it."


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "note.md").write_text(f"# A note\n\n## Results\n\n{SENTENCE}")
    (folder / "article.pdf").write_bytes(pdf([body("Results", RESULT)], title="Reserpine and platelets in patients"))
    (folder / "list.bib").write_text("@article{c, title={On the growth of things in general}, year=2001}")
    (folder / "rows.jsonl").write_text('{"title": "Calcium and vessels in the rat", "year": 1984}\n')
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 and nothing more")
    return folder


def test_a_folder_is_added_and_what_is_broken_is_told_on_stderr(cli: CommandLine, papers: Path) -> None:
    said = cli("corpus", "add", str(papers))
    assert (said.code, "4 sources" in said.out, "4 new" in said.out) == (0, True, True)
    assert "Not read: broken.pdf: The PDF is damaged" in said.err


def test_adding_twice_changes_nothing(cli: CommandLine, papers: Path) -> None:
    first = cli("corpus", "add", str(papers), "--json").object()
    before = cli("corpus", "list", "--json").object()["corpora"][0]["fingerprint"]
    again = cli("corpus", "add", str(papers), "--json").object()
    assert (len(first["files"]["new"]), again["files"]["new"], len(again["files"]["same"])) == (4, [], 4)
    assert cli("corpus", "list", "--json").object()["corpora"][0]["fingerprint"] == before


def test_papers_added_one_by_one_make_the_corpus_that_they_make_at_once(
    cli: CommandLine, papers: Path, tmp_path: Path
) -> None:
    names = ("rows.jsonl", "note.md", "article.pdf", "list.bib")
    for name in names:
        cli("corpus", "add", str(papers / name), "--name", "grown")
    cli("corpus", "add", str(papers), "--name", "whole")
    folder = tmp_path / "kept"
    folder.mkdir()
    for name in names[1:]:
        (folder / name).write_bytes((papers / name).read_bytes())
    cli("corpus", "add", str(folder), "--name", "fewer")
    (folder / names[0]).write_bytes((papers / names[0]).read_bytes())
    (folder / "gone.txt").write_text("Serotonin raised the tone of vessels in the rats.")
    cli("corpus", "add", str(folder), "--name", "fewer")
    (folder / "gone.txt").unlink()
    cli("corpus", "add", str(folder), "--name", "fewer")
    grown, fewer, whole = (
        Corpus(Path("coscientist-workspace", "corpora", f"{name}.db")) for name in ("grown", "fewer", "whole")
    )
    for other in (grown, fewer):
        assert (other.claims(), other.concepts()) == (whole.claims(), whole.concepts())
        assert list(other.all_sources()) == list(whole.all_sources())
        for query in ("magnesium", "reserpine serotonin", "calcium"):
            assert other.search(query) == whole.search(query)
    assert fewer.about["generation"] == "1"


def test_passages_say_where_they_stand(cli: CommandLine, papers: Path) -> None:
    cli("corpus", "add", str(papers), "--name", "mine")
    (hit,) = cli("corpus", "search", "reserpine platelets patient", "--limit", "1", "--json").object()["passages"]
    assert (hit["quote"]["text"], hit["quote"]["locator"]) == (RESULT, "p. 1, Results")


def test_a_name_adds_further_files_to_a_corpus(cli: CommandLine, papers: Path) -> None:
    cli("corpus", "add", str(papers / "note.md"), "--name", "mine")
    added = cli("corpus", "add", str(papers / "list.bib"), "--name", "mine", "--json").object()
    assert added["source"] == 2


def test_another_folder_of_the_same_name_is_not_mixed_in_unasked(
    cli: CommandLine, papers: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other" / "papers"
    other.mkdir(parents=True)
    (other / "x.txt").write_text(SENTENCE)
    cli("corpus", "add", str(papers))
    said = cli("corpus", "add", str(other))
    assert (said.code, "--name papers" in said.err) == (2, True)


def test_papers_do_not_take_the_place_of_a_pack(cli: CommandLine, papers: Path, tmp_path: Path) -> None:
    cli("corpus", "add", str(write_pack(tmp_path)), "--name", "mine")
    said = cli("corpus", "add", str(papers), "--name", "mine")
    assert (said.code, "not made of papers" in said.err) == (2, True)


def test_a_folder_of_which_nothing_can_be_used_is_the_users_to_mend(cli: CommandLine, tmp_path: Path) -> None:
    folder = tmp_path / "bad"
    folder.mkdir()
    (folder / "a.pdf").write_bytes(b"%PDF-1.7 and nothing more")
    (folder / "b.zip").write_bytes(b"PK")
    said = cli("corpus", "add", str(folder))
    assert (said.code, "a.pdf" in said.err, "Unpack it first" in said.err) == (2, True, True)
    assert cli("corpus", "list", "--json").object()["corpora"][0]["name"] == "hbp"


def test_nothing_at_the_path_is_told_as_such(cli: CommandLine) -> None:
    said = cli("corpus", "add", "nowhere")
    assert (said.code, "There is no file or folder nowhere" in said.err) == (2, True)


def test_a_removed_corpus_leaves_nothing_of_its_papers(cli: CommandLine, papers: Path) -> None:
    cli("corpus", "add", str(papers), "--name", "mine")
    cli("corpus", "remove", "mine")
    assert list(Path("coscientist-workspace", "corpora").iterdir()) == []
