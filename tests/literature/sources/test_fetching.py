"""Fetching for a run: every service is asked every query, and whatever one of them does, the others' answers come."""

import gzip
from collections.abc import Callable
from random import Random

import httpx
import pytest

from coscientist.literature.sources.fetching import FULL_TEXT, Fetched, fetch, unavailable
from coscientist.literature.sources.opening import Access, Adapter, open_service
from coscientist.literature.sources.pace import Patience
from tests.literature.sources.services import recorded
from tests.support.clocks import SetClock
from tests.support.literature_service import europe_pmc, record

LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    b'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><feed>&c;</feed>'
)
ABSTRACT = "Magnesium blocked spreading depression in all of the rats. It also lowered serotonin in their platelets."
WORKS = europe_pmc([record("11", "Magnesium and spreading depression", ABSTRACT, 2011, doi="10.1/a")]).body
Handler = Callable[[httpx.Request], httpx.Response]


def service(name: str, handler: Handler, clock: SetClock, **patience: float) -> Adapter:
    return open_service(
        name,
        Access(mailto="someone@example.org"),
        clock=clock,
        rng=Random(0),
        sleep=clock.sleep,
        patience=Patience.model_validate(patience),
        http=httpx.MockTransport(handler),
    )


def good(clock: SetClock) -> Adapter:
    return service("europe-pmc", lambda _request: httpx.Response(200, content=WORKS), clock)


def asked(services: list[Adapter], *queries: str, until: int | None = None, full_texts: int = 0) -> Fetched:
    return fetch(services, queries or ("magnesium",), limit=10, full_texts=full_texts, until=until)


def _timeout(request: httpx.Request) -> httpx.Response:
    raise httpx.ReadTimeout("slow", request=request)


def _refused(request: httpx.Request) -> httpx.Response:
    raise httpx.ConnectError("refused", request=request)


def _bomb(_request: httpx.Request) -> httpx.Response:
    content = gzip.compress(b" " * 40_000_000)
    return httpx.Response(200, headers={"Content-Encoding": "gzip"}, content=content)


def _status(code: int) -> Handler:
    return lambda _request: httpx.Response(code)


def _body(content: bytes) -> Handler:
    return lambda _request: httpx.Response(200, content=content)


FAULTS: dict[str, Handler] = {
    "429": _status(429),
    "403": _status(403),
    "500": _status(500),
    "timeout": _timeout,
    "no connection": _refused,
    "truncated": lambda _request: httpx.Response(200, content=recorded("arxiv", "search-testing-10.xml")[:9_000]),
    "billion laughs": _body(LAUGHS),
    "external entity": _body(b'<!DOCTYPE f [<!ENTITY x SYSTEM "file:///etc/passwd">]><feed>&x;</feed>'),
    "nested": _body(b"<a>" * 100_000),
    "wrong encoding": _body('<?xml version="1.0" encoding="utf-8"?><feed>Müller</feed>'.encode("cp1252")),
    "no xml": _body(b"<!doctype html><title>Down for maintenance</title>"),
    "empty": _body(b""),
    "compressed bomb": _bomb,
}


@pytest.mark.parametrize("fault", FAULTS)
def test_whatever_a_service_does_the_others_answers_come_and_it_is_said(fault: str) -> None:
    clock = SetClock()
    found = asked([service("arxiv", FAULTS[fault], clock), good(clock)])
    assert found.unavailable == ("arxiv",)
    (failed, answered) = found.asked
    assert (failed.outcome, bool(failed.why), failed.records) == ("unavailable", True, 0)
    assert (answered.service, answered.outcome, answered.records) == ("europe-pmc", "found", 1)
    assert [item.source.id for item in found.items] == ["pmid:11"]


def test_a_service_that_fails_for_good_is_soon_left_alone() -> None:
    clock = SetClock()
    count = 0

    def failing(_request: httpx.Request) -> httpx.Response:
        nonlocal count
        count += 1
        return httpx.Response(403)

    found = asked([service("arxiv", failing, clock)], *(f"query {number}" for number in range(8)))
    assert len(found.asked) == 8
    assert count == Patience().failures_before_rest


def test_abstracts_become_passages_and_a_record_without_one_is_known_by_its_title() -> None:
    clock = SetClock()
    bare = europe_pmc([record("12", "Serotonin and the platelets of patients with migraine", "")]).body
    found = asked([good(clock), service("europe-pmc", _body(bare), clock)])
    first, second = found.items
    assert next((p.quote, p.locator) for p in first.passages) == (ABSTRACT.split(". ")[0] + ".", "abstract")
    assert [p.locator for p in second.passages] == ["title"]


def test_what_was_asked_says_whom_what_when_and_how_much_came() -> None:
    clock = SetClock()
    (said,) = asked([good(clock)], "magnesium migraine", until=2012).asked
    assert (said.service, said.query, said.until, said.records, said.total) == (
        "europe-pmc",
        "magnesium migraine",
        2012,
        1,
        1,
    )
    assert said.at.startswith("2026-01-02")


def test_later_records_are_left_out() -> None:
    assert asked([good(SetClock())], until=2010).items == ()


def test_open_full_texts_are_read_up_to_the_number_allowed_and_what_is_not_open_is_said() -> None:
    clock = SetClock()
    works = europe_pmc(
        [
            record("11", "One", ABSTRACT, pmcid="PMC3040717"),
            record("12", "Two", ABSTRACT, pmcid="PMC999"),
            record("13", "Three", ABSTRACT, pmcid="PMC998"),
        ]
    ).body

    def handle(request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("/PMC3040717/fullTextXML"):
            return httpx.Response(200, content=recorded("jats-fulltext", "pmc3040717-oa-dataset.xml"))
        if request.url.path.endswith("/fullTextXML"):
            return httpx.Response(404)
        return httpx.Response(200, content=works)

    found = asked([service("europe-pmc", handle, clock)], full_texts=2)
    read = [each for each in found.asked if each.query.startswith(FULL_TEXT)]
    assert [(each.query, each.outcome) for each in read] == [
        (f"{FULL_TEXT}pmid:11", "found"),
        (f"{FULL_TEXT}pmid:12", "not found"),
    ]
    assert any(len(item.passages) > 50 for item in found.items)


def test_a_service_counts_as_unavailable_only_when_it_answered_nothing() -> None:
    clock = SetClock()
    replies = iter([httpx.Response(403), httpx.Response(200, content=WORKS)])
    found = asked([service("europe-pmc", lambda _request: next(replies), clock)], "one", "two")
    assert [each.outcome for each in found.asked] == ["unavailable", "found"]
    assert unavailable(found.asked) == ()
