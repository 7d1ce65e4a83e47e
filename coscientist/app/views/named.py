"""Titles in place of ids, for sentences that the tournament wrote about its ids."""

import re
from collections.abc import Mapping

_ID = re.compile(r"\bh-[0-9a-f]{6,}\b")


def named(text: str, names: Mapping[str, str]) -> str:
    """Put a hypothesis's name where its id stands; an id without a name stays."""
    return _ID.sub(lambda found: names.get(found.group(), found.group()), text)


def quoted_titles(titles: Mapping[str, str]) -> dict[str, str]:
    """Return titles as a sentence quotes them."""
    return {hypothesis: f"“{title}”" for hypothesis, title in titles.items()}
