"""Names of models and where they live: hosted services, and servers on the user's own machine."""

from collections.abc import Mapping
from typing import Literal
from urllib.parse import urlsplit

from coscientist.domain.base import Value
from coscientist.domain.errors import SettingsError
from coscientist.llm.guard import LOOPBACK

Way = Literal["compatible", "ollama", "embedded", "litellm"]


class Profile(Value):
    """A kind of server, and what has to be known to use it well."""

    prefix: str
    """What its models' names begin with: `ollama/llama3.1`."""
    title: str
    way: Way
    """How it is spoken to."""
    base_url: str
    """Where it listens unless the environment says otherwise."""
    base_variables: tuple[str, ...]
    """Environment variables that may name another address."""
    key_variables: tuple[str, ...] = ()
    context_variable: str = ""
    """Environment variable with the longest context to ask for. Units: tokens."""
    truncates: bool = False
    """It cuts prompts beyond its context without saying so."""
    schema_in_prompt: bool = True
    """It constrains replies by the schema, at best, and does not show it to the model."""


PROFILES: tuple[Profile, ...] = (
    Profile(
        prefix="ollama",
        title="Ollama",
        way="ollama",
        base_url="http://127.0.0.1:11434",
        base_variables=("OLLAMA_API_BASE", "OLLAMA_HOST"),
        context_variable="OLLAMA_CONTEXT_LENGTH",
        truncates=True,
    ),
    Profile(
        prefix="vllm",
        title="vLLM",
        way="compatible",
        base_url="http://127.0.0.1:8000/v1",
        base_variables=("VLLM_API_BASE", "HOSTED_VLLM_API_BASE"),
        key_variables=("VLLM_API_KEY", "HOSTED_VLLM_API_KEY"),
    ),
    Profile(
        prefix="llamacpp",
        title="llama.cpp server",
        way="compatible",
        base_url="http://127.0.0.1:8080/v1",
        base_variables=("LLAMACPP_API_BASE",),
        key_variables=("LLAMACPP_API_KEY",),
    ),
    Profile(
        prefix="lmstudio",
        title="LM Studio",
        way="compatible",
        base_url="http://127.0.0.1:1234/v1",
        base_variables=("LM_STUDIO_API_BASE",),
        key_variables=("LM_STUDIO_API_KEY",),
        context_variable="LM_STUDIO_CONTEXT_LENGTH",
        truncates=True,
    ),
)
_OPENAI_BASES = ("OPENAI_API_BASE", "OPENAI_BASE_URL")


class Endpoint(Value):
    """A model with everything needed to reach it, keys left in the environment."""

    model: str
    """As the user named it."""
    wire_model: str
    """As its server knows it."""
    way: Way
    title: str
    base_url: str | None = None
    key_variable: str | None = None
    """The environment variable that holds its key; None when none is set or needed."""
    context_tokens: int | None = None
    truncates: bool = False
    schema_in_prompt: bool = False
    local: bool = False


def resolve(model: str, environment: Mapping[str, str]) -> Endpoint:
    """Find out where a model lives.

    `ollama/…`, `vllm/…`, `llamacpp/…`, `lmstudio/…` are servers on this machine unless the environment names another
    address; `openai/…` is spoken to directly when OPENAI_API_BASE names an address of one's own; `local/smollm2` is
    the model from packages alone; every other name is LiteLLM's (`anthropic/…`, `gemini/…`, `gpt-4o-mini`).

    Raises: SettingsError.
    """
    prefix, _, name = model.partition("/")
    if prefix == "local":
        return Endpoint(model=model, wire_model=name, way="embedded", title="embedded test model", local=True)
    profile = next((profile for profile in PROFILES if profile.prefix == prefix), None)
    if profile is None:
        base = _first(environment, _OPENAI_BASES)
        if prefix != "openai" or base is None:
            return Endpoint(model=model, wire_model=model, way="litellm", title="LiteLLM")
        return Endpoint(
            model=model,
            wire_model=name,
            way="compatible",
            title="OpenAI-compatible server",
            base_url=_address(environment[base], base),
            key_variable=_first(environment, ("OPENAI_API_KEY",)),
            schema_in_prompt=False,
            local=_is_loopback(environment[base]),
        )
    if not name:
        raise SettingsError(f"{model!r} names {profile.title} but no model.", f"For example: {prefix}/llama3.1")
    variable = _first(environment, profile.base_variables)
    base_url = profile.base_url if variable is None else _address(environment[variable], variable)
    return Endpoint(
        model=model,
        wire_model=name,
        way=profile.way,
        title=profile.title,
        base_url=base_url,
        key_variable=_first(environment, profile.key_variables),
        context_tokens=_context(profile, environment),
        truncates=profile.truncates,
        schema_in_prompt=profile.schema_in_prompt,
        local=True,
    )


def _first(environment: Mapping[str, str], names: tuple[str, ...]) -> str | None:
    return next((name for name in names if environment.get(name, "").strip()), None)


def _address(text: str, variable: str) -> str:
    """Complete an address: Ollama's own variable comes without a scheme.

    Raises: SettingsError.
    """
    url = text.strip() if "://" in text else f"http://{text.strip()}"
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise SettingsError(f"{variable} is not an address: {text!r}.", "For example: http://127.0.0.1:8000/v1")
    # What a server listens on is not where to reach it.
    return url.rstrip("/").replace("//0.0.0.0", "//127.0.0.1", 1)


def _context(profile: Profile, environment: Mapping[str, str]) -> int | None:
    text = environment.get(profile.context_variable, "").strip() if profile.context_variable else ""
    if not text:
        return None
    if not text.isdigit() or int(text) < 512:
        raise SettingsError(f"{profile.context_variable} must be a number of tokens of at least 512, not {text!r}.")
    return int(text)


def _is_loopback(url: str) -> bool:
    return urlsplit(url if "://" in url else f"http://{url}").hostname in LOOPBACK
