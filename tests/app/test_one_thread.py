"""Small matrices are worked on in one thread while a run goes on, and the caller's own are left as they were."""

from collections.abc import Iterator

import pytest

from coscientist.app.running.one_thread import VARIABLES, _function, _libraries, one_thread, threads


@pytest.fixture(autouse=True)
def two_threads() -> Iterator[None]:
    """Give the libraries two threads, however many the environment gave them."""
    before = [(library, _function(library, "get")()) for library in _libraries()]
    for library, _ in before:
        _function(library, "set")(2)
    if max(threads(), default=1) == 1:
        pytest.skip("numpy and scipy come with another library, or with one for a single thread")
    yield
    for library, count in before:
        _function(library, "set")(count)


def test_there_is_one_thread_within_and_as_many_as_before_afterwards() -> None:
    before = threads()
    with one_thread({}):
        assert set(threads()) == {1}
    assert threads() == before


def test_of_two_runs_at_a_time_the_last_to_end_ends_it() -> None:
    before = threads()
    first, second = one_thread({}), one_thread({})
    first.__enter__()
    second.__enter__()
    first.__exit__(None, None, None)
    assert set(threads()) == {1}
    second.__exit__(None, None, None)
    assert threads() == before


@pytest.mark.parametrize("name", VARIABLES)
def test_who_says_how_many_threads_there_are_has_them(name: str) -> None:
    before = threads()
    with one_thread({name: "2"}):
        assert threads() == before


def test_a_run_that_breaks_leaves_the_caller_s_threads_as_they_were() -> None:
    before = threads()
    with pytest.raises(RuntimeError), one_thread({}):
        raise RuntimeError
    assert threads() == before
