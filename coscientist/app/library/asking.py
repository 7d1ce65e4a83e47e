"""Asking literature services for a run: what they have becomes a corpus of the run's own."""

import os
import time
from collections.abc import Callable, Sequence
from random import Random

from pydantic import SecretStr

from coscientist.app.settings import service_keys, service_urls
from coscientist.app.workspace import Workspace
from coscientist.domain.errors import ServiceError
from coscientist.domain.literature import Asked
from coscientist.literature.sources.fetching import unavailable
from coscientist.literature.sources.opening import Access, Adapter, open_services
from coscientist.ports import Clock

NOTHING_ASKED: tuple[Asked, ...] = ()
OpenServices = Callable[[Sequence[str]], Sequence[Adapter]]
"""Opens services by name. Raises: SettingsError."""


def access() -> Access:
    """Return who asks, by the settings. Raises: SettingsError."""
    return Access(
        mailto=os.environ.get("COSCIENTIST_CONTACT") or None,
        keys={name: SecretStr(key) for name, key in service_keys().items()},
        addresses=service_urls(),
    )


def opener(workspace: Workspace, clock: Clock) -> OpenServices:
    """Return what opens services by the settings, with their answers kept in the workspace."""

    def open_named(names: Sequence[str]) -> Sequence[Adapter]:
        # The jitter of pauses is no part of any result.
        return open_services(
            names, access(), clock=clock, rng=Random(0), sleep=time.sleep, cache_folder=workspace.answers
        )

    return open_named


def none_answered(asked: Sequence[Asked]) -> str:
    """Say why no service answered anything; empty when one did, or none was asked."""
    if not asked or set(unavailable(asked)) != {each.service for each in asked}:
        return ""
    return " ".join(dict.fromkeys(each.why for each in asked))


def raise_if_none_answered(asked: Sequence[Asked]) -> None:
    """Raises: ServiceError when services were asked and none answered anything."""
    if why := none_answered(asked):
        raise ServiceError(
            f"No literature service answered, and the corpora do not speak of the goal. {why}",
            "Try again later, name another --source, or add literature with: coscientist corpus add PATH",
        )
