"""Substances that the body makes itself and that act nearly everywhere in it."""

import tomllib
from functools import lru_cache
from pathlib import Path

from coscientist.tools.chemistry.names import readings, spelling

_LISTED = Path(__file__).parent / "data" / "body_substances.toml"


def body_substance(name: str, synonyms: tuple[str, ...] = ()) -> str | None:
    """Return what a substance is in the body, as `an autacoid, a local hormone`; None where it is not listed.

    Limits: a list of some sixty; hormones and vitamins that are given as such are not on it.
    """
    found = (_listed().get(spelling(reading.text)) for each in (name, *synonyms) for reading in readings(each))
    return next((item for item in found if item is not None), None)


@lru_cache(maxsize=1)
def _listed() -> dict[str, str]:
    listed: dict[str, list[str]] = tomllib.loads(_LISTED.read_text(encoding="utf-8"))
    return {spelling(name): what for what, names in listed.items() for name in names}
