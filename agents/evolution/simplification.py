"""Simplification: a model makes the simplest hypothesis that keeps the point."""

from coscientist.agents.evolution.model_operator import Stock, objections_to, reworked
from coscientist.agents.generation.fetching import PER_PROMPT, passages_behind
from coscientist.agents.generation.ideas import Drafted
from coscientist.agents.workbench import Need, Workbench


class Simplification:
    """Leaves out what the prediction stands without."""

    name = "evolution/simplification"
    needs = frozenset({Need.LANGUAGE_MODEL, Need.EVIDENCE})

    async def evolve(self, bench: Workbench, stock: Stock) -> Drafted | str:
        """Return a simpler child, or why there is none."""
        packet = passages_behind(bench, stock.parent, PER_PROMPT)
        return await reworked(bench, stock, self.name, packet, objections=objections_to(stock.reviews))
