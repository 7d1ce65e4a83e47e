"""What was read of files is kept: adding again reads only what is new, and drops what is gone."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from coscientist.domain.errors import CorpusError, FileError
from coscientist.literature.files.shelf import Shelf, Taken
from coscientist.literature.files.values import Limits
from tests.support.clocks import SetClock

SENTENCE = "Magnesium blocked spreading depression in all of the rats that were examined."
OTHER = "Reserpine lowered serotonin in the platelets of every patient who was given it."


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    opened = Shelf(tmp_path / "mine.papers")
    yield opened
    opened.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "papers"
    root.mkdir()
    (root / "a.txt").write_text(f"A title\n\n{SENTENCE}")
    (root / "b.txt").write_text(f"Another\n\n{OTHER}")
    (root / "c.pdf").write_bytes(b"no PDF at all")
    return root


def take(shelf: Shelf, path: Path, limits: Limits | None = None) -> Taken:
    return shelf.take(path, clock=SetClock(), limits=limits)


def quotes(shelf: Shelf) -> list[str]:
    return [passage.quote for item in shelf.items() for passage in item.passages]


def test_files_that_can_be_used_are_new_and_the_others_are_told(shelf: Shelf, folder: Path) -> None:
    taken = take(shelf, folder)
    assert taken.new == ("a.txt", "b.txt")
    assert [failure.file for failure in taken.failures] == ["c.pdf"]


def test_the_same_folder_twice_changes_nothing_and_tells_the_broken_file_again(shelf: Shelf, folder: Path) -> None:
    take(shelf, folder)
    before = (shelf.fingerprint(), quotes(shelf))
    again = take(shelf, folder)
    assert (again.new, again.changed, again.same) == ((), (), ("a.txt", "b.txt"))
    assert [failure.file for failure in again.failures] == ["c.pdf"]
    assert (shelf.fingerprint(), quotes(shelf)) == before


def test_a_new_a_changed_and_a_missing_file_are_each_told_apart(shelf: Shelf, folder: Path) -> None:
    take(shelf, folder)
    (folder / "a.txt").write_text(f"A title\n\n{SENTENCE} Calcium did not change it in the least.")
    (folder / "b.txt").unlink()
    (folder / "d.txt").write_text(f"New\n\n{OTHER}")
    taken = take(shelf, folder)
    assert (taken.new, taken.changed, taken.gone) == (("d.txt",), ("a.txt",), ("b.txt",))
    assert sum(SENTENCE in quote for quote in quotes(shelf)) == 1


def test_a_second_path_adds_to_the_first(shelf: Shelf, folder: Path, tmp_path: Path) -> None:
    take(shelf, folder / "a.txt")
    take(shelf, folder / "b.txt")
    assert sorted(quotes(shelf)) == sorted([SENTENCE, OTHER])
    assert len(shelf.roots()) == 2


def test_a_file_that_is_mended_is_read(shelf: Shelf, folder: Path) -> None:
    take(shelf, folder)
    (folder / "c.pdf").rename(folder / "c.txt")
    (folder / "c.txt").write_text(f"Mended\n\n{SENTENCE}")
    assert take(shelf, folder).failures == ()


def test_a_file_that_was_cut_by_a_limit_is_read_again_with_a_larger_one(shelf: Shelf, folder: Path) -> None:
    small = take(shelf, folder, Limits(max_bytes=10))
    assert (small.new, len(small.failures)) == ((), 3)
    take(shelf, folder)
    assert sorted(quotes(shelf)) == sorted([SENTENCE, OTHER])


def test_two_workspaces_with_the_same_files_agree(shelf: Shelf, folder: Path, tmp_path: Path) -> None:
    take(shelf, folder)
    copy = tmp_path / "elsewhere" / "copy"
    copy.mkdir(parents=True)
    for file in folder.iterdir():
        (copy / file.name).write_bytes(file.read_bytes())
    other = Shelf(tmp_path / "other.papers")
    take(other, copy)
    assert (other.fingerprint(), quotes(other)) == (shelf.fingerprint(), quotes(shelf))
    other.close()


def test_progress_counts_files(shelf: Shelf, folder: Path) -> None:
    told: list[tuple[str, int, int]] = []
    shelf.take(folder, clock=SetClock(), progress=lambda *step: told.append(step))
    assert (told[0], told[-1]) == (("reading files", 0, 3), ("reading files", 3, 3))


def test_a_path_without_anything_is_an_error(shelf: Shelf, tmp_path: Path) -> None:
    with pytest.raises(FileError):
        take(shelf, tmp_path / "nowhere")


def test_a_damaged_list_is_told_with_a_way_out(tmp_path: Path) -> None:
    (tmp_path / "bad.papers").write_bytes(b"not a database, whatever its name says" * 50)
    with pytest.raises(CorpusError, match="Remove the corpus"):
        Shelf(tmp_path / "bad.papers")
