"""Substances that are tools of laboratories: nobody would propose them as a treatment."""

import tomllib
from functools import lru_cache
from pathlib import Path

from coscientist.tools.chemistry.medicines import Standing, medicine_standing
from coscientist.tools.chemistry.names import readings, spelling

_LISTED = Path(__file__).parent / "data" / "laboratory_agents.toml"


def laboratory_use(name: str, synonyms: tuple[str, ...] = ()) -> str | None:
    """Return what a substance is used for at the bench, as `solvent`; None where it is not listed or is a medicine.

    Limits: a list of some two hundred; what is not on it may be a reagent all the same.
    Raises: DrugTableError when the drug table is missing.
    """
    uses = (_uses().get(spelling(reading.text)) for each in (name, *synonyms) for reading in readings(each))
    use = next((item for item in uses if item is not None), None)
    if use is None or medicine_standing(name, synonyms).standing is Standing.MEDICINE:
        return None
    return use


@lru_cache(maxsize=1)
def _uses() -> dict[str, str]:
    listed: dict[str, list[str]] = tomllib.loads(_LISTED.read_text(encoding="utf-8"))
    return {spelling(name): use for use, names in listed.items() for name in names}
