"""Inspiration: a model carries what the best hypotheses have in common to where none of them is."""

from coscientist.agents.evolution.model_operator import Stock, reworked
from coscientist.agents.generation.fetching import PER_PROMPT, distinct, goal_packets, in_turn, passages_behind
from coscientist.agents.generation.ideas import Drafted
from coscientist.agents.prompting import hypothesis_values
from coscientist.agents.workbench import Need, Workbench

PEERS = 3
"""Others that are shown beside the parent."""


class Inspiration:
    """Shows the parent with the best of its peers, and passages behind all of them."""

    name = "evolution/inspiration"
    needs = frozenset({Need.LANGUAGE_MODEL, Need.EVIDENCE})

    async def evolve(self, bench: Workbench, stock: Stock) -> Drafted | str:
        """Return a child that is none of those shown, or why there is none."""
        peers = stock.peers[:PEERS]
        if not peers:
            return f"{self.name}: nothing else is in play beside “{stock.parent.title}”"
        behind = [passages_behind(bench, item, PER_PROMPT // 2) for item in (stock.parent, *peers)]
        further = goal_packets(bench, 1, start=stock.cycle)
        packet = distinct(in_turn([*behind, *further]), PER_PROMPT)
        values = [hypothesis_values(bench, item) for item in peers]
        return await reworked(bench, stock, self.name, packet, peers=values)
