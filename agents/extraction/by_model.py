"""Claims read out of papers by a language model, and by rules where it gives nothing usable.

What a model reads is believed as far as it can be held against the text: it must name both things with words of the
passage that it cites, and what asks or aims claims nothing, whatever the model makes of it.
"""

import asyncio
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Literal

from coscientist.agents.prompting import MAX_NAME, PROMPTS, all_of, plain
from coscientist.datasets.vocabularies import reading_vocabulary
from coscientist.domain.base import Value, content_id
from coscientist.domain.claim import Claim, Predicate
from coscientist.domain.concept import Concept
from coscientist.domain.literature import Passage
from coscientist.literature.cues import is_hedged
from coscientist.literature.extraction.extract import extract
from coscientist.literature.extraction.stance import asks
from coscientist.literature.extraction.terms import KindOf
from coscientist.literature.extraction.vocabulary import Vocabulary
from coscientist.literature.naming import names
from coscientist.llm.door import Door
from coscientist.llm.record.outcome import Failure

PER_PROMPT = 8
Progress = Callable[[str, int, int], None]


class ReadClaim(Value):
    """One claim, as a model lists it."""

    passage: str
    subject: str
    predicate: Literal[
        "increases",
        "decreases",
        "regulates",
        "causes no change in",
        "correlates positively with",
        "correlates negatively with",
        "is associated with",
    ]
    object: str
    hedged: bool


class ReadClaims(Value):
    """What a model read in some passages."""

    claims: tuple[ReadClaim, ...]


class ByModel:
    """Extraction by a language model, behind the same port as extraction by rules.

    Only passages that name two things are sent. What the model did not answer usably, or the budget no longer
    allowed, is read by rules; `remarks` says how much.
    """

    name = "extraction/claims"

    def __init__(self, door: Door, kind_of: KindOf, known: Iterable[Concept] = ()) -> None:
        self._door, self._kind_of, self._known = door, kind_of, tuple(known)
        self.version = f"model:{door.name} by prompt {PROMPTS.get(self.name).sha256[:12]}"
        self.remarks: list[str] = []
        self._why = ""

    def read(self, passages: Sequence[Passage], progress: Progress) -> Iterator[Concept | Claim]:
        """Yield the concepts that claims are about, and then the claims."""
        vocabulary = reading_vocabulary([passage.quote for passage in passages], self._kind_of, self._known)
        telling = [item for item in passages if len({m.concept for m in vocabulary.find(item.quote)}) > 1]
        batches = [telling[at : at + PER_PROMPT] for at in range(0, len(telling), PER_PROMPT)]
        progress("asking the model", 0, len(batches))
        answers, ended = asyncio.run(self._all(batches))
        made: dict[str, Concept] = {}
        claims = [claim for batch, answer in answers for claim in self._claims(batch, answer, vocabulary, made)]
        answered = {passage.id for batch, _ in answers for passage in batch}
        rest = [passage for passage in telling if passage.id not in answered]
        if rest:
            why = (ended or self._why).rstrip(".")
            self.remarks.append(f"{len(rest)} of {len(telling)} passages were read by rules, not by the model: {why}.")
        by_rules = extract(rest, vocabulary, progress=progress)
        ends = {end for claim in claims for end in (claim.subject, claim.object)}
        concepts = {item.id: item for item in by_rules.concepts}
        concepts |= {name: made.get(name) or vocabulary.concepts[name] for name in sorted(ends)}
        yield from concepts.values()
        yield from {claim.id: claim for claim in (*claims, *by_rules.claims)}.values()

    async def _all(self, batches: Sequence[list[Passage]]) -> tuple[list[tuple[list[Passage], "_Answer"]], str]:
        found, ended = await all_of(self._ask(batch) for batch in batches)
        return [item for item in found if item is not None], ended

    async def _ask(self, batch: list[Passage]) -> tuple[list[Passage], "_Answer"] | None:
        prompt = PROMPTS.get(self.name).render(passages=[{"id": item.id, "quote": item.quote} for item in batch])
        answer = await self._door.ask(self.name, prompt, ReadClaims)
        # What a model for trying the transport writes is no science, so the rules read instead.
        if isinstance(answer, Failure) or self._door.is_transport_test(answer.model):
            self._why = self._why or (str(answer) if isinstance(answer, Failure) else f"{answer.model} is for tests")
            return None
        return batch, _Answer(model=answer.model, claims=answer.value.claims)

    def _claims(
        self, batch: Sequence[Passage], answer: "_Answer", vocabulary: Vocabulary, made: dict[str, Concept]
    ) -> Iterator[Claim]:
        by_id = {passage.id: passage for passage in batch}
        for item in answer.claims:
            passage = by_id.get(item.passage)
            ends = [plain(end, MAX_NAME) for end in (item.subject, item.object)]
            if passage is None or asks(passage.quote) or not all(_named(end, passage.quote) for end in ends):
                continue
            subject, object_ = (self._concept(end, vocabulary, made) for end in ends)
            if subject == object_:
                continue
            made_by = f"model:{answer.model}"
            predicate = Predicate(item.predicate)
            yield Claim(
                id=content_id("c", subject, predicate, object_, (passage.id,), made_by),
                subject=subject,
                predicate=predicate,
                object=object_,
                passages=(passage.id,),
                source=passage.source,
                year=passage.year,
                hedged=item.hedged or is_hedged(passage.quote),
                made_by=made_by,
            )

    def _concept(self, name: str, vocabulary: Vocabulary, made: dict[str, Concept]) -> str:
        """Return the id of what a name means; a name that no vocabulary lists makes a concept of its own."""
        known = vocabulary.meaning(name)
        if known is not None:
            return known
        concept = Concept(id=f"c:{name.casefold()}", name=name, kind=self._kind_of(name))
        return made.setdefault(concept.id, concept).id


class _Answer(Value):
    """What a model listed, with the model's name."""

    model: str
    claims: tuple[ReadClaim, ...]


def _named(name: str, quote: str) -> bool:
    return bool(name) and names([name], quote)
