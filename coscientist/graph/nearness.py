"""Reading near pairs with the model, and keeping what was read for pairing and for resumed runs."""

import asyncio
from collections.abc import Callable, Sequence

from coscientist.agents.proximity.likeness import likeness
from coscientist.agents.proximity.meaning import NEARNESS, Near, PairReader, merged, near_pairs
from coscientist.domain.decision import Decision
from coscientist.domain.errors import BudgetEndedError, CoscientistError
from coscientist.domain.hypothesis import Hypothesis
from coscientist.graph.modelling import note
from coscientist.graph.services import Services
from coscientist.graph.telling import tell

NEAR = "near"
"""Kind of the events that hold how near two hypotheses are."""


async def merge_with_model(services: Services, players: Sequence[Hypothesis], cycle: int) -> list[Decision]:
    """Let the model read the pairs that look alike, and return the merges."""
    if not services.may_ask_model():
        return []
    # Pairs that this very step read are read again when it is taken again: the answers come from the ledger.
    pairs = near_pairs(services.bench, players, _read_before(services, cycle))
    reader = PairReader()
    done = await asyncio.gather(*(_read(services, reader, one, other) for one, other in pairs))
    where: dict[str, str | int | float | bool | None] = {"cycle": cycle}
    for item in done:
        if isinstance(item, BudgetEndedError):
            note(services, "proximity", (), item.message, where)
        elif isinstance(item, str):
            note(services, "proximity", (item,), "", where)
    read = [item for item in done if isinstance(item, Near)]
    for item in read:
        _keep(services, item, cycle)
    return merged(read)


async def _read(
    services: Services, reader: PairReader, one: Hypothesis, other: Hypothesis
) -> Near | str | BudgetEndedError:
    try:
        return await reader.read(services.bench, one, other)
    except BudgetEndedError as error:
        return error
    except CoscientistError as error:
        return f"{reader.name}: {error.message}"


def _keep(services: Services, pair: Near, cycle: int) -> None:
    apart = f" Kept apart, because {pair.kept_apart}." if pair.kept_apart else ""
    told = f"{pair.relation}: {pair.why} Told apart by: {pair.told_apart_by}{apart}"
    tell(services, "proximity", NEAR, told, {
        "cycle": cycle,
        "first": pair.first,
        "second": pair.second,
        "relation": pair.relation,
        "nearness": NEARNESS[pair.relation],
    })  # fmt: skip


def _read_before(services: Services, cycle: int) -> set[frozenset[str]]:
    kept = [event.data for event in services.store.events(services.run.id) if event.kind == NEAR]
    return {frozenset((str(item["first"]), str(item["second"]))) for item in kept if int(item["cycle"] or 0) < cycle}


def nearness_of(services: Services, players: dict[str, Hypothesis]) -> Callable[[str, str], float]:
    """Return how near two players are: what a model read, and what they have in common where nobody read them."""
    kept = [event.data for event in services.store.events(services.run.id) if event.kind == NEAR]
    known = {frozenset((str(item["first"]), str(item["second"]))): float(item["nearness"] or 0.0) for item in kept}

    def near(one: str, other: str) -> float:
        pair = frozenset((one, other))
        if pair not in known:
            known[pair] = likeness(players[one], players[other])
        return known[pair]

    return near
