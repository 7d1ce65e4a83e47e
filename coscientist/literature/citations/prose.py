"""Citations in running text: identifiers, and `(Smith et al., 2012)` in its forms."""

import re
from typing import NamedTuple

from coscientist.literature.citations.values import Citation
from coscientist.literature.identifiers import Identifier, parse_identifier

_PARTICLES = r"(?:(?i:van|von|der|den|de|del|della|di|da|dos|du|la|le|el|al|bin|ibn|ter|ten|zu|zur)\s+){0,3}"
_NAME = rf"{_PARTICLES}[A-ZÀ-Þ][\w'’\-]{{1,40}}"
_YEAR = r"(?:1[5-9]\d\d|20\d\d)[a-z]?"
_YEARS = rf"(?P<years>{_YEAR}(?:\s*,\s*{_YEAR}){{0,4}})"
_OTHERS = r"(?P<others>,?\s+(?:et\s+al\.?|and\s+(?:colleagues|co-?workers)))?(?:['’]s)?"
_WHO = rf"(?P<first>{_NAME})(?:\s*,\s*(?P<middle>{_NAME}))?(?:\s*,?\s*(?:&|and)\s+(?P<last>{_NAME}))?{_OTHERS}"
_IN_BRACKETS = re.compile(rf"{_WHO},?\s+\(?{_YEARS}\b")
_NARRATIVE = re.compile(rf"{_WHO}\s*[(\[]{_YEARS}(?=[)\],;:])")
_BRACKETS = re.compile(rf"{_WHO},?\s+\(?(?P<years>{_YEAR}[a-z]?(?:\s*,\s*{_YEAR}[a-z]?){{0,4}})\b")
_NARRATIVE = re.compile(rf"{_WHO}\s*[(\[](?P<years>{_YEAR}[a-z]?(?:\s*,\s*{_YEAR}[a-z]?){{0,4}})(?=[)\],;:])")
_BRACKETS = re.compile(r"[(\[]([^()\[\]]{4,600})[)\]]")
_IDENTIFIERS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?(?<![\d.])10\.\d{4,9}/[^\s\"<>]+(?:<[\d:]+[^\s<>\"]{0,40}>[^\s\"<>]+)?",
        r"\bPMID:?\s*\d{1,9}\b|pubmed\.ncbi\.nlm\.nih\.gov/\d{1,9}|ncbi\.nlm\.nih\.gov/pubmed/\d{1,9}",
        r"\bPMC\d{3,9}\b",
        r"\barXiv:\s*(?:\d{4}\.\d{4,5}|[a-z\-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?|arxiv\.org/(?:abs|pdf)/[\w./-]+\w",
    )
)
_NOT_NAMES = frozenset(
    "in the a an this these table tables figure figures fig eq equation section chapter appendix version january "
    "february march april may june july august september october november december spring summer autumn fall winter "
    "since until during before after by from between early late mid study studies trial cohort dataset release grant "
    "supplementary copyright published accepted received retrieved available and see both".split()
)
_NEAR = 12
"""Characters between a name with its year and an identifier that belongs to it."""


class _Mention(NamedTuple):
    start: int
    end: int
    authors: tuple[str, ...]
    et_al: bool
    year: int


class _Named(NamedTuple):
    start: int
    end: int
    identifier: Identifier


def citations_in_sentence(sentence: str, place: str) -> list[Citation]:
    """Return the citations of one sentence, which is what each of them is cited for."""
    named = _identifiers(sentence)
    mentions = _mentions(sentence)
    claim = _claim(sentence, [*named, *mentions])
    found: list[tuple[int, Citation]] = []
    used: set[int] = set()
    for number, mention in enumerate(mentions):
        following = mentions[number + 1].start if number + 1 < len(mentions) else len(sentence)
        mine = _belonging(sentence, mention, named, following, len(mentions) == 1)
        used.update(name.start for name in mine)
        end = max([mention.end, *(name.end for name in mine)])
        start = min([mention.start, *(name.start for name in mine)])
        found.append(
            (
                start,
                Citation(
                    text=sentence[start:end],
                    identifiers=tuple(name.identifier for name in mine),
                    authors=mention.authors,
                    et_al=mention.et_al,
                    year=mention.year,
                    claim=claim,
                    place=place,
                ),
            )
        )
    for name in named:
        if name.start not in used:
            text = sentence[name.start : name.end]
            found.append((name.start, Citation(text=text, identifiers=(name.identifier,), claim=claim, place=place)))
    return [citation for _, citation in sorted(found, key=lambda pair: pair[0])]


def identifiers_in(text: str) -> tuple[Identifier, ...]:
    """Return the identifiers that a text names, in its order and each once."""
    return tuple(dict.fromkeys(name.identifier for name in _identifiers(text)))


def _identifiers(text: str) -> list[_Named]:
    found: list[_Named] = []
    for pattern in _IDENTIFIERS:
        for match in pattern.finditer(text):
            inside = any(name.start <= match.start() < name.end for name in found)
            identifier = None if inside else parse_identifier(match[0])
            if identifier is not None:
                end = match.start() + len(match[0].rstrip(".,;:)]}'’”*"))
                found.append(_Named(match.start(), end, identifier))
    return sorted(found)


def _mentions(sentence: str) -> list[_Mention]:
    found: dict[int, _Mention] = {}
    for brackets in _BRACKETS.finditer(sentence):
        for match in _IN_BRACKETS.finditer(sentence, brackets.start(1), brackets.end(1)):
            _add(found, match)
    for match in _NARRATIVE.finditer(sentence):
        _add(found, match)
    return [found[start] for start in sorted(found)]


def _add(found: dict[int, _Mention], match: re.Match[str]) -> None:
    names = [name for name in (match["first"], match["middle"], match["last"]) if name]
    if any(name.lower() in _NOT_NAMES or name.isupper() for name in names):
        return
    if any(mention.start < match.end() and match.start() < mention.end for mention in found.values()):
        return
    year = int(match["years"][:4])
    found[match.start()] = _Mention(match.start(), match.end(), tuple(names), bool(match["others"]), year)


def _belonging(sentence: str, mention: _Mention, named: list[_Named], following: int, alone: bool) -> list[_Named]:
    """The identifiers that stand right after a mention and before the next one.

    A semicolon divides two citations, unless there is only one name with a year that the identifier can belong to.
    """
    mine: list[_Named] = []
    end = mention.end
    for name in named:
        if not end <= name.start < following:
            continue
        gap = sentence[end : name.start]
        if len(gap) > _NEAR or (";" in gap and not alone):
            break
        mine.append(name)
        end = name.end
    return mine


def _claim(sentence: str, cited: list[_Named | _Mention]) -> str:
    """The sentence without its citations, as far as they stand in brackets of their own."""
    text = sentence
    for brackets in reversed(list(_BRACKETS.finditer(sentence))):
        if any(brackets.start() <= item.start < brackets.end() for item in cited):
            text = text[: brackets.start()].rstrip() + text[brackets.end() :]
    text = re.sub(r"\s*\[\d{1,4}(?:\s*[,–-]\s*\d{1,4})*\]", "", text)
    return re.sub(r"\s+([.,;:])", r"\1", " ".join(text.split()))
