"""Fixtures that more than one room's tests use; nothing in any test may reach a model outside this machine."""

from collections.abc import Iterator

import pytest

from coscientist.llm.guard import forbid_model_requests
from tests.support.small_world import small_world
from tests.support.workspace import copy_of_run, finished_run, loaded_corpora, workspace

__all__ = ["copy_of_run", "finished_run", "loaded_corpora", "small_world", "workspace"]


@pytest.fixture(scope="session", autouse=True)
def caches_of_their_own(pytestconfig: pytest.Config) -> Iterator[None]:
    """Keep what tests cache beside pytest's own cache, and not in the home of whoever runs them."""
    cache = pytestconfig.cache
    assert cache is not None
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(cache.mkdir("home")))
        yield


@pytest.fixture(autouse=True)
def loopback_only() -> Iterator[None]:
    with forbid_model_requests(except_loopback=True):
        yield
