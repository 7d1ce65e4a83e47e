"""What the corpora say at all: how many claims, of how many papers, on what."""

from collections import Counter

from coscientist.agents.wording import joined, plural
from coscientist.evidence.graph import EvidenceGraph

NAMED = 6
"""Things that most claims are about."""
FEW = 300
"""Claims up to which it is told what they are about: larger corpora are about many things."""


def what_was_read(graph: EvidenceGraph) -> str:
    """Say what claims a small evidence graph holds and on what; empty for a large one."""
    claims = list(graph.claims.values())
    if len(claims) > FEW:
        return ""
    if not claims:
        return "No claim was read from them: no sentence says of two things that it names what one does to the other."
    papers = len({claim.source for claim in claims if claim.source})
    effects = sum(claim.predicate.causal and claim.sign != 0 for claim in claims)
    about = Counter(end for claim in claims for end in (claim.subject, claim.object))
    most = sorted(about, key=lambda item: (-about[item], graph.concepts[item].name))[:NAMED]
    return (
        f"Read from {plural(papers, 'paper')}: {plural(len(claims), 'claim')}, {effects} of them on what raises or "
        f"lowers what; most are on {joined([graph.concepts[item].name for item in most])}."
    )
