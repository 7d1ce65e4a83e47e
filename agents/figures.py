"""Figures in a model's words: each must stand in a passage that was shown, or it is nobody's."""

import re
from collections.abc import Iterable, Sequence

from coscientist.domain.base import content_id
from coscientist.domain.check import Check, Verdict

FIGURES = "literature.figures"
"""Tool name of the checks made here."""
MOST = 8
_UNITS = (
    r"%|percent|per cent|[- ]?fold|times|[nµμump]M|[nµμmk]?g(?:/\w+)?|mmol|[µμ]mol|nmol|[µμm]L|hours?|h|days?|weeks?|"
    r"months?|years?|min(?:utes)?|°C|K|mmHg|kDa|Da|eV|V|nm|[µμ]m|mm|cm|bar|kPa|MPa|GPa|IU|patients|participants"
)
_FIGURE = re.compile(rf"(?<![\w.,-])(\d+(?:[.,]\d+)*)\s?(?:{_UNITS})(?!\w)")
_NUMBER = re.compile(r"(?<![\w.])\d+(?:[.,]\d+)*")


def figures_in(text: str) -> list[str]:
    """Return the numbers with a unit that a text states, each once; digits within names (GSK3B, Ser396) are none."""
    return list(dict.fromkeys(_plain(found.group(1)) for found in _FIGURE.finditer(text)))


def untraced(texts: Iterable[str], quotes: Iterable[str]) -> list[str]:
    """Return the figures of texts that no quote holds.

    Limits: it looks for the number, not for what it is a number of; a reader has to.
    """
    known = {_plain(number) for quote in quotes for number in _NUMBER.findall(quote)}
    return [figure for figure in dict.fromkeys(f for text in texts for f in figures_in(text)) if figure not in known]


def states_number(quote: str, value: float) -> bool:
    """Say whether a quote holds a number, whatever its sign."""
    return any(_value(number) == abs(value) for number in _NUMBER.findall(quote))


def figures_check(hypothesis: str, missing: Sequence[str], shown: int) -> Check:
    """Record whether the figures that a hypothesis states were in what its author was shown."""
    note = f"In no passage shown: {', '.join(missing[:MOST])}." if missing else ""
    return Check(
        id=content_id("ck", FIGURES, hypothesis, list(missing), shown),
        hypothesis=hypothesis,
        tool=FIGURES,
        subject="statement, mechanism and predictions",
        property="figures stand in a passage shown",
        value=not missing,
        method="comparison of numbers that carry a unit",
        source=f"{shown} passages shown",
        verdict=Verdict.FAIL if missing else Verdict.PASS,
        note=note,
        validity="The number was found; what it is a number of has to be read.",
    )


def _plain(number: str) -> str:
    """Write a number in one way: 1,000 as 1000, 2.50 as 2.5."""
    value = _value(number)
    return number if value is None else f"{value:.12g}"


def _value(number: str) -> float | None:
    grouped = re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", number)
    text = number.replace(",", "") if grouped else number.replace(",", ".", 1)
    try:
        return float(text)
    except ValueError:
        return None
