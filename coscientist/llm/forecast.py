"""What a run is going to cost, said before it starts."""

from collections.abc import Callable, Iterable

from coscientist.domain.base import Value
from coscientist.llm.limits.budget import BudgetLimits
from coscientist.llm.routes import ModelRoutes
from coscientist.llm.transports.port import ModelCard


class RoleForecast(Value):
    """What one role is expected to ask."""

    role: str
    questions: int
    prompt_tokens: int
    """Of one question. Units: tokens."""
    completion_tokens: int
    """Of one answer. Units: tokens."""
    in_sequence: int = 1
    """How many of them wait for each other: the role's part of the longest chain."""


class Estimate(Value):
    """The expected use of a run; real use may be higher by repairs and retries."""

    calls: int
    tokens: int
    usd: float | None
    """None when the price of a model that is going to be asked is unknown."""
    seconds: float
    """At least: the work spread over the places there are, or the longest chain, whichever is longer."""
    by_role: dict[str, int]
    """Questions."""
    unpriced: tuple[str, ...] = ()
    """Models without a known price."""


def estimate(
    forecasts: Iterable[RoleForecast],
    routes: ModelRoutes,
    card: Callable[[str], ModelCard],
    *,
    concurrency: int,
    seconds_per_call: float,
    repairs: float = 0.05,
) -> Estimate:
    """Add up what roles are expected to ask of the first model of their routes.

    `repairs` is the part of questions that are expected to be asked a second time.

    Raises: SettingsError when a role has no model.
    """
    calls = tokens = chain = 0.0
    usd = 0.0
    unpriced: dict[str, None] = {}
    by_role: dict[str, int] = {}
    for forecast in forecasts:
        asked = forecast.questions * (1 + repairs)
        model = routes.route(forecast.role).models[0]
        cost = card(model).cost(forecast.prompt_tokens, forecast.completion_tokens)
        if cost is None:
            unpriced[model] = None
        calls += asked
        tokens += asked * (forecast.prompt_tokens + forecast.completion_tokens)
        usd += asked * (cost or 0.0)
        chain += forecast.in_sequence
        by_role[forecast.role] = by_role.get(forecast.role, 0) + forecast.questions
    return Estimate(
        calls=round(calls),
        tokens=round(tokens),
        usd=None if unpriced else usd,
        seconds=max(calls / max(1, concurrency), chain) * seconds_per_call,
        by_role=by_role,
        unpriced=tuple(unpriced),
    )


def exceeded(expected: Estimate, limits: BudgetLimits) -> tuple[str, ...]:
    """Return a line for each bound that the expected use goes beyond: the run would end early."""
    lines = []
    for name, unit in (("calls", "calls"), ("tokens", "tokens"), ("usd", "USD"), ("seconds", "s")):
        limit, value = getattr(limits, name), getattr(expected, name)
        if limit is not None and value is not None and value > limit:
            lines.append(f"about {value:,.2f} {unit} are expected and {limit:,.2f} are allowed".replace(".00", ""))
    return tuple(lines)
