"""Fixtures that more than one room's tests use; nothing in any test may reach a model outside this machine."""

from collections.abc import Iterator

import pytest

from coscientist.llm.guard import forbid_model_requests
from tests.support.small_world import small_world
from tests.support.workspace import copy_of_run, finished_run, loaded_corpora, workspace

__all__ = ["copy_of_run", "finished_run", "loaded_corpora", "small_world", "workspace"]


@pytest.fixture(autouse=True)
def loopback_only() -> Iterator[None]:
    with forbid_model_requests(except_loopback=True):
        yield
