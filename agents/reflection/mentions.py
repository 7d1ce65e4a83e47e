"""Passages, and titles of papers, that name both ends of a hypothesis."""

import re
from collections.abc import Sequence

from coscientist.agents.workbench import Workbench
from coscientist.domain.claim import Claim
from coscientist.domain.concept import Concept
from coscientist.domain.hypothesis import Hypothesis
from coscientist.domain.review import NearestStatement

SHOWN = 3
IN_A_PASSAGE = "mentions both ends"
IN_A_TITLE = "its paper's title mentions both ends"
_STEM = 9
"""Letters of a modification that its word forms share: `phosphory` of phosphorylation, phosphorylated."""


def mentions_in_passages(bench: Workbench, hypothesis: Hypothesis) -> list[NearestStatement]:
    """Find passages that name every intervention and the outcome, or both halves of a combination."""
    ends, state = _ends(bench, hypothesis)
    found = passages_naming(bench, ends[0], ends[-1], state) if ends else []
    return [NearestStatement(passage=item, similarity=1.0, relation=IN_A_PASSAGE) for item in found[:SHOWN]]


def passages_naming(bench: Workbench, one: Concept, other: Concept, state: str = "") -> list[str]:
    """Return the passages that name two things, each by one of its first spellings, and the word stem of a state."""
    found: dict[str, None] = {}
    for head in spellings(one):
        for tail in spellings(other):
            for hit in bench.library.search(f"{head} {tail}", limit=20, every_word=True):
                text = hit.passage.quote.casefold()
                if head.casefold() in text and tail.casefold() in text and state in text:
                    found[hit.passage.id] = None
    return list(found)


def mentions_in_titles(bench: Workbench, hypothesis: Hypothesis) -> list[NearestStatement]:
    """Find papers about the intervention whose title names the outcome too, each by one of its passages.

    What a paper is about need not be among the sentences that were taken from it.
    """
    ends, state = _ends(bench, hypothesis)
    if not ends:
        return []
    claims = [claim for claim in _about(bench, hypothesis.interventions[0]) if claim.passages and claim.source]
    titles = {source.id: source.title for source in bench.library.sources({c.source or "" for c in claims}).values()}
    found = {
        claim.source: NearestStatement(passage=claim.passages[0], similarity=1.0, relation=IN_A_TITLE)
        for claim in claims
        if _names(titles.get(claim.source or "", ""), ends, state)
    }
    return list(found.values())[:SHOWN]


def spellings(concept: Concept) -> list[str]:
    """Return the first few names that a concept goes by, without what stands in brackets."""
    names = [re.sub(r"\s*\(.*?\)", "", concept.name) or concept.name, *concept.synonyms]
    return list(dict.fromkeys(name for name in names if len(name) > 2))[:4]


def _ends(bench: Workbench, hypothesis: Hypothesis) -> tuple[list[Concept], str]:
    """Return what has to be named together and the word stem of the outcome's state; nothing where both are known."""
    if hypothesis.strategy == "generation/conflict":
        return [], ""
    ends = [bench.concept(item) for item in hypothesis.interventions]
    if len(ends) > 1:
        return ends, ""
    outcome = bench.concept(hypothesis.outcome)
    whole = bench.graph.concepts.get(outcome.parent or outcome.id, outcome)
    return [*ends, whole], (outcome.modification or "")[:_STEM].casefold()


def _about(bench: Workbench, concept_id: str) -> list[Claim]:
    graph = bench.graph
    return [
        *(claim for other in graph.successors(concept_id) for claim in graph.claims_between(concept_id, other)),
        *(claim for other in graph.predecessors(concept_id) for claim in graph.claims_between(other, concept_id)),
    ]


def _names(title: str, ends: Sequence[Concept], state: str) -> bool:
    """Say whether a title names all of these, in the singular or plural, and the state."""
    return state in title.casefold() and all(
        any(re.search(rf"(?<!\w){re.escape(name)}s?(?!\w)", title, re.IGNORECASE) for name in spellings(end))
        for end in ends
    )
