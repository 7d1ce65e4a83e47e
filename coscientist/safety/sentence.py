"""A sentence as the rules see it: its words, what the lists say of them, and what is found against it."""

from collections.abc import Iterator
from functools import cached_property

from coscientist.domain.base import Value
from coscientist.safety.lexicon import Mention, lexicon
from coscientist.safety.normalise import STOPS, Word

NEAR = 10
"""Words between a verb and what it governs."""
_SPEAKERS = frozenset({"i", "we", "one", "you"})
_OURS = frozenset({"i", "we", "my", "our"})
_MAY = frozenset({"would", "could", "can"})
_HINDERS = frozenset({"prevent", "prevents", "preventing", "stop", "stops", "deter", "hinder", "keep"})


class Finding(Value):
    """Why a text is refused."""

    rule: str
    """`making`, `enhancement`, `dispersal`, `harm to somebody`, `evasion`, `naming`."""
    why: str
    """For a person, in words."""
    named: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()


class Sentence:
    """The words of a sentence, and what the lists say of them."""

    def __init__(self, row: list[Word]) -> None:
        self.row = row
        self._phrases = lexicon().phrases
        self._spans: dict[str, list[tuple[int, int]]] = {}

    def has(self, name: str) -> bool:
        """Say whether a class of phrases occurs."""
        return bool(self.spans(name))

    def spans(self, name: str) -> list[tuple[int, int]]:
        """Return where the phrases of a class are."""
        if name not in self._spans:
            self._spans[name] = self._phrases[name].spans(self.row) if name in self._begun else []
        return self._spans[name]

    @cached_property
    def _begun(self) -> frozenset[str]:
        return lexicon().begun_in(self.row)

    @cached_property
    def inquires(self) -> bool:
        """Say whether it begins as a question about the world: not about what somebody might do."""
        words = {word.text for word in self.row}
        return any(start == 0 for start, _ in self.spans("asking")) and not words & (_OURS | _MAY)

    def word_before(self, span: tuple[int, int]) -> str:
        """Return the word before a phrase; empty at the beginning."""
        return self.row[span[0] - 1].text if span[0] else ""

    @cached_property
    def named(self) -> list[Mention]:
        """Return every hazard that is named."""
        return lexicon().mentions(self.row)

    @cached_property
    def bare(self) -> list[Mention]:
        """Return the hazards that are not part of something harmless, as they are in `ricin antidote`."""
        heads = self._phrases["shield_head"]
        return [
            item for item in self.named
            if item.after >= len(self.row) or not heads.at(self.row, item.after)
        ]  # fmt: skip

    @cached_property
    def benign(self) -> bool:
        """Say whether it begins by asking for protection, understanding or less of something."""
        lead = self._phrases["benign_lead"].at(self.row, 0) if self.row else 0
        follows = self.row[lead].text if lead < len(self.row) else ""
        return bool(lead) and not (self.row[0].text == "how" and follows in _SPEAKERS)

    def governor(self, mention: Mention, bad: str) -> str:
        """Return which word before a mention is nearest: `bad`, `shield`, or nothing."""
        bads = [span for span in self.spans(bad) if span[1] <= mention.start and mention.start - span[1] < NEAR]
        shields = [span for span in self.spans("shield") if span[1] <= mention.start]
        nearest_bad = max((span[1] for span in bads), default=-1)
        nearest_shield = max((span[1] for span in shields), default=-1)
        if nearest_shield >= nearest_bad and nearest_shield >= 0:
            return "shield"
        if nearest_bad >= 0:
            start = max(span[0] for span in bads)
            hindered = {word.text for word in self.row[max(0, start - 5) : start]} & _HINDERS
            return "shield" if hindered else bad
        follows = [span for span in self.spans("make_after") if 0 <= span[0] - mention.after < 5]
        return bad if follows and nearest_shield < 0 else ""


def sentences(row: list[Word]) -> Iterator[Sentence]:
    """Split the words of a text where its sentences end."""
    part: list[Word] = []
    for word in [*row, Word(".", False)]:
        if word.text not in STOPS:
            part.append(word)
        elif part:
            yield Sentence(part)
            part = []


def finding(rule: str, why: str, mentions: list[Mention]) -> Finding:
    """Put a reason together with what is named and the lists that name it."""
    unique = list(dict.fromkeys((item.hazard.name, item.hazard.list) for item in mentions))
    return Finding(
        rule=rule,
        why=why,
        named=tuple(name for name, _ in unique),
        lists=tuple(dict.fromkeys(each for _, each in unique)),
    )
