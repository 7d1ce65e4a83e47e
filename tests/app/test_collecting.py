"""Garbage is collected seldom while a run goes on, and as before afterwards."""

import gc
from collections.abc import Iterator

import pytest

from coscientist.app.running.collecting import SELDOM, seldom_collected


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    """Leave the collector as the other tests found it."""
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)
    gc.unfreeze()


def test_it_is_collected_seldom_within_and_as_before_afterwards() -> None:
    before = gc.get_threshold()
    with seldom_collected():
        assert gc.get_threshold() == SELDOM
        assert gc.get_freeze_count() > 0
    assert gc.get_threshold() == before
    assert gc.get_freeze_count() == 0


def test_of_two_runs_at_a_time_the_last_to_end_ends_it() -> None:
    before = gc.get_threshold()
    first, second = seldom_collected(), seldom_collected()
    first.__enter__()
    second.__enter__()
    first.__exit__(None, None, None)
    assert gc.get_threshold() == SELDOM
    second.__exit__(None, None, None)
    assert gc.get_threshold() == before


def test_a_collector_that_is_turned_off_stays_so() -> None:
    gc.set_threshold(0)
    with seldom_collected():
        assert gc.get_threshold()[0] == 0
