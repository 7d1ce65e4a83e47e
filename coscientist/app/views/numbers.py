"""Numbers as people read them."""

from coscientist.agents.wording import plural as _plural


def percent(share: float) -> str:
    """Write a share of 0 to 1, never rounding something to nothing or to certainty."""
    if 0 < share < 0.01:
        return "< 1 %"
    if 0.99 < share < 1:
        return "> 99 %"
    return f"{share * 100:.0f} %"


def chance(probability: float) -> str:
    """Write an estimated probability; that none or all of the draws came out so makes nothing impossible or certain."""
    return percent(min(max(probability, 1e-6), 1 - 1e-6))


def plural(count: int, noun: str, several: str | None = None) -> str:
    """Write `1 source`, `3 sources`, `2 hypotheses`."""
    if several is None or count == 1:
        return _plural(count, noun)
    return f"{count:,} {several}"


def number(value: float | str | bool | None) -> str:
    """Write a finding of any type: four significant digits, yes or no, or the text."""
    if value is None:
        return "—"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return value or "—"
    if value == int(value) and abs(value) < 1e15:
        return f"{int(value):,}"
    return f"{value:.4g}"


def day(moment: str | None) -> str:
    """Return the date and minute of an ISO 8601 time in UTC."""
    return f"{moment[:10]} {moment[11:16]} UTC" if moment and len(moment) >= 16 else (moment or "—")
