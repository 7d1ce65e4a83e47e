"""Reads a results package against its brief."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from coscientist.domain.base import content_id
from coscientist.domain.brief import Brief
from coscientist.domain.errors import FileError
from coscientist.domain.result import PackageFile, Result, ResultMetadata, ResultStatus
from coscientist.experiments.briefs.freeze import verify
from coscientist.experiments.intake.decoding import decode, read_rows
from coscientist.experiments.intake.measurements import Reading, read_measurements
from coscientist.experiments.intake.members import METADATA, TABLE, Limits
from coscientist.experiments.intake.package import Package, open_package


def read_results(path: Path, brief: Brief, *, limits: Limits | None = None) -> Result:
    """Read and check a zip, a folder or a single CSV that answers `brief`.

    The result's id is that of its content: how it was packed, the order of rows and the encoding do not matter, so
    that the same package twice is the same result.

    Raises: FileError that says which rows or files are wrong and what to do; ConflictError when the brief itself was
    changed after it was frozen.
    """
    verify(brief)
    package = open_package(path, limits)
    metadata, notes = _metadata(package)
    _check_hashes(metadata, package.files, brief)
    if package.table is None:
        if metadata.status is not ResultStatus.FAILED:
            raise FileError(
                f"The package holds no {TABLE}.",
                f"Add it, or say in {METADATA} that the status is failed and why.",
            )
        reading = Reading(measurements=(), missing=0, notes=())
    else:
        reading, table_notes = _table(package.table, brief)
        notes += table_notes
    status = _status(metadata, reading)
    if status is not ResultStatus.FAILED and all(each.value is None for each in reading.measurements):
        raise FileError(
            f"{TABLE} holds no value.", f"Fill in the values, or say in {METADATA} that the status is failed and why."
        )
    if metadata.status is ResultStatus.COMPLETE and status is ResultStatus.PARTIAL:
        notes.append(f"Called complete, but {reading.missing} value(s) that the brief asks for are missing: partial.")
    raw = [f.sha256 for f in package.files if f.path.casefold() not in (TABLE, METADATA)]
    content = (
        brief.brief_id,
        [m.model_dump(mode="json") for m in reading.measurements],
        metadata.model_dump(mode="json", exclude={"files"}),
        sorted(raw),
    )
    return Result(
        id=content_id("result", *content),
        brief=brief.brief_id,
        brief_sha256=brief.content_sha256,
        status=status,
        metadata=metadata,
        measurements=reading.measurements,
        files=package.files,
        notes=(*notes, *reading.notes),
    )


def _table(content: bytes, brief: Brief) -> tuple[Reading, list[str]]:
    text, notes = decode(content, TABLE)
    rows, row_notes, delimiter = read_rows(text, TABLE)
    decimal_comma = delimiter != "," and any("," in row.get("value", "") for row in rows)
    if decimal_comma:
        row_notes.append("Decimal commas were read as decimal points.")
    reading = read_measurements(rows, brief, TABLE, decimal_comma=decimal_comma)
    return reading, [*notes, *row_notes]


def _status(metadata: ResultMetadata, reading: Reading) -> ResultStatus:
    if metadata.status is ResultStatus.FAILED:
        return ResultStatus.FAILED
    if metadata.status is ResultStatus.PARTIAL or reading.missing:
        return ResultStatus.PARTIAL
    return ResultStatus.COMPLETE


def _metadata(package: Package) -> tuple[ResultMetadata, list[str]]:
    if package.metadata is None:
        return ResultMetadata(), [f"No {METADATA}: lab, dates, lots and unblinding time are unknown."]
    text, notes = decode(package.metadata, METADATA)
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise FileError(f"{METADATA} is no valid JSON: {error}", "Mend it, or leave it out.") from error
    if not isinstance(data, dict):
        raise FileError(f"{METADATA} must be an object, got {type(data).__name__}.", 'Write it as {"lab": "…"}.')
    known, unknown = _known(data)
    if unknown:
        notes.append(f"{METADATA} has further fields that are not used: {', '.join(unknown)}.")
    try:
        return ResultMetadata.model_validate(known), notes
    except ValidationError as error:
        wrong = "; ".join(f"{'.'.join(str(p) for p in e['loc'])}: {e['msg']}" for e in error.errors()[:20])
        raise FileError(f"{METADATA} has fields that do not fit: {wrong}.", "Correct these fields.") from error


def _known(data: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """Keep the fields we know, with numbers in `environment` and `lots` as text and file entries in our shape."""
    fields = set(ResultMetadata.model_fields)
    known = {key: value for key, value in data.items() if key in fields}
    for key in ("environment", "lots"):
        if isinstance(known.get(key), dict):
            known[key] = {str(k): _text(v) for k, v in known[key].items()}
    if isinstance(known.get("files"), list):
        known["files"] = [
            {"path": f.get("path", f.get("name")), "sha256": f.get("sha256"), "bytes": f.get("bytes", 0)}
            if isinstance(f, dict)
            else f
            for f in known["files"]
        ]
    return known, sorted(str(key)[:60] for key in data if key not in fields)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)


def _check_hashes(metadata: ResultMetadata, files: tuple[PackageFile, ...], brief: Brief) -> None:
    if metadata.brief_sha256 is not None and metadata.brief_sha256 != brief.content_sha256:
        raise FileError(
            f"{METADATA} says brief_sha256 {metadata.brief_sha256[:16]}…, but this brief is "
            f"{brief.content_sha256[:16]}…: the experiment was done from another version.",
            "Upload it to the version that was carried out.",
        )
    present = {f.path: f.sha256 for f in files}
    for claimed in metadata.files:
        if claimed.path not in present:
            raise FileError(f"{METADATA} lists {claimed.path!r}, which is not in the package.", "Add it or unlist it.")
        if present[claimed.path] != claimed.sha256:
            raise FileError(
                f"{claimed.path!r} does not have the sha256 that {METADATA} gives for it.", "Send the untouched file."
            )
