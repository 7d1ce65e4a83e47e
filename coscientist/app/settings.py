"""Settings, from the environment: one place, and an unknown variable is an error."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from coscientist.domain.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Mapping

PREFIX = "COSCIENTIST_"
KNOWN: dict[str, str] = {
    "COSCIENTIST_WORKSPACE": "Folder of the workspace; default ./coscientist-workspace.",
    "COSCIENTIST_STORE": "Database URL of the store (postgresql+psycopg://user@host/name); default: SQLite.",
    "COSCIENTIST_MODEL": "Language model to use when --model is not given, as litellm names it.",
    "COSCIENTIST_EMBEDDER": "What makes sentence vectors: universal-sentence-encoder (default), model2vec:MODEL, "
    "sentence-transformers:MODEL or litellm:MODEL.",
    "COSCIENTIST_TOKEN": "Bearer token that `coscientist serve` asks for.",
    "COSCIENTIST_CONTACT": "Mail address that literature services are told, as they ask for.",
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


def default_model() -> str | None:
    """Return the model that runs use when none is named; None: the embedded strategies."""
    return os.environ.get("COSCIENTIST_MODEL") or None
