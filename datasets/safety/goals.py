"""Goals on which the safety screens are measured: plain requests, and their benign neighbours.

One author wrote both halves, the held-out half before the screens were first run; docs/safety.md tells what was changed
after its total was first read.
"""

import csv
import hashlib
from importlib import resources

from coscientist.datasets.packs.hbp import HumanBrainPharmacome
from coscientist.domain.base import Value
from coscientist.domain.literature import Passage

DEVELOPMENT, HELD_OUT = "development", "held-out"


class SafetyGoal(Value):
    """A goal and whether it should be refused."""

    goal: str
    bad: bool
    category: str
    half: str = ""
    """`development` or `held-out`; empty for translations."""
    language: str = "en"


def safety_goals() -> list[SafetyGoal]:
    """Return both halves, in the order of the file."""
    return [_goal(row) for row in _rows("goals.tsv")]


def translated_goals() -> list[SafetyGoal]:
    """Return goals in Spanish, German, French and Chinese; they served development."""
    return [_goal(row) for row in _rows("translations.tsv")]


def science_sentences(half: str, count: int) -> list[str]:
    """Return sentences quoted from papers by the default pack, for what the screens say of ordinary science.

    Papers, not sentences, are parted between the halves. Raises: CorpusError when the pack is not installed.
    """
    found = {}
    for record in HumanBrainPharmacome().records():
        if isinstance(record, Passage) and 40 <= len(record.quote) <= 400:
            paper = int(hashlib.sha256(record.source.encode()).hexdigest(), 16)
            if (DEVELOPMENT, HELD_OUT)[paper % 2] == half:
                found[hashlib.sha256(record.quote.encode()).hexdigest()] = record.quote
    return [found[key] for key in sorted(found)[:count]]


def _goal(row: dict[str, str]) -> SafetyGoal:
    return SafetyGoal(
        goal=row["goal"],
        bad=row["label"] == "bad",
        category=row["category"],
        half=row.get("half", ""),
        language=row.get("language", "en"),
    )


def _rows(name: str) -> list[dict[str, str]]:
    text = (resources.files("coscientist.datasets") / "safety" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines(), delimiter="\t"))
