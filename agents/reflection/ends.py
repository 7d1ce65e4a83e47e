"""What the corpora report of the two ends of a hypothesis themselves, whatever is said to lie between them."""

from typing import NamedTuple

from coscientist.agents.workbench import Workbench
from coscientist.domain.claim import Claim
from coscientist.domain.hypothesis import Hypothesis


class Reported(NamedTuple):
    """Claims that state what a hypothesis says of its ends, and those that state the opposite."""

    same: list[Claim]
    opposite: list[Claim]


def reported_of_ends(bench: Workbench, hypothesis: Hypothesis) -> Reported:
    """Return what is reported of the ends, or of forms of them: salts and states, families, complexes they are part of.

    Of a conflict there is nothing to return: both sides are stated, and what is new is the reason why they differ.
    """
    if len(hypothesis.interventions) != 1:
        return Reported(_stated_together(bench, hypothesis), [])
    if hypothesis.strategy == "generation/conflict":
        return Reported([], [])
    stated = hypothesis.outcome_sign * hypothesis.intervention_sign
    claims = [
        claim
        for start in sorted(_forms(bench, hypothesis.interventions[0]))
        for outcome in sorted(outcomes_of(bench, hypothesis))
        for claim in bench.graph.claims_between(start, outcome)
        if claim.predicate.causal
    ]
    return Reported([c for c in claims if c.sign == stated], [c for c in claims if c.sign == -stated])


def _stated_together(bench: Workbench, hypothesis: Hypothesis) -> list[Claim]:
    """Return claims about both interventions at once."""
    pair = set(hypothesis.interventions)
    both = [concept.id for concept in bench.graph.concepts.values() if pair <= set(concept.members)]
    ends = sorted(outcomes_of(bench, hypothesis))
    return [claim for start in both for end in ends for claim in bench.graph.claims_between(start, end)]


def outcomes_of(bench: Workbench, hypothesis: Hypothesis) -> frozenset[str]:
    """Return the outcome with the forms of it that the goal asks for, too."""
    return bench.graph.kin(hypothesis.outcome) & set(bench.outcomes) | {hypothesis.outcome}


def _forms(bench: Workbench, concept_id: str) -> frozenset[str]:
    if concept_id not in bench.graph.concepts:
        return frozenset({concept_id})
    return bench.graph.kin(concept_id) | {concept_id}
