"""What a run is expected to ask of models is told before anything is asked."""

import json
from pathlib import Path

import pytest

from coscientist.app.campaign import Campaign
from coscientist.app.models.forecasting import forecast, questions
from coscientist.app.models.modelling import CONVERSATIONS, ROLES
from coscientist.domain.goal import Direction, Plan
from tests.support.model_runs import Scripted, plan_for
from tests.support.model_world import small_pack

__all__ = ["small_pack"]
ENVIRONMENT = {"OPENAI_API_BASE": "http://127.0.0.1:9/v1", "COSCIENTIST_MODEL_PRICES": "openai/m=1/2"}
PLAN = Plan(goal="g", direction=Direction.REDUCE, targets=(), model="openai/m", hypotheses=20, cycles=3)


def test_without_a_model_nothing_is_expected() -> None:
    assert forecast(PLAN.model_copy(update={"model": None}), ENVIRONMENT) is None


def test_every_role_that_asks_is_counted() -> None:
    asked = [item.role for item in questions(PLAN) if item.questions > 0]
    assert sorted(asked) == sorted(set(ROLES) - set(CONVERSATIONS))


def test_more_hypotheses_and_more_cycles_cost_more() -> None:
    def calls(**changed: int) -> int:
        found = forecast(PLAN.model_copy(update=changed), ENVIRONMENT)
        assert found is not None
        return found.expected.calls

    assert calls(hypotheses=40) > calls() > calls(cycles=1)


def test_a_stated_price_gives_the_cost_and_an_unknown_one_is_said_to_be_unknown() -> None:
    found = forecast(PLAN, ENVIRONMENT)
    assert found is not None
    assert found.expected.usd is not None
    assert f"for {found.expected.usd:.2f} USD" in str(found)
    unpriced = forecast(PLAN, {"OPENAI_API_BASE": "http://example.org/v1"})
    assert unpriced is not None
    assert "not known" in str(unpriced)


def test_a_bound_that_will_not_do_is_said_beforehand() -> None:
    found = forecast(PLAN.model_copy(update={"max_calls": 10}), ENVIRONMENT)
    assert found is not None
    assert len(found.beyond) == 1
    assert "10 are allowed" in found.beyond[0]


def test_what_a_run_really_asks_is_of_that_order(small_pack: Path, tmp_path: Path) -> None:
    with Campaign(tmp_path / "workspace", model=Scripted()) as campaign:
        plan = plan_for(campaign, small_pack, cycles=2, hypotheses=8)
        found = forecast(plan.model_copy(update={"model": "openai/m"}), ENVIRONMENT)
        record = campaign.run(plan)
        usage = json.loads((campaign.workspace.run(record.run.id) / "run.json").read_text())["usage"]
    assert found is not None
    assert usage["calls"] / 3 < found.expected.calls < usage["calls"] * 3


@pytest.mark.parametrize("budget", [{"max_calls": 0}, {"max_calls": 10_000}])
def test_an_estimate_spends_nothing(budget: dict[str, int]) -> None:
    assert forecast(PLAN.model_copy(update=budget), ENVIRONMENT) is not None
