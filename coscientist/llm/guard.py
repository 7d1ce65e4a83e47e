"""A switch that keeps tests, examples and replays from reaching a model by accident."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from coscientist.domain.errors import CoscientistError

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
"""Names of this very machine."""
_closed: list[bool] = []
"""One entry for every guard that is in force: whether it lets loopback addresses through."""


class ModelRequestForbiddenError(CoscientistError):
    """A request was about to leave for a model while requests are forbidden."""


@contextmanager
def forbid_model_requests(*, except_loopback: bool = False) -> Iterator[None]:
    """Make every request to a real model raise ModelRequestForbiddenError, in all threads, until the block ends.

    `except_loopback` lets requests to this very machine through, for tests against a local endpoint.
    """
    _closed.append(except_loopback)
    try:
        yield
    finally:
        _closed.remove(except_loopback)


def check_allowed(model: str, base_url: str | None = None) -> None:
    """Raise when requests are forbidden; every transport calls it before it sends.

    Raises: ModelRequestForbiddenError.
    """
    if not _closed:
        return
    if all(_closed) and base_url is not None and urlsplit(base_url).hostname in LOOPBACK:
        return
    raise ModelRequestForbiddenError(
        f"A request to {model!r} was about to be sent while model requests are forbidden.",
        "Use ScriptedModel from coscientist.llm.testing, or leave the forbid_model_requests() block.",
    )
