"""A run with a model that is killed and resumed ends as an unbroken one, and pays for no answer twice."""

from pathlib import Path

import pytest

from tests.support.killed_model_runs import Outcome, differences, killed_and_resumed, unbroken
from tests.support.model_world import small_pack

__all__ = ["small_pack"]
pytestmark = pytest.mark.slow
HYPOTHESES = 4
PLACES = 16
"""Requests under way at a time: so many may be without an answer when a process dies."""


@pytest.fixture(scope="module")
def whole(small_pack: Path, tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    return unbroken(small_pack, HYPOTHESES, tmp_path_factory.mktemp("unbroken") / "workspace")


@pytest.mark.parametrize("part", [0.3, 0.8, 0.92])
def test_killed_and_resumed_it_is_as_if_unbroken(whole: Outcome, small_pack: Path, tmp_path: Path, part: float) -> None:
    after = round(part * whole.received)
    done = killed_and_resumed(small_pack, HYPOTHESES, tmp_path / "workspace", after)
    assert differences(whole, done) == []
    assert done.calls == whole.calls == whole.received
    assert done.charged == whole.charged, "an answer that was lost on its way is asked for again under its key"
    assert done.read_and_asked_again == 0, "what had arrived is on disk"
    assert done.unread_and_asked_again + done.without_answer <= PLACES
    assert done.received >= after
