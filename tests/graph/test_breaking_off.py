"""A run that is broken off can be resumed at once, whatever it was writing."""

import sqlite3
from pathlib import Path
from typing import Any

import pytest
from aiosqlite import Connection
from langgraph.checkpoint.sqlite.aio import AsyncSqliteSaver

from tests.graph.machine import machine
from tests.support.small_world import SmallWorld


class Crash(BaseException):
    """Ends a run as a signal does."""


def test_a_write_without_its_commit_leaves_no_lock_behind(
    small_world: SmallWorld, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held: list[Any] = []
    commit = Connection.commit

    async def broken_off(self: AsyncSqliteSaver, *_given: Any) -> Any:
        await self.setup()
        insert = "INSERT INTO checkpoints (thread_id, checkpoint_id) VALUES (?, ?)"
        held.append(await self.conn.executemany(insert, [("another", str(len(held)))]))
        raise Crash

    async def too_late(self: Connection) -> None:
        if held:
            raise Crash
        await commit(self)

    monkeypatch.setattr(AsyncSqliteSaver, "aput", broken_off)
    monkeypatch.setattr(Connection, "commit", too_late)
    run = machine(small_world, tmp_path)
    with pytest.raises(Crash):
        run.go()
    assert held
    other = sqlite3.connect(run.checkpoints, timeout=0.0)
    other.execute("BEGIN IMMEDIATE")
    other.close()
