"""Reading literature frozen before 1988: records with MeSH headings, and titles without."""

import gzip
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path

from coscientist.datasets.headings import natural_order
from coscientist.domain.base import Value
from coscientist.domain.errors import CorpusError

BEFORE = 1988
TITLES = "magnesium_migraine_titles_before1988.txt.gz"
TITLE_MARK = "!Mig"
"""Marks the titles about the start concept. Those marked `!Mag`, on magnesium, are never read: they would give the
answer a literature that no other substance has."""

CHECK_TAGS = frozenset(
    {
        "Adolescent", "Adult", "Aged", "Aged, 80 and over", "Animals", "Cats", "Cattle", "Child", "Child, Preschool",
        "Cricetinae", "Dogs", "Female", "Guinea Pigs", "Humans", "In Vitro Techniques", "Infant", "Infant, Newborn",
        "Male", "Mice", "Middle Aged", "Pregnancy", "Rabbits", "Rats", "Young Adult",
    }
)  # fmt: skip
"""Headings that indexers tick for every paper they apply to, and that say nothing about its subject.

Source: check tags, https://www.nlm.nih.gov/mesh/features2003.html
"""


class Record(Value):
    """A paper: its subjects, as headings, and when it appeared."""

    title: str
    headings: frozenset[str]
    year: int | None
    """None for titles of the title file, which says only that they are from before 1988."""


class Frozen(Value):
    """All that could be read, and what was left out."""

    records: tuple[Record, ...]
    titles: tuple[str, ...]
    undated: int
    """Records left out because they might be later."""


def read_frozen(folder: Path, *, before: int = BEFORE) -> Frozen:
    """Read every `pmid_dp_ti_mh_*.psv.gz` and the titles on the start concept.

    Raises: CorpusError when a file is missing or a line has not four columns.
    """
    files = sorted(folder.glob("pmid_dp_ti_mh_*.psv.gz"))
    if not files or not (folder / TITLES).is_file():
        raise CorpusError(f"{folder} lacks pmid_dp_ti_mh_*.psv.gz or {TITLES}.", "Take the whole folder.")
    records: dict[str, Record] = {}
    undated: set[str] = set()
    for path in files:
        for line in _lines(path, "utf-8"):
            columns = line.split("|")
            if len(columns) != 4:
                raise CorpusError(f"{path.name}: expected pmid|year|title|headings, got {line[:80]!r}.")
            pmid, year, title, headings = columns
            if not year.isdigit():
                undated.add(pmid)
            elif int(year) < before:
                subjects = frozenset(item for item in headings.split(";") if item) - CHECK_TAGS
                records[pmid] = Record(title=title, headings=subjects, year=int(year))
    kept = tuple(records[pmid] for pmid in sorted(records, key=int))
    known = {_squeezed(record.title) for record in kept}
    titles = [line.split(TITLE_MARK, 1)[1].strip() for line in _lines(folder / TITLES, "latin-1") if TITLE_MARK in line]
    fresh = tuple(title for title in dict.fromkeys(titles) if _squeezed(title) not in known)
    return Frozen(records=kept, titles=fresh, undated=len(undated - records.keys()))


class TitleReader:
    """Finds headings in titles: by the heading, by its natural word order, and by the singular of either."""

    def __init__(self, headings: Iterable[str], synonyms: dict[str, str]) -> None:
        self._vocabulary = {
            form: heading
            for heading in sorted(set(headings) - CHECK_TAGS, reverse=True)
            for name in (heading, natural_order(heading))
            for form in (_words(name), _words(name.removesuffix("s")))
            if form and sum(map(len, form)) > 2
        } | {_words(word): heading for word, heading in synonyms.items()}

    @cached_property
    def _by_first_word(self) -> dict[str, list[tuple[tuple[str, ...], str]]]:
        found: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        for form, heading in self._vocabulary.items():
            found[form[0]].append((form, heading))
        for forms in found.values():
            forms.sort(key=lambda item: (-len(item[0]), item))
        return found

    def read(self, title: str) -> frozenset[str]:
        """Return the headings that a title names; of overlapping names the longest."""
        words = _words(title)
        found: set[str] = set()
        at = 0
        while at < len(words):
            for form, heading in self._by_first_word.get(words[at], ()):
                if words[at : at + len(form)] == form:
                    found.add(heading)
                    at += len(form) - 1
                    break
            at += 1
        return frozenset(found)


def _words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[a-z0-9][a-z0-9'+-]*", text.casefold()))


def _squeezed(title: str) -> str:
    return re.sub(r"\W+", "", title.casefold())


def _lines(path: Path, encoding: str) -> Iterator[str]:
    try:
        with gzip.open(path, "rt", encoding=encoding) as text:
            for line in text:
                yield line.rstrip("\n")
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise CorpusError(f"{path.name} cannot be read: {error}.", "Get the file again.") from error
