"""What is made of packages' data is kept on disk, and made anew when anything that it depends on has changed."""

from pathlib import Path

import pytest
from pydantic import TypeAdapter

from coscientist.datasets import diseases, drugs, genes, phenotypes
from coscientist.tools import kept as kept_module
from coscientist.tools.chemistry import drug_table
from coscientist.tools.kept import kept

ROWS = TypeAdapter(tuple[tuple[str, int], ...])


class Maker:
    """Counts how often it is asked."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self) -> tuple[tuple[str, int], ...]:
        self.asked += 1
        return (("α", 1), ("b", self.asked))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "coscientist"


def ask(make: Maker, *code: Path) -> tuple[tuple[str, int], ...]:
    return kept("rows", ROWS, make, ("pydantic",), code)


def test_it_is_made_once(folder: Path) -> None:
    make = Maker()
    assert ask(make) == ask(make) == (("α", 1), ("b", 1))
    assert (make.asked, len(list(folder.iterdir()))) == (1, 1)


def test_other_code_or_another_version_makes_it_anew_and_the_old_one_goes(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make, code = Maker(), tmp_path / "rules.py"
    for text in ("1", "2"):
        code.write_text(text)
        ask(make, code)
    assert make.asked == 2
    monkeypatch.setattr(kept_module, "library_version", lambda _name: "9")
    ask(make, code)
    assert (make.asked, len(list(folder.iterdir()))) == (3, 1)


@pytest.mark.parametrize("content", [b"", b"{", b'[["a", "b"]]', b'[["a", 1, 2]]', b"\xff", b"cos\nsystem\n."])
def test_what_cannot_be_read_is_made_anew(folder: Path, content: bytes) -> None:
    make = Maker()
    ask(make)
    (file,) = folder.iterdir()
    file.write_bytes(content)
    assert ask(make) == (("α", 1), ("b", 2))
    assert ask(make) == (("α", 1), ("b", 2))


def test_without_a_place_to_write_it_is_made_every_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    make = Maker()
    ask(make)
    assert ask(make) == (("α", 1), ("b", 2))


def test_the_lists_are_read_as_they_were_made(folder: Path) -> None:
    for make, read in (
        (genes._nomenclature, genes.nomenclature),
        (diseases._headings, diseases.headings),
        (phenotypes._read_terms, phenotypes._terms),
        (drugs._read_drugs, drugs._drugs),
    ):
        read.cache_clear()
        made = make()
        first = read()
        read.cache_clear()
        assert made == first == read()
        assert [type(item) for item in made[:3]] == [type(item) for item in read()[:3]]
    drug_table.drug_table.cache_clear()
    drug_table.drug_table()
    drug_table.drug_table.cache_clear()
    by_name, records = drug_table._content()
    assert (drug_table.drug_table()._by_name, drug_table.drug_table()._records) == (by_name, records)
    assert len(list(folder.iterdir())) == 5
