"""How alike two hypotheses are, and which of them are one."""

from collections.abc import Iterable, Sequence

from coscientist.agents.workbench import Workbench
from coscientist.domain.base import Value, content_id
from coscientist.domain.decision import Decision
from coscientist.domain.hypothesis import Hypothesis, Status

Signature = tuple[frozenset[str], int, str, frozenset[str]]


class Cluster(Value):
    """Hypotheses that work through the same things."""

    name: str
    hypotheses: tuple[str, ...]


def mediators(hypothesis: Hypothesis) -> frozenset[str]:
    """Return what the mechanism runs through."""
    ends = {*hypothesis.interventions, hypothesis.outcome}
    return frozenset({item for step in hypothesis.mechanism for item in (step.subject, step.object)} - ends)


def signature(hypothesis: Hypothesis) -> Signature:
    """Return what makes a hypothesis the one it is: what is changed, which way, what follows, and through what."""
    return (
        frozenset(hypothesis.interventions),
        hypothesis.intervention_sign,
        hypothesis.outcome,
        mediators(hypothesis),
    )


def concepts_of(hypothesis: Hypothesis) -> frozenset[str]:
    """Return what is changed, what follows, and what it works through."""
    return frozenset({*hypothesis.interventions, hypothesis.outcome, *mediators(hypothesis)})


def in_common(ours: frozenset[str], theirs: frozenset[str]) -> float:
    """Return the share of concepts that are in both, 0 to 1 (Jaccard)."""
    both = len(ours & theirs)
    return both / (len(ours) + len(theirs) - both)


def likeness(one: Hypothesis, other: Hypothesis) -> float:
    """Return the share of concepts that two hypotheses have in common, 0 to 1."""
    return in_common(concepts_of(one), concepts_of(other))


def merges(bench: Workbench, hypotheses: Sequence[Hypothesis]) -> list[Decision]:
    """Find duplicates; of each set the earliest, best scored one stays and keeps the evidence of the others.

    Two are one when the same is changed in the same direction, through the same mediators, and the outcomes are the
    same or forms of one thing. A child and its parent are left to the match between them.
    """
    ordered = sorted(hypotheses, key=lambda item: (item.cycle, -(item.score or 0.0), item.id))
    kept: dict[tuple[frozenset[str], int, frozenset[str]], list[Hypothesis]] = {}
    decisions: list[Decision] = []
    for hypothesis in ordered:
        # One that an earlier run made may have other ids for the same things.
        things, sign, outcome, media = signature(hypothesis)
        changed, through = (frozenset(map(bench.graph.id_of, each)) for each in (things, media))
        peers = kept.setdefault((changed, sign, through), [])
        same = next(
            (peer for peer in peers if _same_outcome(bench, peer.outcome, outcome) and not _lineal(peer, hypothesis)),
            None,
        )
        if same is None:
            peers.append(hypothesis)
            continue
        why = (
            f"Same intervention and mediators as {same.id}"
            + ("" if same.outcome == outcome else f", and {bench.name(outcome)} is a form of the same outcome")
            + "; its evidence is kept there."
        )
        decisions.append(
            Decision(
                id=content_id("d", hypothesis.id, "merged", same.id),
                hypothesis=hypothesis.id,
                status=Status.MERGED,
                by="proximity",
                why=why,
                into=same.id,
            )
        )
    return decisions


def one_idea(bench: Workbench, one: Hypothesis, other: Hypothesis) -> bool:
    """Say whether two hypotheses change the same, the same way, through the same, to the same or a kindred end."""
    (ours, sign, end, through), (theirs, other_sign, other_end, other_through) = signature(one), signature(other)
    return (ours, sign, through) == (theirs, other_sign, other_through) and _same_outcome(bench, end, other_end)


def _lineal(one: Hypothesis, other: Hypothesis) -> bool:
    return one.id in other.parents or other.id in one.parents


def _same_outcome(bench: Workbench, one: str, other: str) -> bool:
    return bench.graph.id_of(one) == bench.graph.id_of(other) or bench.graph.id_of(other) in bench.graph.kin(one)


def clusters(bench: Workbench, hypotheses: Iterable[Hypothesis]) -> list[Cluster]:
    """Group hypotheses by the mediator that most of them share; one that shares none stands alone.

    Each hypothesis is in one cluster; the largest comes first.
    """
    remaining = {item.id: item for item in hypotheses}
    found: list[Cluster] = []
    while remaining:
        counts: dict[str, list[str]] = {}
        for item in remaining.values():
            for concept in mediators(item) or frozenset(item.interventions):
                counts.setdefault(_root(bench, concept), []).append(item.id)
        concept, members = max(counts.items(), key=lambda entry: (len(set(entry[1])), entry[0]))
        members = sorted(set(members))
        found.append(Cluster(name=bench.name(concept), hypotheses=tuple(members)))
        for member in members:
            del remaining[member]
    return found


def _root(bench: Workbench, concept: str) -> str:
    parent = bench.concept(concept).parent
    return parent if parent and parent in bench.graph.concepts else concept
