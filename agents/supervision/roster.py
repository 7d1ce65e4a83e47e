"""The strategies of every role, and which of them can run with what is at hand."""

from collections.abc import Mapping, Sequence

from coscientist.agents.evolution.breeding import MODEL_OPERATORS
from coscientist.agents.evolution.model_operator import ModelOperator
from coscientist.agents.generation.analogue import Analogue
from coscientist.agents.generation.assumptions import Assumptions
from coscientist.agents.generation.bridging import Bridging
from coscientist.agents.generation.combination import Combination
from coscientist.agents.generation.conflict import ConflictResolution
from coscientist.agents.generation.debate import Debate
from coscientist.agents.generation.expansion import Expansion
from coscientist.agents.generation.ideas import ModelGeneration
from coscientist.agents.generation.literature import Literature
from coscientist.agents.generation.queries import IterativeQueries
from coscientist.agents.generation.seeds import Seeds
from coscientist.agents.reflection.citations import CitationReviewer
from coscientist.agents.reflection.evidence import EvidenceReviewer
from coscientist.agents.reflection.feasibility import FeasibilityReviewer
from coscientist.agents.reflection.full import FullReviewer
from coscientist.agents.reflection.initial import InitialReviewer
from coscientist.agents.reflection.mechanism import MechanismReviewer
from coscientist.agents.reflection.model_reviewer import ModelReviewer
from coscientist.agents.reflection.novelty import NoveltyReviewer
from coscientist.agents.reflection.observation import ObservationReviewer
from coscientist.agents.reflection.prospect import ProspectReviewer
from coscientist.agents.reflection.reach import ReachReviewer
from coscientist.agents.reflection.recurrent import RecurrentReviewer
from coscientist.agents.reflection.reviewer import Reviewer
from coscientist.agents.reflection.simulation import SimulationReviewer
from coscientist.agents.reflection.testability import TestabilityReviewer
from coscientist.agents.reflection.translation import TranslationReviewer
from coscientist.agents.reflection.verification import VerificationReviewer
from coscientist.agents.workbench import GenerationStrategy, Need

GENERATION: tuple[GenerationStrategy, ...] = (Bridging(), Combination(), ConflictResolution(), Analogue())
REVIEWERS: tuple[Reviewer, ...] = (
    EvidenceReviewer(),
    NoveltyReviewer(),
    MechanismReviewer(),
    ProspectReviewer(),
    ReachReviewer(),
    FeasibilityReviewer(),
    TranslationReviewer(),
    TestabilityReviewer(),
)
MODEL_GENERATION: tuple[ModelGeneration, ...] = (
    Literature(),
    IterativeQueries(),
    Debate(),
    Assumptions(),
    Seeds(),
    Expansion(),
)
SCREENING: ModelReviewer = InitialReviewer()
"""Looks before the others; what it discards costs nothing more."""
MODEL_REVIEWERS: tuple[ModelReviewer, ...] = (
    FullReviewer(),
    VerificationReviewer(),
    ObservationReviewer(),
    SimulationReviewer(),
)
RECURRENT = RecurrentReviewer()
"""Looks again at what has played, at the beginning of a later cycle."""
CITATIONS = CitationReviewer()
"""Reviews what a model wrote, without asking a model."""
DEFAULT_SHARES = {
    "generation/bridging": 0.45,
    "generation/combination": 0.2,
    "generation/conflict": 0.1,
    "generation/analogue": 0.25,
    "generation/literature": 0.25,
    "generation/queries": 0.2,
    "generation/debate": 0.2,
    "generation/assumptions": 0.15,
    "generation/seeds": 0.2,
    "generation/expansion": 0.2,
}
"""Shares of the first cycle among those that can run: most from the method that has been tried longest, some from each
of the others; with a model, half from the embedded strategies and half from the model's."""


def available_generation(met: frozenset[Need]) -> list[GenerationStrategy]:
    """Return the generation strategies whose needs are met."""
    return [strategy for strategy in GENERATION if strategy.needs <= met]


def available_reviewers(met: frozenset[Need]) -> list[Reviewer]:
    """Return the reviewers whose needs are met."""
    return [reviewer for reviewer in REVIEWERS if reviewer.needs <= met]


def available_model_generation(met: frozenset[Need], cycle: int) -> list[ModelGeneration]:
    """Return the generation strategies that ask a model and have something to work on, when their needs are met."""
    return [strategy for strategy in MODEL_GENERATION if strategy.needs <= met and strategy.first_cycle <= cycle]


def available_model_reviewers(met: frozenset[Need]) -> list[ModelReviewer]:
    """Return the reviewers that ask a model, when their needs are met."""
    return [reviewer for reviewer in MODEL_REVIEWERS if reviewer.needs <= met]


def available_model_operators(met: frozenset[Need]) -> list[ModelOperator]:
    """Return the evolution operators that ask a model, when their needs are met."""
    return [operator for operator in MODEL_OPERATORS if operator.needs <= met]


def allotment(shares: Mapping[str, float], total: int) -> dict[str, int]:
    """Turn shares into whole numbers that sum to `total`, largest remainders first."""
    exact = {name: share * total for name, share in shares.items()}
    whole = {name: int(value) for name, value in exact.items()}
    left: Sequence[str] = sorted(exact, key=lambda name: (-(exact[name] - whole[name]), name))
    for name in left[: total - sum(whole.values())]:
        whole[name] += 1
    return whole
