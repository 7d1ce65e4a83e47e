"""How models are asked is set in the environment; a value that cannot be meant is refused."""

import pytest

from coscientist.app.models.model_settings import DEFAULT_SHARES, door_settings, prices, shares, timeout
from coscientist.domain.errors import SettingsError
from coscientist.llm.door import DoorSettings


def test_without_settings_the_defaults_hold() -> None:
    found = door_settings({})
    assert found.retry == DoorSettings().retry
    assert found.limits["*"].concurrency == 16
    assert shares({}) == DEFAULT_SHARES
    assert prices({}) == {}


def test_a_slow_service_is_given_its_time() -> None:
    assert door_settings({"COSCIENTIST_MODEL_TIMEOUT": "30m"}).retry.timeout_seconds == 1800
    assert timeout({"COSCIENTIST_MODEL_TIMEOUT": "90"}, 1.0) == 90


def test_places_and_rates_are_set() -> None:
    limits = door_settings(
        {
            "COSCIENTIST_MODEL_CONCURRENCY": "4",
            "COSCIENTIST_MODEL_REQUESTS_PER_MINUTE": "60",
            "COSCIENTIST_MODEL_TOKENS_PER_MINUTE": "90000",
        }
    ).limits["*"]
    assert (limits.concurrency, limits.requests_per_minute, limits.tokens_per_minute) == (4, 60, 90_000)


def test_prices_and_shares_are_read() -> None:
    found = prices({"COSCIENTIST_MODEL_PRICES": "openai/a=0.15/0.6 vllm/org/b=1/2"})
    assert (found["openai/a"].prompt, found["vllm/org/b"].completion) == (0.15, 2)
    assert shares({"COSCIENTIST_MODEL_SHARES": "ranking=0.5"}) == {"ranking": 0.5}
    assert shares({"COSCIENTIST_MODEL_SHARES": "none"}) == {}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("COSCIENTIST_MODEL_TIMEOUT", "soon"),
        ("COSCIENTIST_MODEL_CONCURRENCY", "0"),
        ("COSCIENTIST_MODEL_REQUESTS_PER_MINUTE", "-1"),
        ("COSCIENTIST_MODEL_TOKENS_PER_MINUTE", "many"),
        ("COSCIENTIST_MODEL_PRICES", "openai/a=cheap"),
        ("COSCIENTIST_MODEL_PRICES", "openai/a=1/x"),
        ("COSCIENTIST_MODEL_SHARES", "ranking"),
        ("COSCIENTIST_MODEL_SHARES", "ranking=0.7 reflection=0.7"),
    ],
)
def test_what_cannot_be_meant_is_refused(name: str, value: str) -> None:
    environment = {name: value}
    with pytest.raises(SettingsError):
        (door_settings(environment), prices(environment), shares(environment))
