"""The shared way to ask: pauses, limits and the cache on their own."""

import threading
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coscientist.literature.sources.cache import AnswerCache
from coscientist.literature.sources.pace import Patience, RateLimiter, pause, retry_after
from tests.support.clocks import SetClock


@given(attempt=st.integers(0, 60), seed=st.integers(), asked=st.none() | st.floats(0, 1e6))
def test_a_pause_never_exceeds_patience(attempt: int, seed: int, asked: float | None) -> None:
    patience = Patience()
    wait = pause(patience, attempt, asked, Random(seed))
    if asked is not None and asked > patience.longest_wait_seconds:
        assert wait is None
    else:
        assert wait is not None
        assert 0 < wait <= max(patience.cap_seconds, asked or 0)
        assert asked is None or wait >= asked


def test_pauses_grow_and_differ_between_clients() -> None:
    waits = [pause(Patience(), attempt, None, Random(3)) or 0 for attempt in range(4)]
    assert waits == sorted(waits)
    assert pause(Patience(), 2, None, Random(1)) != pause(Patience(), 2, None, Random(2))


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120.0),
        ("1.5", 1.5),
        ("Fri, 02 Jan 2026 00:01:00 GMT", 60.0),
        ("Thu, 01 Jan 2026 00:00:00 GMT", 0.0),
        ("soon", None),
        ("-5", None),
        (None, None),
    ],
)
def test_retry_after_is_read_in_both_forms(header: str | None, seconds: float | None) -> None:
    assert retry_after(header, "Fri, 02 Jan 2026 00:00:00 GMT") == seconds


def test_a_date_to_wait_for_needs_the_services_own_date() -> None:
    assert retry_after("Fri, 02 Jan 2026 00:01:00 GMT", None) is None


def test_a_limiter_spaces_requests_across_threads() -> None:
    clock = SetClock()
    waits: list[float] = []
    limiter = RateLimiter(0.5, clock, waits.append)
    threads = [threading.Thread(target=limiter.wait) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(waits) == [0.5, 1.0, 1.5, 2.0]


def test_a_limiter_does_not_make_the_first_or_a_late_request_wait() -> None:
    clock = SetClock()
    limiter = RateLimiter(3.0, clock, clock.sleep)
    limiter.wait()
    clock.seconds += 10
    limiter.wait()
    assert clock.slept == []


def test_a_kept_answer_is_found_by_what_was_asked(tmp_path: Path) -> None:
    clock = SetClock()
    cache = AnswerCache(tmp_path, clock)
    cache.put("s", "https://x/y", {"b": "2", "a": "1"}, b"body\nwith lines", clock.now())
    assert cache.get("s", "https://x/y", {"a": "1", "b": "2"}) == (b"body\nwith lines", clock.now())
    assert cache.get("s", "https://x/y", {"a": "1"}) is None
    assert cache.get("t", "https://x/y", {"a": "1", "b": "2"}) is None


def test_a_damaged_file_counts_as_absent(tmp_path: Path) -> None:
    clock = SetClock()
    cache = AnswerCache(tmp_path, clock)
    cache.put("s", "u", {}, b"0123456789", clock.now())
    (path,) = tmp_path.rglob("*.answer")
    path.write_bytes(path.read_bytes()[:-1])
    assert cache.get("s", "u", {}) is None
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"\xff\xfe nonsense")
    assert cache.get("s", "u", {}) is None


def test_the_oldest_answers_go_when_the_folder_is_full(tmp_path: Path) -> None:
    clock = SetClock()
    cache = AnswerCache(tmp_path, clock, max_bytes=10_000)
    for number in range(30):
        clock.sleep(10)
        cache.put("s", f"u{number}", {}, b"x" * 1_000, clock.now())
    assert sum(path.stat().st_size for path in tmp_path.rglob("*.answer")) <= 10_000
    assert cache.get("s", "u29", {}) is not None
    assert cache.get("s", "u0", {}) is None


def test_an_answer_too_large_for_the_bound_is_not_kept(tmp_path: Path) -> None:
    clock = SetClock()
    cache = AnswerCache(tmp_path, clock, max_bytes=1_000)
    cache.put("s", "u", {}, b"x" * 900, clock.now())
    assert list(tmp_path.rglob("*.answer")) == []


def test_a_disk_that_cannot_be_written_costs_no_answer(tmp_path: Path) -> None:
    clock = SetClock()
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    AnswerCache(blocked, clock).put("s", "u", {}, b"x", clock.now())
    assert AnswerCache(blocked, clock).get("s", "u", {}) is None
