"""Where sentences end in scientific prose: not after `et al.`, `Fig.`, `i.v.`, `E. coli` or `0.05`."""

import re
from functools import lru_cache


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# After these the sentence goes on, whatever follows.
_NEVER_LAST = _words(
    "fig figs eq eqs eqn ref refs tab sect chap chaps vs cf e.g i.e eg ie ca approx resp dr prof mr mrs ms "
    "no nos vols p pp eds dept univ viz incl excl subsp ssp suppl supp jan feb mar apr jun jul aug sep sept oct nov "
    "dec assoc lit n.b w.r.t a.k.a ph.d m.sc b.sc"
)
# After these it ends only if the next word is one that opens sentences.
_SELDOM_LAST = _words(
    "al etc i.v i.p s.c p.o i.m i.c.v i.t i.d b.i.d t.i.d q.d b.w a.m p.m u.s u.k u.s.a d.c e.u sp spp inc ltd co "
    "corp b.p m.p r.t a.u h.p.i d.p.i p.i s.d s.e s.e.m c.i min max sec vol temp mol wt conc calc var cv art para ser "
    "trans cat lat long ed st"
)
# After a number these are units, and units end sentences as any word does.
_UNITS = _words("min sec mol wt vol")
_OPENERS = _words(
    "the a an this these those that such in on at by for from to with within without during after before among "
    "between under upon however moreover furthermore therefore thus hence although though while whereas since "
    "because when if as our we it its they their there here both all each most many some several other another no "
    "not only further finally first second third next then also additionally interestingly notably importantly "
    "surprisingly similarly conversely consequently overall together taken conclusions conclusion methods results "
    "background objective objectives he she his her one two three using despite given compared following based "
    "patients mice rats cells treatment expression analysis data"
)
_MARK = r"(?:\[[\d,;–\- ]{1,40}\]|(?<=[a-z)][.!?])\d{1,3}(?:[,–-]\d{1,3}){0,8})?"
# Possessive, and only at the start of a run: a page of full stops costs no more than a page of words.
_END = re.compile(rf"(?<![.!?…])[.!?…]++[\"'”’)\]»]*+{_MARK}(?=\s)")
_NEXT = re.compile(r"\s+[\"'“‘(\[«]*([^\s]+)")
_LAST_TOKEN = re.compile(r"[^\s(\[“\"‘,;/]+$")
_INITIAL = re.compile(r"(?:[A-Z]\.-?)*[A-ZÀ-Þ]")
_NUMBER = re.compile(r"\d\s*$")
_WORD = re.compile(r"[^\W\d_]+")


def _opens(word: str) -> bool:
    found = _WORD.match(word)
    return found is not None and found[0].lower() in _OPENERS


def _may_start(word: str) -> bool:
    """Capital, digit, Greek or other caseless letter, or a symbol that keeps its small letter (p53, mTOR)."""
    first = word[0]
    if first.isupper() or first.isdigit() or first in "-−+~<>≥≤±%•◦▪■●":
        return True
    if first.isalpha():
        return not first.islower() or "α" <= first <= "ω" or any(c.isupper() or c.isdigit() for c in word[1:5])
    return False


@lru_cache(maxsize=4096)
def _abbreviation(token: str) -> int:
    """0: an ordinary word; 1: seldom ends a sentence; 2: never does."""
    bare = token.rstrip(".").lower()
    if bare in _NEVER_LAST:
        return 2
    if bare in _SELDOM_LAST or _INITIAL.fullmatch(token.rstrip(".")):
        return 1
    return 0


def _is_end(text: str, match: re.Match[str]) -> bool:
    following = _NEXT.match(text, match.end())
    if following is None:
        return True
    word = following[1]
    if not _may_start(word):
        return False
    if text[match.start()] != ".":
        return True
    token = _LAST_TOKEN.search(text, max(0, match.start() - 40), match.start() + 1)
    if token is None:
        return True
    standing = _abbreviation(token[0])
    if token[0].lower().rstrip(".") in _UNITS and _NUMBER.search(text, max(0, token.start() - 10), token.start()):
        return True
    if standing == 2:
        # `no.` abbreviates `number` only before one; as a word it ends its sentence.
        return token[0].lower() == "no." and not word[0].isdigit()
    return standing == 0 or _opens(word)


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Return where each sentence starts and ends; only white space lies between them.

    Limits: English and languages that end sentences as it does. An abbreviation that is not listed and stands before
    a capital letter ends a sentence too early.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        if _is_end(text, match):
            spans.append((start, match.end()))
            start = match.end()
    spans.append((start, len(text)))
    return [tight for span in spans if (tight := _tightened(text, *span)) is not None]


def _tightened(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if end > start else None


def sentences(text: str) -> list[str]:
    """Return the sentences of a paragraph, each as it is written."""
    return [text[start:end] for start, end in sentence_spans(text)]
