"""One sitting of a run: the corpora and the model are opened, the state machine goes on, the artefacts are written."""

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass

from coscientist.agents.workbench import Workbench
from coscientist.app.compose import Bench, LabEvidence, brief_maker, met_by
from coscientist.app.library.gathering import Gathering
from coscientist.app.library.loading import Progress
from coscientist.app.models.modelling import nothing_came
from coscientist.app.record import Record
from coscientist.app.running.collecting import seldom_collected
from coscientist.app.running.drawing_ahead import DrawingAhead
from coscientist.app.running.ending import ending
from coscientist.app.running.lineage import lineage
from coscientist.app.running.one_thread import one_thread
from coscientist.app.running.writing import write_run
from coscientist.app.workspace import Workspace
from coscientist.domain.call import Call
from coscientist.domain.event import Event
from coscientist.domain.goal import Plan
from coscientist.domain.run import Run, RunStatus
from coscientist.graph.approvals import waits_for
from coscientist.graph.services import Services
from coscientist.graph.state import RunState
from coscientist.graph.waiting import wait_for
from coscientist.literature.searched import asked_of
from coscientist.llm.door import Door
from coscientist.ports import Clock, Store


@dataclass(frozen=True)
class Sitting:
    """What a run is carried on with until it ends, waits for a person, or is stopped."""

    workspace: Workspace
    store: Store
    clock: Clock
    gathering: Gathering
    open_door: Callable[[Plan, str], Door | None]
    listeners: Sequence[Callable[[Event], None]]
    progress: Progress
    stop_asked: Callable[[], bool]

    def carry_out(self, run: Run, given: RunState | None) -> Record:
        """Go on from `given`, or from the last checkpoint when it is None; return the run as people look at it."""
        from coscientist.graph.execute import waits
        from coscientist.graph.summing_up import carry_out

        began = self.clock.monotonic()
        with ExitStack() as held:
            held.enter_context(one_thread())
            bench = self._bench(run)
            held.callback(bench.close)
            asked = tuple(dict.fromkeys((*asked_of(bench.corpora), *run.asked)))
            run = run.model_copy(update={"corpora": bench.fingerprints(), "asked": asked})
            self.store.save_run(run)
            door = self.open_door(run.plan, run.id)
            listeners = self.listeners
            if door is not None:
                held.callback(door.close)
                ahead = DrawingAhead(self.store, run)
                held.callback(ahead.close)
                listeners = (*listeners, ahead)
            workbench = self._workbench(bench, run, door)
            held.enter_context(seldom_collected())  # the corpora are there by now
            services = Services(
                run=run,
                store=self.store,
                bench=workbench,
                clock=self.clock,
                make_brief=brief_maker(self.store, workbench.concepts, self.clock),
                met=met_by(run.plan, door),
                listeners=listeners,
                started=began,
                stop_asked=self.stop_asked,
            )
            final, written = wait_for(carry_out(self.workspace.checkpoints, services, given))
            calls = self.store.calls(run.id)
            run = self._ended(services, run, bench, calls, waiting=waits(final))
            record = Record(self.store, run.id)
            write_run(
                self.store,
                self.workspace.run(run.id),
                record,
                calls,
                seconds=self.clock.monotonic() - began,
                workbench=workbench,
                written=written,
            )
        return record

    def _bench(self, run: Run) -> Bench:
        lab = LabEvidence(self.store, lineage(self.store, run))
        return Bench(
            self.workspace,
            run.plan.corpora,
            run.plan.until,
            lab=lab if lab.claims else None,
            inquirer=self.gathering.inquirer(run.plan),
            progress=self.progress,
        )

    def _workbench(self, bench: Bench, run: Run, door: Door | None) -> Workbench:
        """Return what strategies work with: the corpora, and what the campaign's runs have brought in beside them."""
        runs = lineage(self.store, run)
        kept = [concept for earlier in runs for concept in self.store.concepts(earlier)]
        read = [claim for earlier in runs for claim in self.store.claims(earlier)]
        return bench.workbench(run.plan, kept, read, door)

    def _ended(self, services: Services, run: Run, bench: Bench, calls: Sequence[Call], *, waiting: bool) -> Run:
        """Record how the sitting ended and whom it asked."""
        status, because = ending(services, self.stop_asked(), nothing_came(calls))
        if waiting:
            status, because = RunStatus.WAITING, f"It waits for {waits_for(self.store, run)}."
        further = bench.inquirer.asked if bench.inquirer else ()
        ended = {"status": status, "ended_because": because, "ended_at": self.clock.now()}
        run = run.model_copy(update={**ended, "asked": (*run.asked, *further)})
        self.store.save_run(run)
        return run
