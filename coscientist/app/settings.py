"""Settings, from the environment: one place, and an unknown variable is an error."""

import os
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from coscientist.domain.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Mapping

PREFIX = "COSCIENTIST_"
WITH_KEYS = ("openalex", "pubmed", "semantic-scholar")
LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
KNOWN: dict[str, str] = {
    "COSCIENTIST_WORKSPACE": "Folder of the workspace; default ./coscientist-workspace.",
    "COSCIENTIST_STORE": "Database URL of the store (postgresql+psycopg://user@host/name); default: SQLite.",
    "COSCIENTIST_MODEL": "Language model to use when --model is not given, as litellm names it.",
    "COSCIENTIST_EMBEDDER": "What makes sentence vectors: universal-sentence-encoder (default), model2vec:MODEL, "
    "sentence-transformers:MODEL or litellm:MODEL.",
    "COSCIENTIST_MODEL_TIMEOUT": "Time that a request to a model is given, as 90s or 30m; default 3m.",
    "COSCIENTIST_MODEL_CONCURRENCY": "Requests that a model gets at a time; default 16, fewer when it refuses them.",
    "COSCIENTIST_MODEL_REQUESTS_PER_MINUTE": "Requests that a model gets in a minute; default: learned from refusals.",
    "COSCIENTIST_MODEL_TOKENS_PER_MINUTE": "Tokens that a model gets in a minute; default: learned from refusals.",
    "COSCIENTIST_MODEL_PRICES": "Prices in US dollars a million tokens, MODEL=PROMPT/COMPLETION, spaces between.",
    "COSCIENTIST_MODEL_SHARES": "Parts of a bounded budget that wait for a role, as `generation=0.2 reflection=0.4 "
    "ranking=0.2` (default); `none` for none.",
    "COSCIENTIST_TOKEN": "Bearer token that `coscientist serve` asks for.",
    "COSCIENTIST_CONTACT": "Mail address that literature services are told, as they ask for.",
    "COSCIENTIST_SOURCES": "Literature services that runs may ask when --source is not given, with commas between.",
    "COSCIENTIST_OPENALEX_KEY": "Key for OpenAlex; free, and needed for more than a few searches a day.",
    "COSCIENTIST_PUBMED_KEY": "Key for PubMed; optional, allows three times as many questions.",
    "COSCIENTIST_SEMANTIC_SCHOLAR_KEY": "Key for Semantic Scholar; optional.",
    "COSCIENTIST_SERVICE_URLS": "Other addresses of services, as of mirrors: name=https://host/path, commas between.",
    "COSCIENTIST_TEST_POSTGRES_URL": "Database that the store's tests may use.",
}
"""Every variable that is read, with what it does; the documentation is checked against this."""


def check_environment(environment: "Mapping[str, str] | None" = None) -> None:
    """Raises: SettingsError when a variable that begins with COSCIENTIST_ is not known."""
    names = environment if environment is not None else os.environ
    unknown = sorted(name for name in names if name.startswith(PREFIX) and name not in KNOWN)
    if unknown:
        raise SettingsError(f"Unknown setting {', '.join(unknown)}.", f"Known settings: {', '.join(sorted(KNOWN))}.")


def workspace_folder(given: "Path | str | None" = None) -> Path:
    """Return the workspace: as given, else from COSCIENTIST_WORKSPACE, else ./coscientist-workspace."""
    check_environment()
    return Path(given or os.environ.get("COSCIENTIST_WORKSPACE") or "coscientist-workspace")


def store_location(workspace: Path) -> str:
    """Return the store's database URL or path."""
    return os.environ.get("COSCIENTIST_STORE") or str(workspace / "coscientist.db")


def default_sources() -> tuple[str, ...]:
    """Return the literature services that runs may ask when none is named; none by default."""
    return _listed(os.environ.get("COSCIENTIST_SOURCES", ""))


def service_keys() -> dict[str, str]:
    """Return the keys of literature services by service."""
    named = {name: os.environ.get(f"COSCIENTIST_{name.upper().replace('-', '_')}_KEY") for name in WITH_KEYS}
    return {name: key for name, key in named.items() if key}


def service_urls() -> dict[str, str]:
    """Return the addresses of literature services that are not their own.

    Raises: SettingsError for what is not `name=address`, and for an address without encryption that is not this
    machine's, since keys would travel openly.
    """
    found: dict[str, str] = {}
    for item in _listed(os.environ.get("COSCIENTIST_SERVICE_URLS", "")):
        name, _, address = item.partition("=")
        parts = urlsplit(address)
        if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in LOCAL):
            raise SettingsError(
                f"COSCIENTIST_SERVICE_URLS has {item!r}; expected name=https://…",
                "Only this machine may be asked by http.",
            )
        found[name.strip()] = address.rstrip("/")
    return found


def _listed(text: str) -> tuple[str, ...]:
    return tuple(item.strip() for item in text.split(",") if item.strip())


def default_model() -> str | None:
    """Return the model that runs use when none is named; None: the embedded strategies."""
    return os.environ.get("COSCIENTIST_MODEL") or None
