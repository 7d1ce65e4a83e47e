"""Packages are bounded, and no path of theirs leaves its place."""

import json
import os
import stat
import zipfile
from pathlib import Path

import pytest

from coscientist.domain.errors import FileError
from coscientist.experiments.intake.members import Limits, safe_member
from coscientist.experiments.intake.package import extract_package, open_package
from coscientist.experiments.intake.reading import read_results
from tests.experiments.values import dose_brief, filled

TABLE = filled(dose_brief())


def _zip(path: Path, members: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


UNSAFE = ["../results.csv", "/etc/passwd", "a/../../b", "..\\..\\b", "C:\\x", "\\\\server\\x", "a\nb", "x" * 600]


@pytest.mark.parametrize("name", UNSAFE)
def test_paths_that_leave_the_package_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(FileError, match="unsafe path"):
        safe_member(name)
    path = _zip(tmp_path / "p.zip", {"results.csv": TABLE.encode(), name: b"x"})
    with pytest.raises(FileError):
        open_package(path)
    with pytest.raises(FileError):
        extract_package(path, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = _zip(tmp_path / "p.zip", {"results.csv": TABLE.encode(), "raw/zeros": b"\0" * (30 << 20)})
    with pytest.raises(FileError, match="times its size"):
        open_package(path)


def test_a_header_that_lies_about_its_size_is_not_believed(tmp_path: Path) -> None:
    path = _zip(tmp_path / "p.zip", {"results.csv": TABLE.encode() * 60}, zipfile.ZIP_STORED)
    content = bytearray(path.read_bytes())
    true = (len(TABLE.encode()) * 60).to_bytes(4, "little")
    content = content.replace(true, (100).to_bytes(4, "little"))
    path.write_bytes(bytes(content))
    with pytest.raises(FileError):
        open_package(path, Limits(table_bytes=1000))


@pytest.mark.parametrize(
    ("limits", "message"),
    [
        (Limits(members=1), "files"),
        (Limits(total_bytes=1000), "more than 1000"),
        (Limits(table_bytes=100), "larger than 100"),
        (Limits(member_bytes=100), "larger than 100"),
    ],
)
def test_limits_hold(tmp_path: Path, limits: Limits, message: str) -> None:
    path = _zip(tmp_path / "p.zip", {"results.csv": TABLE.encode(), "raw/a": b"x" * 200})
    with pytest.raises(FileError, match=message):
        open_package(path, limits)


def test_links_in_archives_are_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "p.zip", "w") as archive:
        info = zipfile.ZipInfo("raw/link")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(info, "/etc/passwd")
    with pytest.raises(FileError, match="is a link"):
        open_package(tmp_path / "p.zip")


@pytest.mark.parametrize("target", ["/etc/passwd", "/etc"])
def test_links_in_folders_are_refused(tmp_path: Path, target: str) -> None:
    (tmp_path / "results.csv").write_text(TABLE)
    (tmp_path / "link").symlink_to(target)
    with pytest.raises(FileError, match="link"):
        open_package(tmp_path)


def test_pipes_in_folders_are_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(FileError, match="not an ordinary file"):
        open_package(tmp_path)


def test_one_name_twice_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "p.zip", "w") as archive:
        archive.writestr("results.csv", TABLE)
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("results.csv", "other")
    with pytest.raises(FileError, match="twice"):
        open_package(tmp_path / "p.zip")


@pytest.mark.parametrize("cut", [10, 100, -30])
def test_damaged_archives_are_told(tmp_path: Path, cut: int) -> None:
    path = _zip(tmp_path / "p.zip", {"results.csv": TABLE.encode()})
    path.write_bytes(path.read_bytes()[:cut])
    with pytest.raises(FileError, match="damaged"):
        open_package(path)


def test_an_office_file_is_told_what_to_do(tmp_path: Path) -> None:
    path = _zip(tmp_path / "results.csv", {"[Content_Types].xml": b"", "xl/workbook.xml": b""})
    with pytest.raises(FileError, match="Export the sheet as CSV"):
        read_results(path, dose_brief())


@pytest.mark.parametrize("name", ["missing.zip", "notes.pdf"])
def test_missing_and_foreign_files_are_told(tmp_path: Path, name: str) -> None:
    if name == "notes.pdf":
        (tmp_path / name).write_bytes(b"%PDF-1.7")
    with pytest.raises(FileError):
        read_results(tmp_path / name, dose_brief())


def test_a_package_without_a_table_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileError, match=r"holds no results\.csv"):
        read_results(_zip(tmp_path / "p.zip", {"raw/a.txt": b"x"}), dose_brief())


@pytest.mark.parametrize(
    ("metadata", "message"),
    [
        (b"{", "no valid JSON"),
        (b"[1]", "must be an object"),
        (b'{"status": "maybe"}', "status"),
        (b'{"brief_sha256": "00"}', "another version"),
        (b'{"files": [{"path": "raw/x", "sha256": "0"}]}', "not in the package"),
        (b'{"files": [{"name": "results.csv", "sha256": "0"}]}', "does not have the sha256"),
        (b"[" * 100_000, "no valid JSON"),
    ],
)
def test_wrong_metadata_is_told(tmp_path: Path, metadata: bytes, message: str) -> None:
    path = _zip(tmp_path / "p.zip", {"results.csv": TABLE.encode(), "metadata.json": metadata})
    with pytest.raises(FileError, match=message):
        read_results(path, dose_brief())


def test_metadata_with_its_own_hashes_is_read(tmp_path: Path) -> None:
    raw = b"raw instrument file"
    import hashlib

    metadata = {
        "brief_sha256": dose_brief().content_sha256,
        "lots": {"M02": "L-77"},
        "environment": {"temperature": 21.5},
        "files": [{"path": "raw/a.dat", "sha256": hashlib.sha256(raw).hexdigest()}],
    }
    members = {"results.csv": TABLE.encode(), "metadata.json": json.dumps(metadata).encode(), "raw/a.dat": raw}
    result = read_results(_zip(tmp_path / "p.zip", members), dose_brief())
    assert result.metadata.lots == {"M02": "L-77"}
    assert result.metadata.environment == {"temperature": "21.5"}
    assert [f.path for f in result.files] == ["metadata.json", "raw/a.dat", "results.csv"]
