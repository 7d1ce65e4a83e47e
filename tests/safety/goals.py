"""The goals that the screens are measured on."""

import csv
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "datasets" / "safety"


def goals(half: str | None = None, label: str | None = None) -> list[dict[str, str]]:
    """Return the goals of a half and a label."""
    return [
        row
        for row in _rows("goals.tsv")
        if half in (None, row["half"]) and label in (None, row["label"])
    ]  # fmt: skip


def translations() -> list[dict[str, str]]:
    """Return the goals in other languages."""
    return _rows("translations.tsv")


def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))
