"""What models are asked to answer with when they generate: every field is used in `grounding`."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from coscientist.agents.meta_review.patterns import Pattern
from coscientist.agents.overview.directions import Direction
from coscientist.agents.workbench import Need, Workbench
from coscientist.domain.base import Value
from coscientist.domain.check import Check
from coscientist.domain.claim import Claim
from coscientist.domain.concept import Concept, ConceptKind
from coscientist.domain.hypothesis import EffectDirection, Hypothesis


class IdeaStep(Value):
    """One link of the mechanism: a cause acting on an effect."""

    cause: str
    """Name of one thing, as papers call it: first the intervention, then in each step the effect before."""
    cause_kind: ConceptKind
    effect: str
    """Name of one thing; the last step's is the outcome."""
    effect_kind: ConceptKind
    rises: bool
    """True when more of the cause means more of the effect; false when it means less."""
    sentence: str
    """The step in a sentence."""
    seen_in: str
    """The cells, tissue, animals or material in which it was seen, as the passage or its paper names it; else empty."""
    passages: tuple[str, ...]
    """Identifiers of the passages shown that state this very step; empty when none does: it is then a conjecture."""
    assumption: str
    """What has to hold for this step to carry over to the setting of the goal."""


class IdeaPrediction(Value):
    """What a measurement would show if the hypothesis holds."""

    measured: str
    """Name of the thing measured; for the first prediction the outcome."""
    measured_kind: ConceptKind
    readout: str
    """The quantity in words: assay or instrument, unit or normalisation."""
    given: Literal["intervention", "partner", "both"]
    """What is changed for this measurement: the intervention alone, its partner alone, or both together."""
    held: str
    """Name of the mediator that is removed, blocked or held constant for this measurement alone; empty when none is."""
    direction: EffectDirection
    comparator: str
    """The control that it is compared with."""
    rationale: str
    effect: float | None
    """Size of the change against the control where a passage shown gives one; null where none does."""
    effect_unit: Literal["%", "fold"] | None
    """`%`: change against the control, negative for less; `fold`: value over control; null without an effect."""
    effect_passage: str
    """Identifier of the passage that gives the size; empty without an effect."""


class Idea(Value):
    """One hypothesis."""

    title: str
    """At most fifteen words: what is done, to what end, through what."""
    statement: str
    """One or two sentences that could be wrong: what is changed, by how, what follows, through what, where."""
    intervention: str
    """Name of the one thing that is changed, as papers call it, and nothing else."""
    intervention_kind: ConceptKind
    partner: str
    """What is changed together with it, of the same kind, by name; empty when the intervention stands alone."""
    more: bool
    """True when it is given, added or over-expressed; false when it is knocked down, removed or inhibited."""
    outcome: str
    """Name of the one thing that changes in the end, and nothing else."""
    outcome_kind: ConceptKind
    outcome_rises: bool
    system: str
    """The cells, tissue, animals, samples or device in which it is meant to hold first, by name."""
    steps: tuple[IdeaStep, ...]
    """From the intervention to the outcome without a gap: two to four; then the partner's, to the same outcome."""
    predictions: tuple[IdeaPrediction, ...]
    """The first is the outcome itself; then each mediator, and what happens when a mediator is held."""
    null: str
    """What is seen when the hypothesis is wrong."""
    alternative: str
    """The likeliest other explanation of the predicted result."""
    falsifiers: tuple[str, ...]
    """Results that would refute it."""
    untried_because: str
    """Why nobody may have done it: separate fields, no tool until lately … or that this is not known."""
    decisive_experiment: str
    """The cheapest experiment that would decide it: system, arms, readout, and what either result would mean."""


class Ideas(Value):
    """Several hypotheses that differ in what they change or in how it works."""

    ideas: tuple[Idea, ...]


class Turn(Value):
    """A turn of a debate."""

    argument: str
    """What is proposed or objected, in a few sentences, with the identifiers of passages in brackets."""
    passages: tuple[str, ...]
    """Identifiers of the passages that it rests on."""


class Reworked(Value):
    """A seed that was worked on."""

    worthwhile: bool
    """False when the seed should be dropped."""
    reason: str
    """What was changed and why, or why it should be dropped."""
    idea: Idea | None
    """The hypothesis as it should be pursued; null when the seed should be dropped."""


class Queries(Value):
    """What to look for in the literature."""

    queries: tuple[str, ...]
    enough: bool
    """True when what was found holds two halves of a bridge already."""


class Hop(Value):
    """Something that is not known and from which much would follow."""

    assumption: str
    then: str
    """What would follow for the goal if it were true."""
    passages: tuple[str, ...]
    """Identifiers of the passages that make it thinkable."""


class Hops(Value):
    """Assumptions, the most fruitful first."""

    hops: tuple[Hop, ...]


class Drafted(Value):
    """A hypothesis with what it brings along."""

    hypothesis: Hypothesis
    concepts: tuple[Concept, ...] = ()
    """Things that the corpora do not have."""
    claims: tuple[Claim, ...] = ()
    """What the model read out of passages."""
    checks: tuple[Check, ...] = ()


class Proposals(Value):
    """What a strategy made."""

    drafted: tuple[Drafted, ...] = ()
    skipped: tuple[str, ...] = ()
    """What was left out, each with its reason."""
    ended: str = ""
    """Why the budget ended; empty while it has not."""


@dataclass(frozen=True)
class Task:
    """What a strategy is to do."""

    count: int
    cycle: int
    already: Sequence[str] = ()
    """Titles of hypotheses that need no second proposal."""
    lessons: Sequence[Pattern] = ()
    """Criticisms that recurred in this run."""
    skip_seeds: int = 0
    """How many embedded seeds are taken already."""
    skip_packets: int = 0
    """How many lots of passages are read by others, or were read before."""
    explored: Sequence[Direction] = ()
    """Directions that the run's hypotheses have taken; empty in the first cycle."""
    rested_on: frozenset[str] = frozenset()
    """Passages on which hypotheses of the run rest."""


class ModelGeneration(Protocol):
    """Makes hypotheses with a language model."""

    name: str
    needs: frozenset[Need]
    first_cycle: int
    """From which cycle on it has something to work on."""

    async def propose(self, bench: Workbench, task: Task) -> Proposals:
        """Return at most `task.count` hypotheses; failures are in `skipped`, the end of the budget in `ended`."""
