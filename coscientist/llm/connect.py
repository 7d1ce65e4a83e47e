"""Putting the door together from settings: what the application calls."""

from collections.abc import Iterable, Mapping
from random import Random

from coscientist.llm.door import Door, DoorSettings
from coscientist.llm.limits.budget import Amount, Budget, BudgetLimits
from coscientist.llm.limits.own_loop import OwnLoop
from coscientist.llm.record.arrivals import Arrivals
from coscientist.llm.record.ledger import CallBook, Ledger
from coscientist.llm.routes import ModelRoutes
from coscientist.llm.secrets import Secrets
from coscientist.llm.transports.switchboard import Price, Switchboard
from coscientist.ports import Clock


def connect(
    models: Iterable[str] | ModelRoutes,
    *,
    book: CallBook,
    clock: Clock,
    environment: Mapping[str, str],
    limits: BudgetLimits | None = None,
    spent: Amount | None = None,
    spent_seconds: float = 0.0,
    shares: Mapping[str, float] | None = None,
    seed: int = 0,
    settings: DoorSettings | None = None,
    prices: Mapping[str, Price] | None = None,
    arrivals: Arrivals | None = None,
) -> Door:
    """Return a door onto real models; close it when nothing more is asked.

    `models` as on the command line (ModelRoutes.parse); `book` is `StoreCalls(store, run_id)`; `spent` is
    `spent_in(store.calls(run_id))` and `spent_seconds` the time used before a resumption; `environment` is where keys
    and addresses are looked up, usually `os.environ`; `arrivals` keeps replies from a killed process.

    Raises: SettingsError, or OptionalDependencyError when a model needs an extra.
    """
    routes = models if isinstance(models, ModelRoutes) else ModelRoutes.parse(models)
    return Door(
        routes=routes,
        transport=Switchboard(environment, prices, arrivals),
        ledger=Ledger(book),
        budget=Budget(limits or BudgetLimits(), clock, shares=shares, spent=spent, spent_seconds=spent_seconds),
        clock=clock,
        rng=Random(seed),
        secrets=Secrets(environment),
        settings=settings,
        own_loop=OwnLoop(),
        arrivals=arrivals,
    )
