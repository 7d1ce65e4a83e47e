"""Grounding: a model looks for what carries the weak steps, and moves the hypothesis to where there is ground."""

from coscientist.agents.evolution.model_operator import Stock, objections_to, reworked, weak_steps
from coscientist.agents.generation.fetching import PER_PROMPT, distinct, passages_behind, passages_on
from coscientist.agents.generation.ideas import Drafted
from coscientist.agents.workbench import Need, Workbench


class Grounding:
    """Reads passages fetched for the steps that nothing states yet, beside those that the parent rests on."""

    name = "evolution/grounding"
    needs = frozenset({Need.LANGUAGE_MODEL, Need.EVIDENCE})

    async def evolve(self, bench: Workbench, stock: Stock) -> Drafted | str:
        """Return a better grounded child, or why there is none."""
        weak = weak_steps(stock.parent)
        sought = [item for step in weak for item in passages_on(bench, step.partition(" (")[0], PER_PROMPT // 2)]
        packet = distinct([*sought[:PER_PROMPT], *passages_behind(bench, stock.parent, PER_PROMPT)], PER_PROMPT)
        return await reworked(bench, stock, self.name, packet, weak=weak, objections=objections_to(stock.reviews))
