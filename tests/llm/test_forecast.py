"""What a run is expected to cost."""

import pytest

from coscientist.llm.forecast import RoleForecast, estimate, exceeded
from coscientist.llm.limits.budget import BudgetLimits
from coscientist.llm.routes import ModelRoutes
from coscientist.llm.transports.port import ModelCard

CARDS = {
    "a/cheap": ModelCard(model="a/cheap", usd_per_prompt_token=1e-6, usd_per_completion_token=2e-6),
    "a/unknown": ModelCard(model="a/unknown"),
}
FORECASTS = [
    RoleForecast(role="reflection/full", questions=100, prompt_tokens=1_000, completion_tokens=500, in_sequence=2),
    RoleForecast(role="ranking/debate", questions=50, prompt_tokens=2_000, completion_tokens=100, in_sequence=30),
]


def test_calls_tokens_money_and_time_add_up() -> None:
    found = estimate(
        FORECASTS, ModelRoutes.parse(["a/cheap"]), CARDS.__getitem__, concurrency=10, seconds_per_call=2, repairs=0
    )
    assert (found.calls, found.tokens) == (150, 255_000)
    assert found.usd == pytest.approx(100 * 0.002 + 50 * 0.0022)
    assert found.seconds == 64, "the longest chain, for 150 calls in 10 places take only 30 s"
    assert found.by_role == {"reflection/full": 100, "ranking/debate": 50}


def test_an_unknown_price_makes_the_cost_unknown_and_is_named() -> None:
    routes = ModelRoutes.parse(["a/cheap", "ranking/*=a/unknown"])
    found = estimate(FORECASTS, routes, CARDS.__getitem__, concurrency=10, seconds_per_call=2)
    assert found.usd is None
    assert found.unpriced == ("a/unknown",)


def test_bounds_that_will_not_hold_are_said_before_the_start() -> None:
    found = estimate(FORECASTS, ModelRoutes.parse(["a/cheap"]), CARDS.__getitem__, concurrency=10, seconds_per_call=2)
    assert exceeded(found, BudgetLimits(calls=1_000, seconds=1_000)) == ()
    lines = exceeded(found, BudgetLimits(calls=100, usd=0.01))
    assert len(lines) == 2
    assert "158 calls are expected and 100 are allowed" in lines[0]
