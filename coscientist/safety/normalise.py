"""Reading text whatever its disguise: case, accents, look-alike letters, digits for letters, letters set apart."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple

_LOOK_ALIKE = str.maketrans(
    "авеёкмнорстухіјѕԁһӏցԛԝүΑΒΕΖΗΙΚΜΝΟΡΤΥΧοανρτικυε",
    "abeekmhopctyxijsdhlgqwyABEZHIKMNOPTYXoavptikue",
)
"""Cyrillic and Greek letters that are read as Latin ones.

Source: Unicode Technical Standard 39, confusables, https://www.unicode.org/reports/tr39/
"""
_DIGIT_LETTER = (str.maketrans("013457@$", "oieastas"), str.maketrans("1", "l"))
"""Digits and signs as the letters they stand for; a one is read as i, and where that says nothing as l."""
_CJK = "\u3400-\u9fff"
_WORD = re.compile(rf"[{_CJK}]|[^\W_{_CJK}]+|(?<!\s\w)(?<!^\w)\.(?=[\s\"'”’)\]]|$)|[?!;。？！；\n]")
"""A Chinese character, a run of other letters, or a stop; the full stop of an abbreviated genus is none."""
_LEET = re.compile(r"[^\W_@$]*(?:[013457@$][^\W\d_]|[^\W\d_][013457@$])[\w@$]*")
_SET_APART = re.compile(r"(?<![^\W_])(?:(?:[^\W_][ \t._*/|-]{1,3}){3,}|(?:[^\W_][._*/|-]){2,})[^\W_](?![^\W_])")
STOPS = frozenset(".?!;。？！；\n")
MAX_CHARACTERS = 40_000


class Word(NamedTuple):
    """A word of a text as it is compared."""

    text: str
    numbered: bool
    """Whether a number hangs on it, as on the VX of VX-745, so that it names something else."""


def plain(text: str) -> str:
    """Return text in one spelling: compatibility forms folded, invisible characters and accents gone, lower case."""
    text = unicodedata.normalize("NFKD", text[:MAX_CHARACTERS])
    text = "".join(letter for letter in text if unicodedata.category(letter) not in ("Mn", "Cf", "Me"))
    return unicodedata.normalize("NFC", text.translate(_LOOK_ALIKE).casefold()).translate(_LOOK_ALIKE)


def words(text: str) -> list[Word]:
    """Return the words of a text that is plain already; stops are words of their own, Chinese characters too."""
    found = list(_WORD.finditer(text))
    return [
        Word(item.group(), text[item.end() : item.end() + 1] == "-" and text[item.end() + 1 : item.end() + 2].isdigit())
        for item in found
    ]


def views(text: str, known: Iterable[str] = ()) -> Iterator[list[Word]]:
    """Yield the readings of a text: as it stands, with digits read as letters, with letters set apart joined.

    `known` are words by which letters that were all set apart are parted again.
    """
    base = plain(text)
    yield words(base)
    spelt = base
    for letters in _DIGIT_LETTER:
        read = _LEET.sub(lambda found, letters=letters: _as_letters(found.group(), letters), base)  # type: ignore[misc]
        if read != base:
            yield words(read)
            spelt = read if spelt == base else spelt
    joined = _SET_APART.sub(lambda found: _joined(found.group(), known), spelt)
    if joined != spelt:
        yield words(joined)


def _as_letters(word: str, letters: dict[int, int]) -> str:
    if not any(letter.isalpha() for letter in word):
        return word
    return word.translate(letters).translate(_DIGIT_LETTER[0])


def _joined(letters: str, known: Iterable[str]) -> str:
    """Join letters; where gaps of two widths were used, the wider ones part words, otherwise known words do."""
    groups = re.split(r"[ \t]{2,}", letters)
    if len(groups) > 1:
        return " ".join(re.sub(r"[\W_]", "", group) for group in groups)
    run = re.sub(r"[\W_]", "", letters)
    ordered = sorted((word for word in known if len(word) >= 3), key=len, reverse=True)
    parts, place, loose = list[str](), 0, ""
    while place < len(run):
        word = next((word for word in ordered if run.startswith(word, place)), "")
        if word:
            parts += [loose, word] if loose else [word]
            place, loose = place + len(word), ""
        else:
            loose, place = loose + run[place], place + 1
    return " ".join([*parts, loose] if loose else parts)
