"""Durations as people write them."""

import re

from coscientist.domain.errors import SettingsError

_DURATION = re.compile(r"(?:(\d+(?:\.\d+)?)h)?(?:(\d+(?:\.\d+)?)m(?:in)?)?(?:(\d+(?:\.\d+)?)s?)?")


def seconds(text: str) -> float:
    """Read `90s`, `10m`, `1h30m` or a number of seconds.

    Raises: SettingsError when it cannot be read, or is no time at all.
    """
    found = _DURATION.fullmatch(text.strip().lower().replace(" ", ""))
    total = (
        sum(float(part or 0) * unit for part, unit in zip(found.groups(), (3600, 60, 1), strict=True)) if found else 0
    )
    if total <= 0:
        raise SettingsError(f"{text!r} is no duration.", "Write it as 90s, 10m, 1h or 1h30m.")
    return total


def spoken(total: float) -> str:
    """Return seconds as people read them: `45 s`, `10 min 5 s`, `1 h 30 min`."""
    whole = round(total)
    hours, minutes, rest = whole // 3600, whole % 3600 // 60, whole % 60
    if hours:
        return f"{hours} h {minutes} min" if minutes else f"{hours} h"
    if minutes:
        return f"{minutes} min {rest} s" if rest else f"{minutes} min"
    return f"{rest} s"
