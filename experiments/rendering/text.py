"""Small pieces of Markdown, with text from elsewhere made harmless."""

import re
from collections.abc import Iterable, Sequence

from coscientist.domain.brief_quantity import unit_label

_MARKUP = str.maketrans({"<": "&lt;", ">": "&gt;"})


def one_line(text: str) -> str:
    """Return text on one line, with nothing in it that a Markdown viewer would run or fetch."""
    flat = re.sub(r"\s+", " ", text).strip().translate(_MARKUP)
    return flat.replace("![", "!\\[").replace("](", "]\\(").replace("`", "'")


def cell(text: str) -> str:
    """Return text for a table cell."""
    return one_line(text).replace("|", "\\|")


def bullets(lines: Iterable[str]) -> list[str]:
    """Return a list."""
    return [f"- {one_line(line)}" for line in lines]


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Return a Markdown table."""
    lines = ["| " + " | ".join(head) + " |", "|" + " --- |" * len(head)]
    return lines + ["| " + " | ".join(row) + " |" for row in rows]


def effect_phrase(effect: float, unit: str) -> str:
    """Say an effect as a person would: log2 ratios as a fold change with its percentages."""
    if unit == "{log2}":
        fold = 2**effect
        return f"a {fold:.2f}-fold change (down to {100 / fold:.0f} % or up to {100 * fold:.0f} % of the reference)"
    return f"a difference of {effect:g} {unit_label(unit)}".rstrip()


def level(effect: float, unit: str) -> str:
    """Say where an effect leaves the readout: `70 % of the reference`, `5 % more than the reference`."""
    if unit == "{log2}":
        return f"{100 * 2**effect:.0f} % of the reference"
    return f"{abs(effect):g} {unit_label(unit)} {'below' if effect < 0 else 'above'} the reference".replace("  ", " ")
