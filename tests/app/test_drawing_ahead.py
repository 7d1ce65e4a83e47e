"""What a run prepares for its end while its questions to a model are out."""

import sys
from contextlib import closing
from importlib.util import find_spec

import pytest

from coscientist.app.running import drawing_ahead
from coscientist.app.running.drawing_ahead import DrawingAhead
from coscientist.domain.event import Event
from coscientist.store import open_store
from tests.store import values

ANY_MODULE = "wave"
"""One that nothing else loads."""


def told(stage: str) -> Event:
    return Event(id=f"e-{stage}", kind="stage", stage=stage, message="It begins.", data={}, at="2026-01-01T00:00:00Z")


@pytest.mark.parametrize(("stage", "loaded"), [("propose", True), ("review", False)])
def test_what_the_end_needs_is_loaded_when_proposing_begins(
    monkeypatch: pytest.MonkeyPatch, stage: str, loaded: bool
) -> None:
    monkeypatch.delitem(sys.modules, ANY_MODULE, raising=False)
    monkeypatch.setattr(drawing_ahead, "LATER", (ANY_MODULE,))
    with closing(open_store(":memory:")) as store, closing(DrawingAhead(store, values.a_run())) as ahead:
        ahead(told(stage))
    assert (ANY_MODULE in sys.modules) is loaded


def test_what_is_loaded_ahead_exists() -> None:
    assert [name for name in drawing_ahead.LATER if find_spec(name) is None] == []
