"""Medicines by what they are used for: those for diabetes, antidepressants, statins."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

_LISTED = Path(__file__).parent / "data" / "drug_classes.toml"
SOURCE = "WHO Collaborating Centre for Drug Statistics Methodology, ATC classification"
_MEDICINES = r"(?:drugs?|medicines?|medications?|agents?|pills?|pharmaceuticals?)"


class DrugClass(NamedTuple):
    """A use of medicines, and how one of them is told."""

    name: str
    named: tuple[str, ...]
    """Words that name the class wherever they stand."""
    known: tuple[str, ...]
    """Words that do so where medicines that there are are asked for: a goal may look for a new antibiotic."""
    uses: tuple[str, ...]
    """Words that do so there before `drugs`: `cancer`."""
    endings: tuple[str, ...]
    names: frozenset[str]

    def has(self, names: Iterable[str]) -> bool:
        """Say whether a compound of these names is one, by the ending or the whole of a name.

        Limits: some of each class; what none of the lists tells is not said to be one.
        """
        words = {name.casefold().partition(" (")[0] for name in names}
        return not self.names.isdisjoint(words) or any(
            word.split(" ")[0].endswith(self.endings) and not word.endswith(_NO_MEDICINE) for word in words if word
        )


_NO_MEDICINE = ("synthase", "receptor", "protein")


def class_asked_for(goal: str, *, of_medicines: bool) -> tuple[DrugClass, str] | None:
    """Return the class that a goal asks for and the words that name it; None where it asks for none.

    `of_medicines` says whether the goal asks for medicines that there are.
    """
    for each in drug_classes():
        nouns = (*each.named, *(each.known if of_medicines else ()))
        uses = each.uses if of_medicines else ()
        found = _named(nouns, uses).search(goal) or _in_use(each.uses).search(goal)
        if found:
            return each, found[0]
    return None


@cache
def _named(nouns: tuple[str, ...], uses: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds `antidepressants`, `antidepressant drugs` and `depression drugs`, unless new ones are meant."""
    any_noun, any_word = ("|".join(map(re.escape, words)) or "(?!)" for words in (nouns, (*nouns, *uses)))
    return re.compile(
        rf"(?<!\bnew )(?<!\bnovel )(?<!\bwithout )(?<![\w-])(?:(?:{any_word}) {_MEDICINES}|(?:{any_noun})s)\b",
        re.IGNORECASE,
    )


@cache
def _in_use(uses: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds `drugs approved for hypertension` and `medicines used to treat diabetes`."""
    any_use = "|".join(map(re.escape, uses)) or "(?!)"
    return re.compile(
        rf"\b{_MEDICINES} (?:(?:that|which) are )?(?:already |currently |now )?"
        r"(?:approved|licen[sc]ed|used|prescribed|indicated|given) "
        rf"(?:to treat|against|for)(?: the treatment of| treating)? (?:type [12] |high )?(?:{any_use})\b",
        re.IGNORECASE,
    )


@lru_cache(maxsize=1)
def drug_classes() -> tuple[DrugClass, ...]:
    """Return the classes in the order of their list."""
    listed = tomllib.loads(_LISTED.read_text(encoding="utf-8"))
    return tuple(
        DrugClass(
            name,
            tuple(entry["named"]),
            tuple(entry["known"]),
            tuple(entry["uses"]),
            tuple(entry["endings"]),
            frozenset(entry["names"]),
        )
        for name, entry in listed.items()
    )
