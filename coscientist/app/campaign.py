"""What the command line, the notebook and the server all call: plans, runs, and what people do to them."""

import os
import secrets
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from coscientist.agents.planning.plan import REFEREED, goal_text
from coscientist.app.artefacts import earlier_overview
from coscientist.app.clock import SystemClock
from coscientist.app.compose import versions
from coscientist.app.library.asking import OpenServices, opener
from coscientist.app.library.gathering import Gathering
from coscientist.app.library.loading import Progress, Say, silent, unheard
from coscientist.app.models.modelling import OpenModel, check_model, open_model
from coscientist.app.profiles import profile
from coscientist.app.record import Record
from coscientist.app.running.lineage import carry_over, lineage
from coscientist.app.running.reading import read_goal
from coscientist.app.running.sitting import Sitting
from coscientist.app.running.taking_up import started, taken_up
from coscientist.app.running.writing import write_run
from coscientist.app.settings import store_location, workspace_folder
from coscientist.app.workspace import Workspace
from coscientist.domain.base import content_id
from coscientist.domain.decision import Decision
from coscientist.domain.errors import RefusedError, SettingsError
from coscientist.domain.event import Event
from coscientist.domain.goal import Plan
from coscientist.domain.hypothesis import Status
from coscientist.domain.run import Run, RunStatus
from coscientist.graph.standing import unreviewed
from coscientist.graph.state import RunState
from coscientist.graph.waiting import wait_for
from coscientist.llm.door import Door
from coscientist.ports import Clock, Store
from coscientist.safety.screen import check_goal
from coscientist.store import open_store

Listener = Callable[[Event], None]


class Campaign:
    """A workspace and everything one does in it. Use it as a context manager, or close it."""

    def __init__(
        self,
        workspace: Path | str | None = None,
        *,
        clock: Clock | None = None,
        model: OpenModel | None = None,
        services: OpenServices | None = None,
    ) -> None:
        """`model` opens the door to a run's language model, `services` the literature services that a plan names.

        By default both are those of the settings.
        """
        self.workspace = Workspace(workspace_folder(workspace))
        self.workspace.prepare()
        self.clock: Clock = clock or SystemClock()
        self._open_model = model
        self._gathering = Gathering(self.workspace, services or opener(self.workspace, self.clock))
        self.store: Store = open_store(store_location(self.workspace.folder))

    def __enter__(self) -> "Campaign":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the store."""
        self.store.close()

    def plan(
        self,
        goal: str,
        *,
        profile_name: str = "standard",
        corpora: Sequence[str] = ("hbp",),
        until: int | None = None,
        seed: int = 0,
        hypotheses: int | None = None,
        max_calls: int | None = None,
        max_tokens: int | None = None,
        max_cost_usd: float | None = None,
        max_seconds: float | None = None,
        model: str | None = None,
        sources: Sequence[str] = (),
        progress: Progress = silent,
        say: Say = unheard,
    ) -> Plan:
        """Read a goal into a plan; nothing is spent. What could not be read or asked is said to `say`.

        With `sources`, these services are asked first, and what they have is read with the corpora.

        Raises: RefusedError on safety grounds; GoalError when the corpora do not speak of it; ServiceError when that
            may be because no service answered; CorpusError, FileError, SettingsError.
        """
        numbers: dict[str, Any] = dict(profile(profile_name))
        if hypotheses is not None:
            numbers["hypotheses"] = hypotheses
        for name, value, least in (("hypotheses", hypotheses, 2), ("max_seconds", max_seconds, 0)):
            if value is not None and value < least:
                raise SettingsError(f"{name} is {value}; expected at least {least}.", "Give a larger number.")
        self.gate(goal_text(goal))
        read, names, asking = read_goal(
            self.workspace, self._gathering, goal, corpora, sources, profile_name, until, progress, say
        )
        return read.model_copy(
            update={
                **numbers,
                "profile": profile_name,
                "corpora": names,
                "sources": tuple(dict.fromkeys(sources)),
                "queries": asking,
                "until": until,
                "seed": seed,
                "model": model,
                "criteria": (*read.criteria, *(REFEREED if model else ())),
                "max_calls": max_calls,
                "max_tokens": max_tokens,
                "max_cost_usd": max_cost_usd,
                "max_seconds": max_seconds,
            }
        )

    def run(
        self,
        plan: Plan | str,
        *,
        continues: str | None = None,
        listeners: Sequence[Listener] = (),
        progress: Progress = silent,
        stop_asked: Callable[[], bool] = lambda: False,
        begun: Callable[[Run], None] = lambda _run: None,
        approve: bool = False,
        planned: str | None = None,
        say: Say = unheard,
        **options: Any,
    ) -> Record:
        """Pursue a plan, or a goal with the options of `plan`, to the end and write the artefacts.

        `begun` is called once the run has its id, before any work. With `approve` it stops at the plan and at its
        briefs until a person has decided on them (`app/approving.py`), and goes on with `resume`. `planned` is
        the run that an interview began.
        """
        if isinstance(plan, str):
            plan = self.plan(plan, progress=progress, say=say, **options)
        self.gate(plan.goal)
        self._check_model(plan)
        plan = self._gathering.completed(plan, progress, say)
        started_at = self.clock.now()
        run = Run(
            id=planned or f"run-{started_at[:10].replace('-', '')}-{secrets.token_hex(3)}",
            plan=plan,
            status=RunStatus.RUNNING,
            started_at=started_at,
            continues=continues,
            versions=versions(),
            approve=approve,
        )
        self.store.save_run(run)
        begun(run)
        given: RunState = {"run": run.id, "cycle": 0, "round": 0, "pending": [], "ended": ""}
        if continues:
            carry_over(self.store, continues, run.id)
        return self._execute(run, given, listeners, progress, stop_asked)

    def resume(
        self,
        run_id: str,
        *,
        listeners: Sequence[Listener] = (),
        progress: Progress = silent,
        stop_asked: Callable[[], bool] = lambda: False,
    ) -> Record:
        """Go on with a run that was broken off, or take up what people added to a finished one.

        A finished run to which nobody added anything stays as it is; its artefacts are written again.
        """
        run = self.store.run(run_id)
        finished = run.status is RunStatus.DONE and not unreviewed(self.store, run_id)
        if finished and earlier_overview(self.workspace.run(run_id)) is not None:
            self.rewrite(run_id)
            return Record(self.store, run_id)
        if run.status is RunStatus.PLANNED:
            return self.run(
                run.plan,
                continues=run.continues,
                listeners=listeners,
                progress=progress,
                stop_asked=stop_asked,
                approve=run.approve,
                planned=run.id,
            )
        self._check_model(run.plan)
        given: RunState | None = None
        if not started(self.workspace, run_id):
            given = {"run": run.id, "cycle": 0, "round": 0, "pending": [], "ended": ""}
            if run.continues:
                carry_over(self.store, run.continues, run.id)
        elif run.status not in (RunStatus.RUNNING, RunStatus.WAITING) and not finished:
            given = taken_up(self.store, run)
        return self._execute(
            run.model_copy(update={"status": RunStatus.RUNNING}), given, listeners, progress, stop_asked
        )

    def gate(self, goal: str) -> None:
        """Let a goal pass, or refuse it and note the refusal in the workspace.

        Raises: RefusedError.
        """
        try:
            check_goal(goal)
        except RefusedError as error:
            self.workspace.note_refusal(error.message, self.clock.now())
            raise

    def open_model(self, plan: Plan, run_id: str) -> Door | None:
        """Return the door to a plan's model on the ledger of a run; None when the plan names none.

        Raises: SettingsError, OptionalDependencyError, ServiceError when it cannot be asked.
        """
        self._check_model(plan)
        return self._door(plan, run_id)

    def _door(self, plan: Plan, run_id: str) -> Door | None:
        if self._open_model is not None:
            return self._open_model(plan, self.store, run_id, self.clock)
        return open_model(plan, self.store, run_id, self.clock, arrivals=self.workspace.arrivals(run_id))

    def _check_model(self, plan: Plan) -> None:
        """Raises: SettingsError, OptionalDependencyError or ServiceError when the plan's model cannot be asked."""
        if self._open_model is None:
            wait_for(check_model(plan, os.environ, self.clock))

    def _execute(
        self,
        run: Run,
        given: RunState | None,
        listeners: Sequence[Listener],
        progress: Progress,
        stop_asked: Callable[[], bool],
    ) -> Record:
        sitting = Sitting(
            workspace=self.workspace,
            store=self.store,
            clock=self.clock,
            gathering=self._gathering,
            open_door=self._door,
            listeners=listeners,
            progress=progress,
            stop_asked=stop_asked,
        )
        return sitting.carry_out(run, given)

    def lineage(self, run: Run) -> list[str]:
        """Return the runs of the campaign up to this one, latest first."""
        return lineage(self.store, run)

    def runs(self) -> list[Run]:
        """Return all runs, latest first."""
        return sorted(self.store.runs(), key=lambda run: (run.started_at, run.id), reverse=True)

    def record(self, run_id: str) -> Record:
        """Return a run as people look at it. Raises: NotFoundError."""
        return Record(self.store, run_id)

    def veto(self, run_id: str, hypothesis_id: str, why: str, *, by: str = "person") -> Decision:
        """Take a hypothesis out of play, with the reason. Raises: NotFoundError."""
        hypothesis = self.store.hypothesis(run_id, hypothesis_id)
        decision = Decision(
            id=content_id("d", hypothesis.id, "veto", by, why, len(self.store.decisions(run_id, hypothesis.id))),
            hypothesis=hypothesis.id,
            status=Status.ELIMINATED,
            by=by if by.startswith("person") else f"person:{by}",
            why=why,
        )
        self.store.add_decisions(run_id, [decision])
        self.rewrite(run_id)
        return decision

    def rewrite(self, run_id: str) -> None:
        """Write the artefacts of a run again from the store."""
        write_run(self.store, self.workspace.run(run_id), Record(self.store, run_id), self.store.calls(run_id))
