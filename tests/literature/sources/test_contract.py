"""What every service's adapter does, on recorded answers and recorded or documented faults."""

import logging
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from coscientist.literature.sources.pace import Patience
from coscientist.literature.sources.ports import Enricher, Finder
from tests.literature.sources.services import (
    CASES,
    MAILTO,
    SECRET,
    Case,
    adapter,
    bodies_in_turn,
    body,
    replies,
    search_bodies,
)
from tests.support.clocks import SetClock

LAUGHS = (
    b"""<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><feed>&b;</feed>"""
)


@pytest.fixture(params=CASES, ids=lambda case: case.name)
def case(request: pytest.FixtureRequest) -> Case:
    assert isinstance(request.param, Case)
    return request.param


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


def ok(content: bytes) -> httpx.Response:
    return httpx.Response(200, content=content)


def test_it_has_the_abilities_of_the_ports(case: Case, clock: SetClock) -> None:
    service = adapter(case.name, replies(ok(b"")), clock)
    assert isinstance(service, Finder)
    assert isinstance(service, Enricher)


def test_a_search_finds_sources_that_can_be_cited(case: Case, clock: SetClock) -> None:
    answer = adapter(case.name, bodies_in_turn(search_bodies(case)), clock).find("anything", limit=25)
    assert answer.kind == "found"
    for source in answer.sources:
        assert source.id.split(":")[0] in {"pmid", "doi", "arxiv", "pmcid", "openalex", "s2"}
        assert source.title == source.title.strip() != ""
        assert source.found_in == (case.name,)
        assert source.year is None or 1600 < source.year < 2030
    assert any(source.authors for source in answer.sources)
    assert answer.inquiries[0].query == "anything"
    assert answer.inquiries[0].at == clock.now()


def test_markup_and_hidden_characters_do_not_come_through(case: Case, clock: SetClock) -> None:
    answer = adapter(case.name, bodies_in_turn(search_bodies(case)), clock).find("anything")
    assert answer.kind == "found"
    for source in answer.sources:
        for text in (source.title, source.abstract or "", *source.authors):
            assert "</" not in text
            assert "<p>" not in text
            assert "\u200b" not in text
            assert "\n" not in text


def test_nothing_found_is_said_with_what_was_searched_and_when(case: Case, clock: SetClock) -> None:
    answer = adapter(case.name, replies(ok(body(*case.nothing))), clock).find("askldjrq3rjaw938h", until=2000)
    assert answer.kind == "not found"
    inquiry = answer.inquiries[0]
    assert (inquiry.service, inquiry.query, inquiry.until, inquiry.at) == (
        case.name,
        "askldjrq3rjaw938h",
        2000,
        clock.now(),
    )


def test_a_known_identifier_is_looked_up(case: Case, clock: SetClock) -> None:
    service = adapter(case.name, replies(ok(body(*case.record))), clock)
    assert service.knows(case.known)
    answer = service.look_up(case.known)
    assert answer.kind == "found"
    assert [source.identifiers[case.known.scheme] for source in answer.sources] == [case.known.value]


def test_an_unknown_identifier_is_not_found(case: Case, clock: SetClock) -> None:
    status, recording = case.absent
    reply = httpx.Response(status, content=body(*recording))
    answer = adapter(case.name, replies(reply), clock).look_up(case.known)
    assert answer.kind == "not found"
    assert clock.slept == []


def test_too_many_requests_are_waited_out(case: Case, clock: SetClock) -> None:
    replies_ = [httpx.Response(429, headers={"Retry-After": "7"}), *map(ok, search_bodies(case))]
    answer = adapter(case.name, replies(*replies_), clock).find("anything")
    assert answer.kind == "found"
    assert clock.slept[0] == pytest.approx(7.0)


def test_a_wait_beyond_patience_is_not_waited(case: Case, clock: SetClock) -> None:
    answer = adapter(case.name, replies(httpx.Response(429, headers={"Retry-After": "86400"})), clock).find("anything")
    assert answer.kind == "unavailable"
    assert "86400" in answer.why
    assert sum(clock.slept) == 0


@pytest.mark.parametrize("status", [403, 500, 503])
def test_a_refusal_or_failure_is_unavailable_and_never_nothing(case: Case, clock: SetClock, status: int) -> None:
    answer = adapter(case.name, replies(httpx.Response(status, content=b"no")), clock).find("anything")
    assert answer.kind == "unavailable"
    assert str(status) in answer.why
    assert sum(clock.slept) < 120


def test_a_timeout_is_unavailable(case: Case, clock: SetClock) -> None:
    answer = adapter(case.name, replies(httpx.ReadTimeout("slow")), clock).find("anything")
    assert answer.kind == "unavailable"
    assert "time" in answer.why


def test_a_lost_connection_is_tried_again(case: Case, clock: SetClock) -> None:
    handler = replies(httpx.ConnectError("reset"), *map(ok, search_bodies(case)))
    assert adapter(case.name, handler, clock).find("anything").kind == "found"


def test_a_body_that_is_cut_off_is_asked_for_again_and_then_unavailable(case: Case, clock: SetClock) -> None:
    half = search_bodies(case)[0]
    half = half[: len(half) // 2]
    assert adapter(case.name, replies(ok(half)), clock).find("anything").kind == "unavailable"
    handler = replies(ok(half), *map(ok, search_bodies(case)))
    assert adapter(case.name, handler, SetClock()).find("anything").kind == "found"


@pytest.mark.parametrize(
    "content",
    [LAUGHS, b"", b"null", b"[]", b"<html><title>We are down</title></html>", b"[" * 100_000, b'{"version": "6.9"}'],
    ids=["billion laughs", "empty", "null", "list", "HTML page", "deep JSON", "degraded"],
)
def test_a_hostile_or_senseless_body_is_unavailable(case: Case, clock: SetClock, content: bytes) -> None:
    assert adapter(case.name, replies(ok(content)), clock).find("anything").kind == "unavailable"


def test_an_answer_that_is_too_long_is_not_read_to_its_end(case: Case, clock: SetClock) -> None:
    pieces = 0

    class Endless(httpx.SyncByteStream):
        def __iter__(self) -> Iterator[bytes]:
            nonlocal pieces
            while True:
                pieces += 1
                yield b"x" * 65_536

    def endless(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, stream=Endless())

    service = adapter(case.name, endless, clock, patience=Patience(max_bytes=1_000_000))
    answer = service.find("anything")
    assert answer.kind == "unavailable"
    assert "1,000,000 bytes" in answer.why
    assert pieces < 20


def test_a_service_that_keeps_failing_is_left_alone_for_a_while(case: Case, clock: SetClock) -> None:
    asked = 0

    def failing(request: httpx.Request) -> httpx.Response:
        nonlocal asked
        asked += 1
        return httpx.Response(500)

    service = adapter(case.name, failing, clock, patience=Patience(attempts=1, failures_before_rest=2))
    for _ in range(5):
        assert service.find("anything").kind == "unavailable"
    assert asked == 2
    clock.sleep(301)
    service.find("anything")
    assert asked == 3


def test_requests_keep_the_distance_that_the_service_asks_for(case: Case, clock: SetClock) -> None:
    service = adapter(case.name, replies(ok(body(*case.nothing))), clock)
    start = clock.seconds
    for _ in range(4):
        service.find("anything")
    assert clock.seconds - start >= 3 * 0.1


def test_an_answer_is_kept_and_dated_to_when_it_was_given(case: Case, clock: SetClock, tmp_path: Path) -> None:
    first = adapter(case.name, bodies_in_turn(search_bodies(case)), clock, cache_folder=tmp_path).find("anything")
    clock.sleep(3600)
    again = adapter(case.name, replies(httpx.Response(500)), clock, cache_folder=tmp_path).find("anything")
    assert again == first


def test_a_kept_answer_expires(case: Case, clock: SetClock, tmp_path: Path) -> None:
    adapter(case.name, bodies_in_turn(search_bodies(case)), clock, cache_folder=tmp_path).find("anything")
    clock.sleep(8 * 86_400)
    later = adapter(case.name, replies(httpx.Response(500)), clock, cache_folder=tmp_path).find("anything")
    assert later.kind == "unavailable"


def test_what_says_nothing_is_not_kept(case: Case, clock: SetClock, tmp_path: Path) -> None:
    adapter(case.name, replies(ok(b'{"version": "6.9"}')), clock, cache_folder=tmp_path).find("anything")
    assert list(tmp_path.rglob("*.answer")) == []


def test_keys_and_addresses_reach_the_service_and_nothing_else(
    case: Case, clock: SetClock, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    sent: list[str] = []
    answers = bodies_in_turn(search_bodies(case))

    def handler(request: httpx.Request) -> httpx.Response:
        sent.append(f"{request.url} {dict(request.headers)}")
        return answers(request)

    with caplog.at_level(logging.DEBUG):
        service = adapter(case.name, handler, clock, cache_folder=tmp_path)
        found = service.find("anything")
        failed = adapter(case.name, replies(httpx.Response(403)), clock).find("anything")
    assert MAILTO.split("@")[0] in sent[0]
    takes_key = case.name in {"pubmed", "openalex", "semantic-scholar"}
    assert (SECRET in sent[0]) == takes_key
    kept = b"".join(path.read_bytes() for path in tmp_path.rglob("*.answer"))
    for trace in (caplog.text, repr(found), repr(failed), repr(service), kept.decode("utf-8", "replace")):
        assert SECRET not in trace
        assert MAILTO not in trace


def test_a_redirection_to_another_host_is_not_followed(case: Case, clock: SetClock) -> None:
    hosts: list[str] = []

    def handler(request: httpx.Request) -> httpx.Response:
        hosts.append(request.url.host)
        return httpx.Response(302, headers={"Location": "https://elsewhere.example/steal"})

    assert adapter(case.name, handler, clock).find("anything").kind == "unavailable"
    assert "elsewhere.example" not in hosts


def test_later_publications_are_left_out_even_if_the_service_sends_them(case: Case, clock: SetClock) -> None:
    everything = adapter(case.name, bodies_in_turn(search_bodies(case)), clock).find("anything")
    assert everything.kind == "found"
    years = sorted(source.year for source in everything.sources if source.year)
    cut = years[0]
    until = adapter(case.name, bodies_in_turn(search_bodies(case)), SetClock()).find("anything", until=cut)
    assert until.kind == "found"
    assert all(source.year is not None and source.year <= cut for source in until.sources)
    before = adapter(case.name, bodies_in_turn(search_bodies(case)), SetClock()).find("anything", until=cut - 1)
    assert before.kind == "not found"
    assert "left out" in before.remarks[-1]


def test_asking_is_the_same_every_time(case: Case) -> None:
    def once() -> tuple[str, list[float]]:
        clock = SetClock()
        handler = replies(httpx.Response(500), *map(ok, search_bodies(case)))
        return adapter(case.name, handler, clock).find("anything").model_dump_json(), clock.slept

    assert once() == once()
