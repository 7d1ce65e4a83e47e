"""What each service answers, from recordings: one row a service, for the suite that all of them pass."""

import json
from collections.abc import Callable, Iterator
from random import Random
from typing import NamedTuple

import httpx

from coscientist.literature.identifiers import Identifier
from coscientist.literature.sources.opening import Access, Adapter, open_service
from coscientist.literature.sources.pace import Patience
from tests.support.clocks import SetClock
from tests.support.shared_data import shared

Handler = Callable[[httpx.Request], httpx.Response]
SECRET = "k3y-that-must-not-leak"
MAILTO = "someone@example.org"


def recorded(*parts: str) -> bytes:
    return shared("api-recordings", *parts).read_bytes()


class Case(NamedTuple):
    """How one service says what the suite wants to hear."""

    name: str
    found: tuple[str, ...]
    """Recordings that answer a search in turn (PubMed asks twice)."""
    nothing: tuple[str, str]
    known: Identifier
    record: tuple[str, str]
    """The recording that answers a look-up of `known`."""
    absent: tuple[int, tuple[str, str]]
    """Status and recording for an identifier that the service does not have."""


def _file(folder: str, name: str) -> tuple[str, str]:
    return folder, name


CASES = (
    Case(
        "europe-pmc",
        ("europe-pmc/search-core-cancer-25.json",),
        _file("europe-pmc", "search-no-results.json"),
        Identifier(scheme="pmid", value="20516115"),
        _file("europe-pmc", "search-pmid-20516115.json"),
        (200, _file("europe-pmc", "search-no-results.json")),
    ),
    Case(
        "pubmed",
        ("@hits:28775130,30108519", "ncbi-eutils/efetch-pubmed-28775130.xml"),
        _file("@", "no hits"),
        Identifier(scheme="pmid", value="28775130"),
        _file("ncbi-eutils", "efetch-pubmed-28775130.xml"),
        (200, _file("@", "no records")),
    ),
    Case(
        "openalex",
        ("openalex/works-title-search-augmenting-llm.json",),
        _file("@", "no works"),
        Identifier(scheme="doi", value="10.1016/j.xgen.2025.100814"),
        _file("openalex", "work-10.1016-j.xgen.2025.100814.json"),
        (404, _file("openalex", "work-not-found-404.txt")),
    ),
    Case(
        "crossref",
        ("crossref/works-query-has-abstract-rows10.json",),
        _file("crossref", "search-zero-results.json"),
        Identifier(scheme="doi", value="10.1371/journal.pone.0033693"),
        _file("crossref", "work-10.1371-journal.pone.0033693.json"),
        (404, _file("crossref", "work-not-found-404.txt")),
    ),
    Case(
        "arxiv",
        ("arxiv/search-testing-10.xml",),
        _file("arxiv", "id-unknown-empty-feed.xml"),
        Identifier(scheme="arxiv", value="1707.08567"),
        _file("arxiv", "id-1707.08567.xml"),
        (200, _file("arxiv", "id-unknown-empty-feed.xml")),
    ),
    Case(
        "semantic-scholar",
        ("@papers",),
        _file("semantic-scholar", "search-no-results.json"),
        Identifier(scheme="doi", value="10.1016/j.xgen.2025.100814"),
        _file("semantic-scholar", "paper-10.1016-j.xgen.2025.100814.json"),
        (404, _file("semantic-scholar", "paper-doi-not-found-404.json")),
    ),
    Case(
        "unpaywall",
        ("unpaywall/search-augmenting-llm.json",),
        _file("unpaywall", "search-no-results.json"),
        Identifier(scheme="doi", value="10.1073/pnas.1414271111"),
        _file("unpaywall", "10.1073-pnas.1414271111.json"),
        (404, _file("@", "nothing")),
    ),
)

# Where no recording of a state exists, the smallest body that the service's documentation gives for it.
_MADE = {
    "no hits": b'{"header":{},"esearchresult":{"count":"0","retmax":"0","retstart":"0","idlist":[]}}',
    "no records": b'<?xml version="1.0"?><PubmedArticleSet></PubmedArticleSet>',
    "no works": b'{"meta":{"count":0,"page":1,"per_page":25},"results":[]}',
    "nothing": b"",
}


def body(folder: str, name: str) -> bytes:
    return _MADE[name] if folder == "@" else recorded(folder, name)


def search_bodies(case: Case) -> list[bytes]:
    bodies = []
    for name in case.found:
        if name.startswith("@hits:"):
            ids = name.removeprefix("@hits:").split(",")
            bodies.append(json.dumps({"esearchresult": {"count": str(len(ids)), "idlist": ids}}).encode())
        elif name == "@papers":
            # The recorded list of papers came from the batch route: the same objects under another envelope.
            papers = json.loads(recorded("semantic-scholar", "batch-with-null-and-abstract.json"))
            bodies.append(json.dumps({"total": 2, "offset": 0, "data": [p for p in papers if p]}).encode())
        else:
            bodies.append(recorded(*name.split("/")))
    return bodies


def replies(*answers: httpx.Response | Exception) -> Handler:
    """Return a handler that gives each answer in turn and the last one for ever."""
    queue: Iterator[httpx.Response | Exception] = iter(answers)
    last = [answers[-1]]

    def handle(request: httpx.Request) -> httpx.Response:
        reply = next(queue, last[0])
        if isinstance(reply, Exception):
            raise reply
        return httpx.Response(reply.status_code, headers=reply.headers, content=reply.content)

    return handle


def bodies_in_turn(bodies: list[bytes]) -> Handler:
    return replies(*(httpx.Response(200, content=content) for content in bodies))


def adapter(name: str, handler: Handler, clock: SetClock, **options: object) -> Adapter:
    patience = options.pop("patience", Patience())
    assert isinstance(patience, Patience)
    return open_service(
        name,
        Access.model_validate({"mailto": MAILTO, "keys": {name: SECRET}}),
        clock=clock,
        rng=Random(1),
        sleep=clock.sleep,
        patience=patience,
        http=httpx.MockTransport(handler),
        **options,  # type: ignore[arg-type]
    )
