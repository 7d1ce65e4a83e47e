"""Nothing in these tests may reach a model outside this machine."""

from collections.abc import Iterator

import pytest

from coscientist.llm.guard import forbid_model_requests


@pytest.fixture(autouse=True)
def loopback_only() -> Iterator[None]:
    with forbid_model_requests(except_loopback=True):
        yield
