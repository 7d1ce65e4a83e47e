"""Whatever arrives, reading it ends in a result or in an error that says what to do."""

import contextlib
import io
import zipfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coscientist.domain.errors import CoscientistError
from coscientist.experiments.intake.reading import read_results
from tests.experiments.values import dose_brief, filled

TMP = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100, deadline=None)
TABLE = filled(dose_brief()).encode()


def _archive() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("results.csv", TABLE)
        archive.writestr("metadata.json", b'{"status": "complete", "lab": "L", "deviations": ["none"]}')
        archive.writestr("raw/a.bin", bytes(range(256)) * 4)
    return buffer.getvalue()


ARCHIVE = _archive()
EDITS = st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), min_size=1, max_size=12)


def _edited(content: bytes, edits: list[tuple[int, int]]) -> bytes:
    changed = bytearray(content)
    for place, value in edits:
        changed[place % len(changed)] = value
    return bytes(changed)


def _read(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with contextlib.suppress(CoscientistError):
        read_results(path, dose_brief())


@TMP
@given(edits=EDITS)
def test_archives_with_flipped_bytes(tmp_path: Path, edits: list[tuple[int, int]]) -> None:
    _read(tmp_path / "p.zip", _edited(ARCHIVE, edits))


@TMP
@given(cut=st.integers(0, len(ARCHIVE)), tail=st.binary(max_size=64))
def test_archives_cut_and_spliced(tmp_path: Path, cut: int, tail: bytes) -> None:
    _read(tmp_path / "p.zip", ARCHIVE[:cut] + tail)


@TMP
@given(edits=EDITS)
def test_tables_with_flipped_bytes(tmp_path: Path, edits: list[tuple[int, int]]) -> None:
    _read(tmp_path / "results.csv", _edited(TABLE, edits))


@TMP
@given(text=st.text(max_size=400))
def test_tables_of_any_text(tmp_path: Path, text: str) -> None:
    header = TABLE.split(b"\n", 1)[0] + b"\n"
    _read(tmp_path / "results.csv", header + text.encode("utf-8", "surrogatepass"))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)
FIELDS = (
    "brief_sha256",
    "lab",
    "lots",
    "environment",
    "files",
    "status",
    "deviations",
    "instruments",
    "unblinding_time",
)


@TMP
@given(metadata=st.dictionaries(st.sampled_from(FIELDS), JSON, max_size=5))
def test_metadata_of_any_shape(tmp_path: Path, metadata: dict[str, object]) -> None:
    import json

    (tmp_path / "results.csv").write_bytes(TABLE)
    (tmp_path / "metadata.json").write_text(json.dumps(metadata), encoding="utf-8", errors="surrogatepass")
    with contextlib.suppress(CoscientistError):
        read_results(tmp_path, dose_brief())


def test_numbers_too_long_to_read_are_told(tmp_path: Path) -> None:
    (tmp_path / "results.csv").write_bytes(TABLE)
    (tmp_path / "metadata.json").write_text('{"environment": {"t": ' + "9" * 10_000 + "}}", encoding="utf-8")
    with contextlib.suppress(CoscientistError):
        read_results(tmp_path, dose_brief())
