"""The small literature, opened for tests that only look, and what the strategies make of it."""

import pytest

from coscientist.agents.generation.analogue import Analogue
from coscientist.agents.generation.bridging import Bridging
from coscientist.agents.generation.combination import Combination
from coscientist.agents.generation.conflict import ConflictResolution
from coscientist.agents.workbench import GenerationStrategy, Workbench
from coscientist.domain.hypothesis import Hypothesis
from tests.support.small_world import SmallWorld

STRATEGIES: tuple[GenerationStrategy, ...] = (Bridging(), Combination(), ConflictResolution(), Analogue())


@pytest.fixture(scope="session")
def bench(small_world: SmallWorld) -> Workbench:
    """Give a workbench for reducing collagen I in renal fibrosis."""
    return small_world.bench()


@pytest.fixture(scope="session")
def made(bench: Workbench) -> dict[str, Hypothesis]:
    """Give the hypotheses that the strategies make, by their interventions."""
    found = [item for strategy in STRATEGIES for item in strategy.propose(bench, cycle=3)]
    return {" + ".join(item.interventions): item for item in reversed(found)}
