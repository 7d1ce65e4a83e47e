"""Answering a question about one hypothesis from its own record: with a model, or by showing what the record has."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from coscientist.agents.prompting import PROMPTS, plain
from coscientist.domain.base import Value
from coscientist.domain.errors import ServiceError
from coscientist.llm.record.outcome import Failure
from coscientist.ports import Embedder

if TYPE_CHECKING:
    from coscientist.llm.door import Door

NAME = "conversation/ask"
MOST_ITEMS = 40
"""Entries of the record that a prompt shows, those nearest to the question first."""
SHOWN = 6
LEAST_LIKENESS = 0.3
"""Cosine from which on an entry is worth showing when it shares no word with the question."""
_WORD = re.compile(r"[^\W_]{3,}")
_COMMON = frozenset(
    "the and for are was were does what which why how who when where that this with from have has had not can could "
    "would should about into than then there their its any all but out is it of to in on do did be by an as at or if "
    "hypothesis record say says".split()
)


class RecordItem(Value):
    """One entry of a hypothesis's record."""

    id: str
    kind: str
    """`passage`, `review`, `check`, `decision`, `claim`, `votes`, `prediction` …"""
    text: str


class GroundedSentence(Value):
    """One statement of an answer, with what carries it."""

    text: str
    cites: tuple[str, ...]


class GroundedReply(Value):
    """A model's answer."""

    sentences: tuple[GroundedSentence, ...]
    missing: str


class Told(Value):
    """What a person is told."""

    question: str
    sentences: tuple[GroundedSentence, ...] = ()
    """With citations of the record only."""
    rejected: int = 0
    """Statements of the model that no entry of the record carries."""
    missing: str = ""
    found: tuple[RecordItem, ...] = ()
    """Entries on the question, nearest first."""
    model: str | None = None


async def answer(
    model: "Door", goal: str, statement: str, items: Sequence[RecordItem], question: str, earlier: Sequence[str]
) -> Told:
    """Ask a model; what it says without an entry of the record behind it is not passed on.

    Raises: ServiceError when there is no usable answer; BudgetEndedError.
    """
    shown = {item.id: item for item in items[:MOST_ITEMS]}
    prompt = PROMPTS.get(NAME).render(
        goal=goal,
        statement=statement,
        items=[item.model_dump() for item in shown.values()],
        earlier=list(earlier)[-6:],
        question=question,
    )
    got = await model.ask(NAME, prompt, GroundedReply)
    if isinstance(got, Failure):
        raise ServiceError(f"The model gave no usable answer: {got}.", "Ask again, or look at: coscientist explain")
    kept = []
    for sentence in got.value.sentences:
        cites = tuple(dict.fromkeys(item for item in (each.strip("[] ") for each in sentence.cites) if item in shown))
        if cites and sentence.text.strip():
            kept.append(GroundedSentence(text=plain(sentence.text, 600), cites=cites))
    cited = {item for sentence in kept for item in sentence.cites}
    return Told(
        question=question,
        sentences=tuple(kept),
        rejected=len(got.value.sentences) - len(kept),
        missing=plain(got.value.missing, 400),
        found=tuple(item for key, item in shown.items() if key in cited),
        model=got.model,
    )


def on_the_question(items: Sequence[RecordItem], question: str, embedder: Embedder) -> list[RecordItem]:
    """Return the entries in order of how near they are to the question; those that have nothing to do with it left out.

    Nearness is the share of the question's words that an entry has, plus the cosine of the two sentence vectors.
    """
    if not items:
        return []
    wanted = _words(question)
    vectors = embedder.encode([question, *(item.text[:400] for item in items)])
    near = vectors[1:] @ vectors[0]
    scored = []
    for item, cosine in zip(items, near, strict=True):
        shared = len(wanted & _words(item.text)) / max(1, len(wanted))
        if shared or float(cosine) >= LEAST_LIKENESS:
            scored.append((-(shared + float(cosine)), item.id, item))
    return [item for _, _, item in sorted(scored, key=lambda each: each[:2])]


def _words(text: str) -> frozenset[str]:
    return frozenset(word[:6] for word in _WORD.findall(text.casefold())) - frozenset(word[:6] for word in _COMMON)
