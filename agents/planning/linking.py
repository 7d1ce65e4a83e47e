"""From the words of a model to concepts of the corpora, or to new ones that are marked as brought in."""

import re

from coscientist.agents.planning.words import tokens
from coscientist.agents.prompting import MAX_NAME, plain
from coscientist.agents.workbench import Workbench
from coscientist.domain.concept import Concept, ConceptKind

BROUGHT_IN = "model:"
"""What the ids of concepts begin with that a model named and the corpora do not have."""


def link_name(bench: Workbench, name: str, kind: ConceptKind, *, wanted: bool = False) -> Concept | None:
    """Return the corpora's concept of that name, or a new one; None for words that name nothing.

    Of several meanings the one of the stated kind counts, then the one that more is said about; with `wanted` what
    the goal wants changed comes first.
    """
    words = plain(name, MAX_NAME)
    if not any(letter.isalpha() for letter in words):
        return None
    for spelling in _spellings(words):
        meant = bench.lexicon.meaning(tuple(word for word in tokens(spelling) if word not in ".,;:!?()"))
        if meant:
            best = max(
                meant,
                key=lambda item: (
                    wanted and item in bench.outcomes,
                    bench.concept(item).kind is kind,
                    bench.graph.degree(item),
                    item,
                ),
            )
            return bench.concept(best)
    return Concept(id=f"{BROUGHT_IN}{words.casefold()}", name=words, kind=kind)


def is_brought_in(concept: Concept) -> bool:
    """Say whether a model named it and the corpora do not have it."""
    return concept.id.startswith(BROUGHT_IN)


def _spellings(words: str) -> list[str]:
    """Return the name as it is, without what stands in brackets, and what stands in brackets."""
    inside = re.findall(r"\(([^()]{2,60})\)", words)
    outside = " ".join(re.sub(r"\([^()]*\)", " ", words).split())
    return [item for item in dict.fromkeys((words, outside, *inside)) if item]
