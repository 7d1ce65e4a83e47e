"""The roster, its tiers of models, and shares that follow what strategies have come to."""

import pytest

from coscientist.agents.meta_review.patterns import MetaReview, Yield, shares
from coscientist.agents.prompting import PROMPTS
from coscientist.agents.supervision.roster import (
    DEFAULT_SHARES,
    GENERATION,
    MODEL_GENERATION,
    available_model_generation,
    available_model_operators,
    available_model_reviewers,
)
from coscientist.agents.supervision.tiers import TIERS, with_tiers
from coscientist.agents.workbench import Need
from coscientist.app.models.modelling import ROLES, routes_of
from coscientist.domain.errors import SettingsError
from coscientist.domain.goal import Direction, Plan


def plan(model: str) -> Plan:
    return Plan(goal="g", direction=Direction.REDUCE, targets=(), model=model)


def test_a_tier_names_strategies_that_exist() -> None:
    assert {role for roles in TIERS.values() for role in roles} <= set(ROLES)
    assert not set(TIERS["cheap"]) & set(TIERS["strong"])


def test_screening_gets_the_cheap_model_debates_the_strong_one_and_the_rest_the_base() -> None:
    routes = routes_of(plan("base/m cheap=small/m strong=large/m"))
    assert routes is not None
    models = {role: routes.route(role).models[0] for role in ROLES}
    assert models["reflection/initial"] == "small/m"
    assert models["ranking/debate"] == models["generation/debate"] == "large/m"
    assert models["ranking/pairwise"] == "base/m"


def test_a_strategy_that_is_named_itself_keeps_its_own_model_and_fallbacks_go_along() -> None:
    routes = routes_of(plan("base/m strong=large/m>other/m ranking/debate=judge/m"))
    assert routes is not None
    assert routes.route("ranking/debate").models == ("judge/m",)
    assert routes.route("generation/debate").models == ("large/m", "other/m")


def test_tiers_alone_leave_the_other_roles_without_a_model() -> None:
    routes = routes_of(plan("cheap=small/m"))
    assert routes is not None
    with pytest.raises(SettingsError, match="No model is set"):
        routes.route("reflection/full")


def test_what_is_no_tier_stays_as_it_is() -> None:
    assert with_tiers(["base/m", "ranking/*=x/m"]) == ["base/m", "ranking/*=x/m"]


def test_every_role_that_asks_has_a_prompt_and_every_prompt_belongs_to_a_role() -> None:
    prompts = set(PROMPTS.names())
    assert set(ROLES) <= prompts
    parts = {
        "generation/rules",
        "generation/terms",
        "generation/debate-close",
        "generation/assumptions-close",
        "ranking/debate-close",
    }
    own = {name for name in prompts if name.partition("/")[0] in {role.partition("/")[0] for role in ROLES}}
    assert own - set(ROLES) == {*parts, "reflection/assumption"}


def test_without_a_model_nobody_who_needs_one_is_available() -> None:
    met = frozenset({Need.EVIDENCE, Need.STRUCTURES})
    assert not available_model_generation(met, 3)
    assert not available_model_reviewers(met)
    assert not available_model_operators(met)


def test_in_the_first_cycle_half_of_the_hypotheses_are_the_models() -> None:
    by_model = [item.name for item in MODEL_GENERATION if item.first_cycle == 0]
    given = shares([*(item.name for item in GENERATION), *by_model], None, DEFAULT_SHARES)
    assert sum(given[name] for name in by_model) == pytest.approx(0.5)


def test_a_strategy_whose_hypotheses_did_well_gets_more() -> None:
    good = Yield(strategy="generation/queries", made=4, survived=4, mean_rating=1300.0, best_rank=1)
    bad = Yield(strategy="generation/debate", made=4, survived=0, mean_rating=1100.0, best_rank=9)
    lesson = MetaReview(patterns=(), yields=(good, bad), advice=())
    names = ["generation/queries", "generation/debate"]
    before, after = shares(names, None, DEFAULT_SHARES), shares(names, lesson, DEFAULT_SHARES)
    assert before["generation/queries"] == before["generation/debate"]
    assert after["generation/queries"] > 3 * after["generation/debate"]
