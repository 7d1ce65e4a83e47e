"""Packages are kept as they came, described as RO-Crate, once."""

import json
import zipfile
from pathlib import Path

import pytest

from coscientist.domain.errors import ConflictError
from coscientist.experiments.intake.reading import read_results
from coscientist.experiments.intake.ro_crate import crate_metadata, store_package
from tests.experiments.values import dose_brief, filled


def _package(folder: Path, raw: bytes = b"raw") -> Path:
    path = folder / "package.zip"
    metadata = {"lab": "A lab", "operator": "A person", "ended": "2026-07-01"}
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("run 1/results.csv", filled(dose_brief()))
        archive.writestr("run 1/metadata.json", json.dumps(metadata))
        archive.writestr("run 1/raw/plate 1.dat", raw)
    return path


def test_the_crate_describes_every_file_with_its_hash(tmp_path: Path) -> None:
    package = _package(tmp_path)
    result = read_results(package, dose_brief())
    stored = store_package(package, result, dose_brief(), tmp_path / "store")
    crate = json.loads((stored / "ro-crate-metadata.json").read_text(encoding="utf-8"))
    entities = {entity["@id"]: entity for entity in crate["@graph"]}
    assert entities["ro-crate-metadata.json"]["about"] == {"@id": "./"}
    parts = {part["@id"] for part in entities["./"]["hasPart"]}
    assert parts == {"results.csv", "metadata.json", "raw/plate 1.dat"}
    assert all((stored / part).is_file() for part in parts)
    assert (stored / "raw" / "plate 1.dat").read_bytes() == b"raw"
    assert entities["./"]["datePublished"] == "2026-07-01"


def test_storing_again_changes_nothing(tmp_path: Path) -> None:
    package = _package(tmp_path)
    result = read_results(package, dose_brief())
    stored = store_package(package, result, dose_brief(), tmp_path / "store")
    before = {p: p.stat().st_mtime_ns for p in stored.rglob("*")}
    assert store_package(package, result, dose_brief(), tmp_path / "store") == stored
    assert {p: p.stat().st_mtime_ns for p in stored.rglob("*")} == before
    assert len(list((tmp_path / "store").iterdir())) == 1


def test_a_package_swapped_after_reading_is_noticed(tmp_path: Path) -> None:
    result = read_results(_package(tmp_path), dose_brief())
    swapped = _package(tmp_path, raw=b"other")
    with pytest.raises(ConflictError, match="changed after it was read"):
        store_package(swapped, result, dose_brief(), tmp_path / "store")
    assert list((tmp_path / "store").iterdir()) == []


def test_every_reference_inside_the_crate_resolves(tmp_path: Path) -> None:
    crate = crate_metadata(read_results(_package(tmp_path), dose_brief()), dose_brief())
    ids = {entity["@id"] for entity in crate["@graph"]}
    for entity in crate["@graph"]:
        for key, value in entity.items():
            for item in value if isinstance(value, list) else [value]:
                if isinstance(item, dict) and "@id" in item and key != "conformsTo":
                    assert item["@id"] in ids
