"""A run of the small literature, ready to be set going."""

import asyncio
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from coscientist.agents.workbench import Need
from coscientist.app.compose import brief_maker
from coscientist.domain.event import Event
from coscientist.domain.run import Run, RunStatus
from coscientist.graph.execute import execute
from coscientist.graph.services import Services
from coscientist.graph.state import RunState
from coscientist.ports import Store
from coscientist.store import open_store
from tests.support.clocks import SetClock
from tests.support.small_world import SmallWorld

NUMBERS = {"hypotheses": 4, "cycles": 2, "briefs": 2}
BEGIN: RunState = {"run": "run-1", "cycle": 0, "round": 0, "pending": [], "ended": ""}


@dataclass
class Machine:
    """A run of the small literature, ready to be set going."""

    services: Services
    checkpoints: Path
    told: list[Event] = field(default_factory=list)

    @property
    def store(self) -> Store:
        return self.services.store

    def go(self, given: RunState | None = BEGIN, **changed: Any) -> RunState:
        self.services = replace(self.services, **changed)
        return asyncio.run(execute(self.checkpoints, self.services, given))

    def kinds(self, stage: str) -> list[str]:
        return [event.kind for event in self.told if event.stage == stage]


def machine(small_world: SmallWorld, folder: Path, **plan: Any) -> Machine:
    """Make a run in a store of its own; `plan` changes the plan's fields."""
    bench = small_world.bench(**{**NUMBERS, **plan})
    clock, store = SetClock(), open_store(str(folder / "store.db"))
    run = Run(id="run-1", plan=bench.plan, status=RunStatus.RUNNING, started_at=clock.now())
    store.save_run(run)
    told: list[Event] = []
    services = Services(
        run=run,
        store=store,
        bench=bench,
        clock=clock,
        make_brief=brief_maker(store, bench.concepts, clock),
        met=frozenset({Need.EVIDENCE, Need.STRUCTURES}),
        listeners=(told.append,),
    )
    return Machine(services, folder / "checkpoints.db", told)
