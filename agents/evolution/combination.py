"""Combination: a model makes one hypothesis of the best parts of two."""

from coscientist.agents.evolution.model_operator import Stock, reworked
from coscientist.agents.generation.fetching import PER_PROMPT, distinct, in_turn, passages_behind
from coscientist.agents.generation.ideas import Drafted
from coscientist.agents.prompting import hypothesis_values
from coscientist.agents.proximity.likeness import mediators
from coscientist.agents.workbench import Need, Workbench


class Combination:
    """Takes the best peer that works through other mediators."""

    name = "evolution/combination"
    needs = frozenset({Need.LANGUAGE_MODEL, Need.EVIDENCE})

    async def evolve(self, bench: Workbench, stock: Stock) -> Drafted | str:
        """Return a child of two parents, or why there is none."""
        own = mediators(stock.parent)
        peer = next((item for item in stock.peers if not own & mediators(item)), None)
        if peer is None:
            return f"{self.name}: no other hypothesis works through other mediators than “{stock.parent.title}”"
        behind = [passages_behind(bench, item, PER_PROMPT) for item in (stock.parent, peer)]
        packet = distinct(in_turn(behind), PER_PROMPT)
        values = hypothesis_values(bench, peer)
        return await reworked(bench, stock, self.name, packet, parents=(peer.id,), peer=values)
