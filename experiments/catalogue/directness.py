"""Whether a hypothesis could show with purified components, or only where the rest of its mechanism is."""

from collections.abc import Mapping, Sequence

from coscientist.domain.claim import Claim
from coscientist.domain.concept import Concept, ConceptKind
from coscientist.domain.hypothesis import Hypothesis

_FORMS = frozenset(
    "aggregate aggregates aggregation oligomer oligomers fibril fibrils protofibril protofibrils filament filaments "
    "dimer dimers plaque plaques tangle tangles inclusion inclusions misfolding monomer monomers fragment formation "
    "variant".split()
)
"""What a protein's name is followed by where a form of it is meant."""


def is_direct(hypothesis: Hypothesis, concepts: Mapping[str, Concept]) -> bool:
    """Say whether nothing lies between the intervention and the outcome but forms of either.

    The compound whose likeness an analogue rests on is no part of its mechanism.
    """
    ends = {*hypothesis.interventions, hypothesis.outcome}
    own = {bare_name(item, concepts) for item in ends}
    between = {end for step in hypothesis.mechanism for end in (step.subject, step.object)} - ends
    between = {item for item in between if not _is_model(item, hypothesis, concepts)}
    return all(bare_name(item, concepts) in own for item in between)


def is_shown_direct(hypothesis: Hypothesis, claims: Sequence[Claim]) -> bool:
    """Say whether a source that the mechanism rests on reports physical contact."""
    cited = {claim for step in hypothesis.mechanism for claim in step.claims}
    return any(claim.direct for claim in claims if claim.id in cited)


def bare_name(concept_id: str, concepts: Mapping[str, Concept]) -> str:
    """Return what a concept is a form of: `α-synuclein` of its oligomers, its variant, its phosphorylated form."""
    concept = concepts.get(concept_id)
    if concept is None:
        return concept_id
    if concept.parent in concepts:
        return bare_name(concept.parent or "", concepts)
    words = concept.name.split()
    while len(words) > 1 and words[-1] in _FORMS:
        words.pop()
    return " ".join(words)


def _is_model(concept_id: str, hypothesis: Hypothesis, concepts: Mapping[str, Concept]) -> bool:
    concept = concepts.get(concept_id)
    compound = concept is not None and concept.kind is ConceptKind.COMPOUND
    return compound and hypothesis.strategy == "generation/analogue"
