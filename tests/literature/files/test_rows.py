"""Tables and JSON lines."""

import json
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from coscientist.literature.files.values import Limits
from tests.literature.files.folder import failure, only, read

ONE = "Magnesium blocked spreading depression in all rats."
TWO = "It did so at every dose that was tried by them."


def test_rows_of_one_source_become_its_passages(tmp_path: Path) -> None:
    item = only(
        tmp_path / "a.csv",
        f'pmid,title,year,Section,text\n7,A title,1985,Results,"{ONE}"\n7,A title,1985,Discussion,"{TWO}"\n',
    )
    assert item.source.id == "pmid:7"
    assert [(p.locator, p.quote, p.year) for p in item.passages] == [
        ("Results", ONE, 1985),
        ("Discussion", TWO, 1985),
    ]


def test_other_separators_and_names_of_columns_are_understood(tmp_path: Path) -> None:
    for name, text in (
        ("a.csv", f"Article Title;Pub Year;Abstract\nA title;1985;{ONE}\n"),
        ("b.tsv", f"Title\tPublication_Year\tabstract_text\nA title\t1985\t{ONE}\n"),
        ("c.jsonl", json.dumps({"title": "A title", "year": 1985, "abstract": ONE})),
    ):
        item = only(tmp_path / name, text)
        assert (item.source.title, item.source.year, item.passages[1].quote) == ("A title", 1985, ONE)


def test_rows_that_name_no_source_belong_to_the_file(tmp_path: Path) -> None:
    item = only(tmp_path / "notes.csv", f"text\n{ONE}\n{TWO}\n")
    assert item.source.title == "notes"
    assert [(p.locator, p.quote) for p in item.passages] == [("row 2", ONE), ("row 3", TWO)]


def test_abstracts_that_name_no_source_are_all_kept(tmp_path: Path) -> None:
    assert len(only(tmp_path / "a.csv", f"abstract\n{ONE}\n{TWO}\n").passages) == 2


def test_a_table_that_says_nothing_is_refused_with_what_is_expected(tmp_path: Path) -> None:
    problem = failure(tmp_path / "a.csv", "x,y\n1,2\n")
    assert "x, y" in problem.why
    assert "title, abstract or text" in problem.remedy


def test_bad_rows_are_reported_by_number_and_then_counted(tmp_path: Path) -> None:
    lines = [json.dumps({"title": "Good"}), *["{bad"] * 30, json.dumps({"title": "Good too"}), "[]"]
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(lines))
    sources, failures = read(path, limits=Limits(max_reported_rows=3))
    assert [item.source.title for item in sources] == ["Good", "Good too"]
    assert [item.place for item in failures[:3]] == ["row 2", "row 3", "row 4"]
    assert failures[3].why.startswith("28 more rows")


def test_a_row_with_too_many_cells_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("title,year\nGood,1999\nBad,1999,what,is,this\nGood too,2000\n")
    sources, failures = read(path)
    assert len(sources) == 2
    assert failures[0].place == "row 3"


def test_what_was_read_before_a_wrong_byte_stays(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    rows = "".join(f"Title number {n},1999\n" for n in range(2_000))
    path.write_bytes(b"title,year\n" + rows.encode() + b"Gro\xdfe,1999\n")
    sources, failures = read(path)
    assert len(sources) > 500
    assert "UTF-8" in failures[0].why
    assert failures[0].place is not None


def test_a_file_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    for encoding in ("utf-8-sig", "utf-16"):
        assert only(tmp_path / "a.csv", "title,year\nGröße,1999\n".encode(encoding)).source.title == "Größe"


def test_a_retracted_column_counts(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("title,retracted\nOne,yes\nTwo,\n")
    assert [item.source.retracted for item in read(path)[0]] == [True, None]


@settings(max_examples=50)
@given(content=st.binary(max_size=300), kind=st.sampled_from(["csv", "jsonl", "json", "tsv"]))
def test_no_bytes_stop_the_reader(tmp_path_factory: object, content: bytes, kind: str) -> None:
    folder = tmp_path_factory.mktemp("rows")  # type: ignore[attr-defined]
    path = folder / f"a.{kind}"
    path.write_bytes(b"title,text\n" + content if kind in {"csv", "tsv"} else content)
    read(path)
