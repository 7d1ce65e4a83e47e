"""Out of the box: a model leaves the mechanisms to which a run keeps."""

from coscientist.agents.evolution.model_operator import Stock, reworked
from coscientist.agents.generation.fetching import PER_PROMPT, distinct, goal_packets
from coscientist.agents.generation.ideas import Drafted
from coscientist.agents.proximity.likeness import mediators
from coscientist.agents.workbench import Need, Workbench
from coscientist.literature.naming import names

LOTS = 4
"""Lots of passages that are looked through for such as name none of the run's mediators."""
SHOWN = 12


class OutOfTheBox:
    """Shows passages that name none of the mediators of this run, and asks for what lies elsewhere."""

    name = "evolution/out-of-the-box"
    needs = frozenset({Need.LANGUAGE_MODEL, Need.EVIDENCE})

    async def evolve(self, bench: Workbench, stock: Stock) -> Drafted | str:
        """Return a child off the beaten track, or why there is none."""
        known = sorted({concept for item in (stock.parent, *stock.peers) for concept in mediators(item)})
        everything = [item for lot in goal_packets(bench, LOTS, start=stock.cycle * LOTS) for item in lot]
        elsewhere = [item for item in everything if not any(_names(bench, key, item.quote) for key in known)]
        packet = distinct([*elsewhere, *everything], PER_PROMPT)
        return await reworked(
            bench,
            stock,
            self.name,
            packet,
            mediators=[bench.name(item) for item in known][:SHOWN],
            already=[item.title for item in (stock.parent, *stock.peers)][:SHOWN],
        )


def _names(bench: Workbench, concept: str, quote: str) -> bool:
    return names(bench.spellings(bench.concept(concept)), quote)
