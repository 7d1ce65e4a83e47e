"""The lists behind the screens, read once: substances, agents, and the words for asking."""

import tomllib
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

from coscientist.domain.base import Value
from coscientist.safety.normalise import Word, plain, words

_SHORTEST_STEM = 2
"""Letters before a `*` that say something."""
_WORDS = 8_192
"""Words of which is remembered what they may begin; a run's texts use few others."""
_LISTS = ("chemical_weapons", "agents", "controlled", "explosives")


class Hazard(Value):
    """Something that a list names."""

    name: str
    kind: str
    """`chemical weapon`, `industrial poison`, `precursor`, `pathogen`, `germ`, `toxin`, `controlled drug`, `explosive`,
    `weapon`, `radiological` or `poison`."""
    list: str
    """The list that names it: `CWC Schedule 1`."""


class Mention(NamedTuple):
    """Where a hazard is named among the words of a sentence."""

    start: int
    after: int
    hazard: Hazard


class Phrases:
    """Phrases that are looked for in a row of words; a `*` at the end of a word stands for any ending."""

    def __init__(self, phrases: list[str]) -> None:
        self._whole: dict[str, list[tuple[str, ...]]] = {}
        self._stems: dict[str, list[tuple[str, ...]]] = {}
        for phrase in phrases:
            parts = _parts(phrase)
            if parts:
                first = parts[0]
                begins = self._stems if first.endswith("*") else self._whole
                begins.setdefault(first.removesuffix("*"), []).append(parts)
        lengths = sorted({len(stem) for stem in self._stems if len(stem) >= _SHORTEST_STEM})

        @lru_cache(maxsize=_WORDS)
        def beginning(word: str) -> tuple[tuple[str, ...], ...]:
            """Return the phrases that a word may begin."""
            stems = [self._stems.get(word[:length], []) for length in lengths if length <= len(word)]
            return tuple(parts for group in (self._whole.get(word, []), *stems) for parts in group)

        self._beginning = beginning

    def begins_with(self, word: str) -> bool:
        """Say whether a word may begin one."""
        return bool(self._beginning(word))

    def at(self, row: list[Word], place: int) -> int:
        """Return how many words the longest phrase at a place has; 0 where there is none."""
        phrases = self._beginning(row[place].text)
        return max((len(parts) for parts in phrases if _fits(parts, row, place)), default=0) if phrases else 0

    def spans(self, row: list[Word]) -> list[tuple[int, int]]:
        """Return where phrases begin and end, from left to right, without overlap."""
        found, place = list[tuple[int, int]](), 0
        while place < len(row):
            length = self.at(row, place)
            if length:
                found.append((place, place + length))
            place += length or 1
        return found

    def any(self, row: list[Word]) -> bool:
        """Say whether there is one."""
        return any(self.at(row, place) for place in range(len(row)))


class Lexicon:
    """Everything that the lists hold."""

    def __init__(self) -> None:
        self.hazards: dict[tuple[str, ...], Hazard] = {}
        self.sources: dict[str, str] = {}
        for name in _LISTS:
            content = tomllib.loads(_read(name))
            self.sources[name] = content["source"]
            for group in content["group"]:
                for names in group["names"]:
                    hazard = Hazard(name=names[0], kind=group["kind"], list=group["list"])
                    for each in names:
                        self.hazards.setdefault(_parts(each), hazard)
        self._longest: dict[str, int] = {}
        for parts in self.hazards:
            self._longest[parts[0]] = max(len(parts), self._longest.get(parts[0], 0))
        phrasing = tomllib.loads(_read("phrasing"))
        self.sources["phrasing"] = phrasing.pop("source")
        self.phrases = {name: Phrases([item for item in text.split(",") if item.strip()])
                        for name, text in phrasing.items()}  # fmt: skip
        self.known = frozenset(
            [part for parts in self.hazards for part in parts if len(part) >= 4]
            + [word for name in ("make", "worse", "disperse", "harm") for item in phrasing[name].split(",")
               for word in _parts(item) if not word.endswith("*")]
        )  # fmt: skip
        """Words by which letters that were set apart are parted again."""

        @lru_cache(maxsize=_WORDS)
        def begun(word: str) -> frozenset[str]:
            return frozenset(name for name, phrases in self.phrases.items() if phrases.begins_with(word))

        self._begun = begun

    def begun_in(self, row: list[Word]) -> frozenset[str]:
        """Return the classes of phrases of which one may begin among some words; most words begin none."""
        return frozenset().union(*(self._begun(word.text) for word in row))

    def mentions(self, row: list[Word]) -> list[Mention]:
        """Return the hazards that are named, the longest names first, from left to right."""
        found, place = list[Mention](), 0
        while place < len(row):
            first = row[place].text
            longest = self._longest.get(first, 1 if first.removesuffix("s") in self._longest else 0)
            for length in range(min(longest, len(row) - place), 0, -1):
                parts = tuple(word.text for word in row[place : place + length])
                hazard = self.hazards.get(parts) or self.hazards.get((*parts[:-1], parts[-1].removesuffix("s")))
                if hazard is not None and not (row[place + length - 1].numbered and len(parts[-1]) <= 3):
                    found.append(Mention(place, place + length, hazard))
                    place += length - 1
                    break
            place += 1
        return found


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Return the lists, read once."""
    return Lexicon()


def _read(name: str) -> str:
    return (resources.files("coscientist.safety") / "lists" / f"{name}.toml").read_text(encoding="utf-8")


def _parts(phrase: str) -> tuple[str, ...]:
    """Return the words of a phrase of the lists; a `*` stays on its word."""
    stems = plain(phrase.strip()).replace("*", "\x00")
    return tuple(
        f"{word.text}*" if stems[end : end + 1] == "\x00" else word.text
        for word, end in _with_ends(stems)
    )  # fmt: skip


def _with_ends(text: str) -> list[tuple[Word, int]]:
    found, place = list[tuple[Word, int]](), 0
    for word in words(text):
        place = text.index(word.text, place) + len(word.text)
        found.append((word, place))
    return found


def _fits(parts: tuple[str, ...], row: list[Word], place: int) -> bool:
    if place + len(parts) > len(row):
        return False
    return all(
        row[place + index].text.startswith(part[:-1]) if part.endswith("*") else row[place + index].text == part
        for index, part in enumerate(parts)
    )
