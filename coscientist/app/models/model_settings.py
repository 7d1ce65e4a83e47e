"""How models are asked, from the environment: patience, places, prices and shares of the budget."""

from collections.abc import Mapping

from coscientist.app.durations import seconds
from coscientist.domain.errors import SettingsError
from coscientist.llm.door import DoorSettings
from coscientist.llm.limits.limiter import Limits
from coscientist.llm.record.attempts import RetryPolicy
from coscientist.llm.transports.switchboard import Price

DEFAULT_SHARES = {"generation": 0.2, "reflection": 0.4, "ranking": 0.2}
"""Parts of a bounded budget that wait for a role, so that not everything is proposed and nothing reviewed; what is not
given out here is anybody's."""


def door_settings(environment: Mapping[str, str]) -> DoorSettings:
    """Return how a door behaves. Raises: SettingsError for a value that cannot be meant."""
    settings = DoorSettings()
    limits = Limits(
        concurrency=_whole(environment, "COSCIENTIST_MODEL_CONCURRENCY") or Limits().concurrency,
        requests_per_minute=_whole(environment, "COSCIENTIST_MODEL_REQUESTS_PER_MINUTE"),
        tokens_per_minute=_whole(environment, "COSCIENTIST_MODEL_TOKENS_PER_MINUTE"),
    )
    return settings.model_copy(
        update={
            "limits": {"*": limits},
            "retry": RetryPolicy(timeout_seconds=timeout(environment, RetryPolicy().timeout_seconds)),
        }
    )


def timeout(environment: Mapping[str, str], otherwise: float) -> float:
    """Return how long one request may take. Units: seconds. Raises: SettingsError."""
    text = environment.get("COSCIENTIST_MODEL_TIMEOUT", "").strip()
    return seconds(text) if text else otherwise


def prices(environment: Mapping[str, str]) -> dict[str, Price]:
    """Return the prices that are stated: `MODEL=0.15/0.60`, several parted by spaces. Raises: SettingsError."""
    found = {}
    for text in environment.get("COSCIENTIST_MODEL_PRICES", "").split():
        model, separator, both = text.rpartition("=")
        prompt, slash, completion = both.partition("/")
        if not (separator and slash and model):
            raise SettingsError(
                f"COSCIENTIST_MODEL_PRICES has {text!r}; expected MODEL=PROMPT/COMPLETION.",
                "US dollars a million tokens, for example: openai/my-model=0.15/0.60",
            )
        found[model] = Price(prompt=_amount(prompt, text), completion=_amount(completion, text))
    return found


def shares(environment: Mapping[str, str]) -> dict[str, float]:
    """Return which part of a bounded budget waits for which role: `generation=0.2 ranking=0.5`; `none` for none.

    Raises: SettingsError.
    """
    text = environment.get("COSCIENTIST_MODEL_SHARES", "").strip()
    if not text:
        return dict(DEFAULT_SHARES)
    if text == "none":
        return {}
    found = {}
    for part in text.split():
        role, separator, share = part.partition("=")
        if not (separator and role):
            raise SettingsError(
                f"COSCIENTIST_MODEL_SHARES has {part!r}; expected ROLE=SHARE.",
                "For example: generation=0.2 reflection=0.4 ranking=0.2, or none",
            )
        found[role] = _amount(share, part)
    if sum(found.values()) > 1:
        raise SettingsError(f"COSCIENTIST_MODEL_SHARES adds up to {sum(found.values()):g}; expected at most 1.")
    return found


def _whole(environment: Mapping[str, str], name: str) -> int | None:
    text = environment.get(name, "").strip()
    if not text:
        return None
    if not text.isdigit() or int(text) < 1:
        raise SettingsError(f"{name} is {text!r}; expected a whole number of at least 1.", f"For example: {name}=8")
    return int(text)


def _amount(text: str, where: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = -1.0
    if not 0 <= number < float("inf"):
        raise SettingsError(f"{text!r} in {where!r} is no number of at least 0.")
    return number
