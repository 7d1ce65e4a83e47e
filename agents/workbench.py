"""What every strategy gets: the plan, the evidence and the tools. Nothing here is global."""

import re
from collections import ChainMap
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from coscientist.agents.asked import Asked
from coscientist.agents.genes import has_no_gene
from coscientist.agents.planning.lexicon import Lexicon
from coscientist.agents.structures import StructureBook
from coscientist.agents.wording import in_settings
from coscientist.domain.check import Check
from coscientist.domain.claim import Claim
from coscientist.domain.concept import Concept, ConceptKind
from coscientist.domain.goal import Plan
from coscientist.domain.hypothesis import Hypothesis, MechanismStep
from coscientist.evidence.graph import EvidenceGraph
from coscientist.evidence.links import Link, make_link
from coscientist.literature.inquiring import Inquirer
from coscientist.literature.library import Library
from coscientist.literature.naming import names
from coscientist.ports import Embedder
from coscientist.tools.registry import ToolRegistry

if TYPE_CHECKING:
    from coscientist.evidence.scores.explanation import ExplainedPath
    from coscientist.evidence.scores.path_scores import PathScores
    from coscientist.llm.door import Door


class Need(StrEnum):
    """What a strategy cannot do without."""

    LANGUAGE_MODEL = "language model"
    EVIDENCE = "evidence"
    STRUCTURES = "structures"
    NETWORK = "network"
    SEVERAL_ENDS = "a goal that asks for several things at once"


@dataclass(frozen=True)
class Workbench:
    """The evidence and tools of one run. `added` holds concepts that strategies brought in beside the corpora's.

    `read` holds claims that a language model read out of fetched passages, and those on which hypotheses rest of an
    earlier run that had other corpora; only the steps that name them rest on them.
    """

    plan: Plan
    graph: EvidenceGraph
    library: Library
    embedder: Embedder
    structures: StructureBook
    check: Callable[[Hypothesis, Sequence[Concept]], Sequence[Check]]
    model: "Door | None" = None
    inquirer: Inquirer | None = None
    """Asks literature services about single hypotheses; None: none may be asked."""
    tools: ToolRegistry = field(default_factory=ToolRegistry)
    """What reviewers may have computed."""
    added: dict[str, Concept] = field(default_factory=dict)
    read: dict[str, Claim] = field(default_factory=dict)
    _vouched: dict[str, bool] = field(default_factory=dict)
    _prospects: dict[str, dict[str, int]] = field(default_factory=dict)
    _strongest: "dict[tuple[str, str], ExplainedPath | None]" = field(default_factory=dict)

    @property
    def concepts(self) -> Mapping[str, Concept]:
        """Return all concepts, those that strategies brought in included."""
        return ChainMap(self.added, dict(self.graph.concepts))

    def concept(self, concept_id: str) -> Concept:
        """Return a concept of the corpora or one that a strategy brought in."""
        return self.graph.concepts.get(concept_id) or self.added[concept_id]

    @property
    def claims(self) -> Mapping[str, Claim]:
        """Return all claims, those that a model read out of passages included."""
        return ChainMap(self.read, dict(self.graph.claims)) if self.read else self.graph.claims

    @cached_property
    def lexicon(self) -> Lexicon:
        """Return the phrases by which the corpora's concepts are called."""
        return Lexicon(self.graph.concepts.values())

    @cached_property
    def _claims_on(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for claim in self.graph.claims.values():
            for passage in claim.passages:
                found.setdefault(passage, []).append(claim.id)
        return found

    def claims_on(self, passage_id: str) -> Sequence[str]:
        """Return the corpora's claims that rest on a passage."""
        return self._claims_on.get(passage_id, ())

    def step_link(self, step: MechanismStep) -> Link | None:
        """Return what the corpora say of a step, or what a model read for this very step; None: nothing does."""
        link = self.graph.link(step.subject, step.object)
        if link is None and self.read:
            read = [self.read[claim] for claim in step.claims if claim in self.read]
            link = make_link(step.subject, step.object, read) if read else None
        return link

    def name(self, concept_id: str) -> str:
        """Return the name that statements use."""
        return self.concept(concept_id).name

    @cached_property
    def asked(self) -> Asked:
        """Return what the goal asks of interventions."""
        return Asked(self.plan, self.graph, self.structures)

    def answers(self, interventions: Sequence[str], sign: int) -> bool:
        """Say whether raising (+1) or lowering (-1) these is what the goal asks for."""
        return self.asked.answered_by([self.concept(item) for item in interventions], sign)

    @cached_property
    def outcomes(self) -> dict[str, int]:
        """Return the concepts that the goal wants changed, with the wanted sign; the best evidenced come first."""
        wanted: dict[str, int] = {}
        for target in self.plan.targets:
            for concept in target.concepts:
                wanted.setdefault(concept, target.direction.sign)
        return wanted

    @cached_property
    def diseases_at_the_bench(self) -> tuple[str, ...]:
        """Return the diseases that the goal names and that are judged by other readouts first."""
        judged = self.plan.reading.at_the_bench
        return tuple(target.concepts[0] for target in self.plan.context if target.name in judged)

    def setting(self, outcome: str) -> str:
        """Return where the goal sets an outcome, in words; empty when it does not say, or the outcome itself is it."""
        places = [self.concept(target.concepts[0]) for target in self.plan.context if outcome not in target.concepts]
        if self.concept(outcome).kind is ConceptKind.PROPERTY:
            # `lithium solid electrolytes`: what a material is of, and nothing that cells are exposed to.
            places = [place for place in places if place.kind is not ConceptKind.COMPOUND]
        return in_settings(places)

    def prospects(self, outcome: str) -> Mapping[str, int]:
        """Return the place, from 1, of every concept that short paths of evidence join with an outcome."""
        if outcome not in self._prospects:
            ranked = self._path_scores.around(outcome)
            self._prospects[outcome] = {concept: place for place, concept in enumerate(ranked, start=1)}
        return self._prospects[outcome]

    def strongest_path(self, concept: str, outcome: str) -> "ExplainedPath | None":
        """Return the path that adds most to the score of a concept and an outcome; None where none joins them."""
        from coscientist.evidence.scores.explanation import explain

        ends = concept, outcome
        if ends not in self._strongest:
            self._strongest[ends] = next(iter(explain(self._path_scores, concept, outcome, limit=1)), None)
        return self._strongest[ends]

    @cached_property
    def _path_scores(self) -> "PathScores":
        from coscientist.evidence.scores.path_scores import PathScores

        return PathScores(self.graph)

    def is_vouched_for(self, concept_id: str) -> bool:
        """Say whether at least one quote behind a compound's claims names it; true for one that has no claims.

        Curated claims sometimes hang on a neighbouring sentence; a compound that no quote names is no candidate.
        """
        if concept_id not in self._vouched:
            claims = [
                c for end in self.graph.successors(concept_id) for c in self.graph.claims_between(concept_id, end)
            ]
            self._vouched[concept_id] = not claims or any(self.quote_names(claim, concept_id) for claim in claims)
        return self._vouched[concept_id]

    def quote_names(self, claim: Claim, concept_id: str) -> bool:
        """Say whether a claim's quote names a concept, by any of its spellings."""
        spellings = self.spellings(self.concept(concept_id))
        quotes = self.library.passages(claim.passages).values()
        return any(names(spellings, passage.quote) for passage in quotes)

    def spellings(self, concept: Concept) -> list[str]:
        """Return the names by which a quote may call a concept: its own, and those of what it is a state of."""
        plain = self.graph.concepts.get(concept.parent or "")
        further = [] if plain is None else [plain.name, *plain.synonyms]
        return [concept.name, *concept.synonyms, *further]

    def gives_medicines(self, interventions: Iterable[str]) -> bool:
        """Say whether all that a hypothesis would give is known as a medicine."""
        return all(self.structures.known_medicine(self.concept(item))[0] is True for item in interventions)

    @cached_property
    def set_in_brain(self) -> bool:
        """Say whether the goal names a condition of the brain, so that a compound would have to get there."""
        names = [
            self.concept(item).name for target in (*self.plan.targets, *self.plan.context) for item in target.concepts
        ]
        return any(word in name.casefold() for name in (*names, *self.plan.constraints) for word in BRAIN_WORDS)

    @cached_property
    def _compounds_by_name(self) -> dict[str, str]:
        compounds = [concept for concept in self.graph.concepts.values() if concept.kind is ConceptKind.COMPOUND]
        return {name.casefold(): item.id for item in compounds for name in (*item.synonyms, item.name)}

    def same_compound(self, found: Concept) -> Concept:
        """Return the corpora's own concept for a compound of that name, or the compound itself."""
        return self.graph.concepts.get(self._compounds_by_name.get(found.name.casefold(), ""), found)

    def can_be_changed(self, concept_id: str) -> bool:
        """Say whether a laboratory could change this concept by itself, and the goal allows it."""
        concept = self.concept(concept_id)
        if concept_id in self.asked.off_limits or is_opaque(concept) or concept.members:
            return False
        if concept.kind.value not in self.plan.intervention_kinds:
            return False
        if concept.kind is ConceptKind.COMPOUND:
            return not self.asked.turned_down(concept) and self.can_be_given(concept_id)
        whole = concept.parent is None and not has_no_gene(concept) and not self._is_group(concept)
        return whole and self.asked.is_of_class(concept)

    @cached_property
    def _set_in_plants(self) -> bool:
        targets = (*self.plan.targets, *self.plan.context)
        return any(_OF_PLANTS.search(self.name(item)) for target in targets for item in target.concepts)

    def can_be_given(self, compound: str) -> bool:
        """Say whether a laboratory could give a compound, whatever the goal asks for."""
        if self._set_in_plants and self.name(compound).casefold() in _NUTRIENTS:
            return True
        return self.structures.can_be_dosed(self.concept(compound)) and self.is_vouched_for(compound)

    def _is_group(self, concept: Concept) -> bool:
        """Say whether a protein that was read out of papers is no single one: `collagen`, `adrenergic receptors`.

        The lists that papers are read with know a single protein by its gene or as a drug; a symbol that no list knows
        counts where the words beside it showed it to be a gene's product.
        """
        if concept.kind is not ConceptKind.PROTEIN or concept.identifiers:
            return False
        claims = [
            claim
            for end in self.graph.neighbours(concept.id)
            for pair in ((concept.id, end), (end, concept.id))
            for claim in self.graph.claims_between(*pair)
        ]
        return bool(claims) and all(claim.read_by_machine for claim in claims)


class GenerationStrategy(Protocol):
    """Makes hypotheses."""

    name: str
    needs: frozenset[Need]

    def propose(self, bench: Workbench, *, cycle: int) -> Iterator[Hypothesis]:
        """Yield hypotheses, the most promising first, the same for the same evidence and plan.

        The caller takes as many as it wants; later cycles may look further.
        """


BRAIN_WORDS = (
    "alzheimer", "parkinson", "huntington", "dementia", "tau", "neuro", "cognit", "memory", "brain", "amyotrophic",
    "synap", "schizophren", "migraine", "epilep", "seizure", "glioma", "glioblastoma",
)  # fmt: skip
_OF_PLANTS = re.compile(
    r"\b(?:plants?|crops?|drought|salt stress|root growth|photosynthesis|chlorophyll|stomatal|germination|leaf)\b",
    re.IGNORECASE,
)
_NUTRIENTS = frozenset(
    "silicon silica zinc selenium potassium calcium boron iron manganese magnesium nitrogen phosphorus copper".split()
)
"""Elements that plants are given for an effect of their own, and that are no medicines.

Source: Marschner's Mineral Nutrition of Higher Plants, https://doi.org/10.1016/C2009-0-63043-9
"""
_OPAQUE = ("PubChem compound ", "CHEBI ", "CONSO ", "TAXONOMY ", "CL ", "InChI", "GO:", "UNIPROT ", "HBP ", "NCBIGENE ")


def is_opaque(concept: Concept) -> bool:
    """Say whether a concept is known by a registry number alone, which no reader could recognise."""
    name = concept.name
    return name.startswith(_OPAQUE) or (name[:1] == "D" and name[1:].isdigit() and len(name) > 5)
