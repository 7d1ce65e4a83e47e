"""Coherence and feasibility: a model mends what reviewers found wrong, and what cannot be carried out."""

from coscientist.agents.evolution.model_operator import Stock, objections_to, reworked
from coscientist.agents.generation.fetching import PER_PROMPT, passages_behind
from coscientist.agents.generation.ideas import Drafted
from coscientist.agents.workbench import Need, Workbench


class Coherence:
    """Answers the objections that stand against the parent."""

    name = "evolution/coherence"
    needs = frozenset({Need.LANGUAGE_MODEL, Need.EVIDENCE})

    async def evolve(self, bench: Workbench, stock: Stock) -> Drafted | str:
        """Return a mended child, or why there is none."""
        packet = passages_behind(bench, stock.parent, PER_PROMPT)
        return await reworked(bench, stock, self.name, packet, objections=objections_to(stock.reviews))
