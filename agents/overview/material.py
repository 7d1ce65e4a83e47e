"""What the writers of overviews are shown, and how their sentences are held against it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from coscientist.agents.figures import untraced
from coscientist.agents.generation.fetching import distinct, in_turn
from coscientist.agents.generation.grounding import decisive_experiment
from coscientist.agents.overview.values import Cited
from coscientist.agents.prompting import hypothesis_values, plain, shown
from coscientist.agents.proximity.likeness import mediators
from coscientist.agents.wording import plural
from coscientist.agents.workbench import Workbench
from coscientist.domain.base import Value
from coscientist.domain.hypothesis import Hypothesis
from coscientist.domain.literature import Passage, Source
from coscientist.literature.citations.support import EmbeddedSupport
from coscientist.literature.naming import names

SHOWN = 8
"""Hypotheses that the writers see, best first."""
PASSAGES = 24


class Sentence(Value):
    """A sentence of a writer."""

    text: str
    passages: tuple[str, ...]
    """Identifiers of the passages that say so."""


@dataclass(frozen=True)
class Material:
    """The best hypotheses, best first, with what they rest on."""

    bench: Workbench
    ranked: Sequence[Hypothesis]
    known: Mapping[str, str] = field(default_factory=dict)
    """What reviewers found of each to be known already, by hypothesis."""

    @cached_property
    def best(self) -> dict[str, Hypothesis]:
        """Return the hypotheses shown, by the short names that writers use."""
        return {f"H{place}": item for place, item in enumerate(self.ranked[:SHOWN], start=1)}

    @cached_property
    def passages(self) -> dict[str, Passage]:
        """Return the passages on which they rest, some of each."""
        known = self.bench.claims
        ids = [[p for c in item.claims if c in known for p in known[c].passages] for item in self.best.values()]
        found = self.bench.library.passages([item for lot in ids for item in lot])
        streams = [[found[item] for item in lot if item in found] for lot in ids]
        return {item.id: item for item in distinct(in_turn(streams), PASSAGES)}

    @cached_property
    def sources(self) -> dict[str, Source]:
        """Return the sources of these passages."""
        return dict(self.bench.library.sources(list(dict.fromkeys(p.source for p in self.passages.values()))))

    @cached_property
    def _support(self) -> EmbeddedSupport:
        return EmbeddedSupport(self.bench.embedder)

    @cached_property
    def _things(self) -> list[list[str]]:
        """Return the spellings of everything that the hypotheses name."""
        ids = {end for item in self.best.values() for end in (*item.interventions, item.outcome, *mediators(item))}
        return [self.bench.spellings(self.bench.concept(item)) for item in sorted(ids)]

    def values(self) -> dict[str, Any]:
        """Return what every writer's prompt is filled with."""
        return {
            "goal": self.bench.plan.goal,
            "hypotheses": [
                {
                    "id": key,
                    **hypothesis_values(self.bench, item),
                    "falsifier": next(iter(item.falsifiers), "none stated"),
                    "known": self.known.get(item.id, ""),
                    "experiment": decisive_experiment(item),
                }
                for key, item in self.best.items()
            ],
            "passages": shown(self.bench, self.passages.values()),
        }

    def named(self, keys: Sequence[str]) -> tuple[str, ...]:
        """Return the ids of hypotheses that a writer names; those that were not shown are left out."""
        return tuple(self.best[key].id for key in dict.fromkeys(keys) if key in self.best)

    def checked(self, sentence: Sentence) -> Cited:
        """Return a sentence with the citations that exist, marked where they do not carry it.

        A passage carries a sentence when it says the like without denying it, or names two of the things that the
        sentence names (the one, where it names one only). Figures must stand in a passage cited.
        """
        text = plain(sentence.text, 800)
        cited = [self.passages[item] for item in dict.fromkeys(sentence.passages) if item in self.passages]
        unknown = len(set(sentence.passages) - set(self.passages))
        notes = [] if cited else ["no passage that was shown is cited for it"]
        if cited and not any(self._carries(item, text) for item in cited):
            notes.append("no passage cited says so")
        if missing := untraced([text], [item.quote for item in cited]):
            notes.append(f"in no passage cited: {', '.join(missing)}")
        supported = not notes
        if unknown:
            notes.append(f"{plural(unknown, 'identifier')} rejected")
        ids = tuple(item.id for item in cited)
        return Cited(text=text, passages=ids, supported=supported, note="; ".join(notes))

    def _carries(self, passage: Passage, text: str) -> bool:
        verdict = self._support(text, passage).verdict
        if verdict in ("supports", "contradicts"):
            return verdict == "supports"
        named = [spellings for spellings in self._things if names(spellings, text)]
        return bool(named) and sum(names(item, passage.quote) for item in named) >= min(2, len(named))


def first_sources(sources: Mapping[str, Source], limit: int) -> list[Source]:
    """Return sources that say who wrote them, at most `limit`."""
    return [item for item in sources.values() if item.authors][:limit]
