"""From settings to services that can be asked. Constructing them asks nothing yet."""

from collections.abc import Iterable
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from pydantic import SecretStr

from coscientist.domain.base import Value
from coscientist.domain.errors import SettingsError
from coscientist.literature.sources.arxiv import Arxiv
from coscientist.literature.sources.cache import AnswerCache
from coscientist.literature.sources.crossref import Crossref
from coscientist.literature.sources.europe_pmc import EuropePmc
from coscientist.literature.sources.openalex import OpenAlex
from coscientist.literature.sources.pace import Patience, Sleep
from coscientist.literature.sources.pubmed import PubMed
from coscientist.literature.sources.semantic_scholar import SemanticScholar
from coscientist.literature.sources.service import SERVICES
from coscientist.literature.sources.transport import Transport
from coscientist.literature.sources.unpaywall import Unpaywall
from coscientist.ports import Clock

if TYPE_CHECKING:
    import httpx

Adapter = EuropePmc | PubMed | OpenAlex | Crossref | Arxiv | SemanticScholar | Unpaywall
_ADAPTERS: dict[str, type[Adapter]] = {
    adapter.name: adapter for adapter in (EuropePmc, PubMed, OpenAlex, Crossref, Arxiv, SemanticScholar, Unpaywall)
}


class Access(Value):
    """Who asks, and the keys that they have; all optional but the address for Unpaywall."""

    agent: str = "coscientist"
    mailto: str | None = None
    """Sent to every service, which may write to it before it blocks; Unpaywall answers only with one."""
    keys: dict[str, SecretStr] = {}
    """By service name: `pubmed`, `openalex`, `semantic-scholar`."""
    addresses: dict[str, str] = {}
    """By service name, where it is asked instead of at its own address: a mirror, a proxy."""


def open_service(
    name: str,
    access: Access,
    *,
    clock: Clock,
    rng: Random,
    sleep: Sleep,
    cache_folder: Path | None = None,
    patience: Patience | None = None,
    http: "httpx.BaseTransport | None" = None,
) -> Adapter:
    """Return the adapter of one service.

    Raises: SettingsError for a name that is no service's, or Unpaywall without an address.
    """
    if name not in _ADAPTERS:
        raise SettingsError(f"There is no literature service {name!r}.", f"Known are: {', '.join(known_services())}.")
    if name == Unpaywall.name and not access.mailto:
        raise SettingsError("Unpaywall answers only with an e-mail address.", "Set the address to be sent to services.")
    key = access.keys.get(name)
    base = access.addresses.get(name, SERVICES[name].base)
    transport = Transport(
        SERVICES[name].model_copy(update={"base": base}),
        clock=clock,
        rng=rng,
        sleep=sleep,
        agent=access.agent,
        mailto=access.mailto,
        key=key.get_secret_value() if key else None,
        cache=AnswerCache(cache_folder, clock) if cache_folder else None,
        patience=patience,
        http=http,
    )
    return _ADAPTERS[name](transport)


def known_services() -> tuple[str, ...]:
    """Return the names of the services that can be asked."""
    return tuple(sorted(_ADAPTERS))


def open_services(
    names: Iterable[str],
    access: Access,
    *,
    clock: Clock,
    rng: Random,
    sleep: Sleep,
    cache_folder: Path | None = None,
    http: "httpx.BaseTransport | None" = None,
) -> list[Adapter]:
    """Return the adapters of the named services, in that order and each once. Raises: SettingsError."""
    return [
        open_service(name, access, clock=clock, rng=rng, sleep=sleep, cache_folder=cache_folder, http=http)
        for name in dict.fromkeys(names)
    ]
