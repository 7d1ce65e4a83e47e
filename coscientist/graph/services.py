"""What the nodes work with; arrives as LangGraph's runtime context, so nothing here is global."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from coscientist.agents.workbench import Need, Workbench
from coscientist.domain.brief import Brief
from coscientist.domain.event import Data, Event
from coscientist.domain.hypothesis import Hypothesis
from coscientist.domain.rating import Rating
from coscientist.domain.run import Run
from coscientist.ports import Clock, Store

BriefMaker = Callable[[Run, Hypothesis, Rating | None], Brief]
Listener = Callable[[Event], None]


@dataclass
class Spending:
    """Whether the budget for calls to models has ended in this sitting, and why."""

    ended: str = ""
    refused: str = ""
    """Why the run may not be carried out: its goal is refused, or its plan not approved; empty: it may."""

    def refuse(self, why: str) -> None:
        """Remember that the run may not be carried out."""
        self.refused = why

    def note(self, why: str) -> None:
        """Remember that it has ended; the first reason is kept."""
        self.ended = self.ended or why


@dataclass
class Lessons:
    """What the run's meta-reviews have found to recur, as its events hold it; None: read them anew."""

    told: Sequence[Data] | None = None


@dataclass(frozen=True)
class Services:
    """The store, the workbench, the clock and the budget of one run."""

    run: Run
    store: Store
    bench: Workbench
    clock: Clock
    make_brief: BriefMaker
    met: frozenset[Need]
    listeners: Sequence[Listener] = ()
    started: float = 0.0
    """Monotonic seconds at which this sitting began."""
    stop_asked: Callable[[], bool] = field(default=lambda: False)
    spending: Spending = field(default_factory=Spending)
    lessons: Lessons = field(default_factory=Lessons)
    _turns: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Lock] = field(default_factory=WeakKeyDictionary)

    @property
    def turn(self) -> asyncio.Lock:
        """Held by the chain that computes at length: others' questions leave between two turns, not after the last."""
        return self._turns.setdefault(asyncio.get_running_loop(), asyncio.Lock())

    def may_ask_model(self) -> bool:
        """Say whether there is a model to ask and a budget to ask it with."""
        return self.bench.model is not None and not self.spending.ended and not self.out_of_time()

    def close_roles(self, *roles: str) -> None:
        """Say that roles ask nothing more of models, so that others may use what is left of their shares."""
        if self.bench.model is not None:
            for role in roles:
                self.bench.model.budget.close_role(role)

    def spent_shares(self) -> dict[str, str]:
        """Return the roles whose share of the budget kept them from asking, with what was said."""
        return {} if self.bench.model is None else self.bench.model.budget.ended_roles

    def ends_early(self) -> bool:
        """Say whether no further cycle may begin: time or budget are used up, or somebody asked it to stop."""
        return bool(self.spending.ended) or self.out_of_time()

    def out_of_time(self) -> bool:
        """Say whether the run's time is used up, or somebody asked it to stop."""
        limit = self.run.plan.max_seconds
        return self.stop_asked() or (limit is not None and self.clock.monotonic() - self.started >= limit)
