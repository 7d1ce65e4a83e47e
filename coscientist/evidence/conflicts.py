"""Where the literature contradicts itself."""

from coscientist.domain.base import Value
from coscientist.domain.claim import Claim
from coscientist.evidence.graph import EvidenceGraph
from coscientist.evidence.links import Link, claim_weight, says_no_effect


class Conflict(Value):
    """Two sides of one question: claims of opposite direction, or of an effect and of none."""

    link: Link
    side: tuple[Claim, ...]
    """Claims in the prevailing direction."""
    other_side: tuple[Claim, ...]
    """Claims of the opposite direction or of no change."""
    contexts: dict[str, tuple[tuple[str, ...], tuple[str, ...]]]
    """Kind of context to its values on either side, where the two sides differ."""
    balance: float
    """Weight of the weaker side over that of the stronger, 0 to 1; a source counts once on each side."""


def conflict_on(graph: EvidenceGraph, subject: str, object_: str) -> Conflict | None:
    """Return the conflict between claims of distinct sources about one pair, if there is one."""
    link = graph.link(subject, object_)
    if link is None:
        return None
    claims = [claim for claim in graph.claims_between(subject, object_) if claim_weight(claim) > 0]
    prevailing = link.sign or 1
    side = tuple(claim for claim in claims if claim.sign == prevailing)
    other = tuple(claim for claim in claims if claim.sign == -prevailing or says_no_effect(claim))
    if not side or not other or {c.source for c in side} == {c.source for c in other}:
        return None
    ours, theirs = (link.increasing, link.decreasing) if prevailing > 0 else (link.decreasing, link.increasing)
    weaker, stronger = sorted((ours, theirs + link.unchanged))
    return Conflict(link=link, side=side, other_side=other, contexts=_differing(side, other), balance=weaker / stronger)


def conflicts(graph: EvidenceGraph, concepts: list[str]) -> list[Conflict]:
    """Return the conflicts about anything acting on one of `concepts`, the most balanced first."""
    found = [
        conflict
        for object_ in concepts
        for subject in graph.predecessors(object_)
        if subject not in graph.kin(object_) and (conflict := conflict_on(graph, subject, object_)) is not None
    ]
    return sorted(found, key=lambda item: (-item.balance, -len(item.contexts), item.link.subject, item.link.object))


def _differing(side: tuple[Claim, ...], other: tuple[Claim, ...]) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    kinds = sorted({kind for claim in (*side, *other) for kind in claim.context} - {"text location"})
    differing: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {}
    for kind in kinds:
        ours = {value for claim in side for value in claim.context.get(kind, ())}
        theirs = {value for claim in other for value in claim.context.get(kind, ())}
        if ours and theirs and not ours & theirs:
            differing[kind] = (tuple(sorted(ours)), tuple(sorted(theirs)))
    return differing
