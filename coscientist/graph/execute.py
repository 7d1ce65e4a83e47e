"""Running the state machine over its checkpoints."""

import os
from pathlib import Path
from typing import Any, cast

# Both are read when LangGraph is imported: checkpoints hold plain values only, and nothing is sent anywhere.
os.environ.setdefault("LANGGRAPH_STRICT_MSGPACK", "true")
os.environ["LANGSMITH_TRACING"] = "false"

from langgraph.checkpoint.sqlite.aio import AsyncSqliteSaver

from coscientist.graph.build import build_graph
from coscientist.graph.services import Services
from coscientist.graph.state import RunState

RECURSION_LIMIT = 500
"""Supersteps of one sitting; a cycle takes about seven."""
CONCURRENCY = 64
"""Chains of hypotheses under way together: more than any model is asked at once, so that its limiter alone makes them
wait, and what one chain computes is computed while the others' questions are out."""


async def execute(checkpoints: Path, services: Services, given: RunState | None) -> RunState:
    """Run to the end from `given`, or from the last checkpoint when it is None, and return the last state."""
    config: dict[str, Any] = {
        "configurable": {"thread_id": services.run.id},
        "recursion_limit": RECURSION_LIMIT,
        "max_concurrency": CONCURRENCY,
    }
    checkpoints.parent.mkdir(parents=True, exist_ok=True)
    async with AsyncSqliteSaver.from_conn_string(str(checkpoints)) as saver:
        graph = build_graph(saver)
        try:
            final = await graph.ainvoke(given, cast("Any", config), context=services, durability="sync")
        finally:
            # Broken off between a write and its commit, the file would stay locked for as long as anything holds the
            # cursor: SQLite closes a connection only when its last statement has gone. Nothing is written any more.
            await saver.lock.acquire()
            await saver.conn.rollback()
    return cast("RunState", final or {})


def waits(final: RunState) -> bool:
    """Say whether the state machine stopped at a question to a person."""
    return bool(cast("dict[str, Any]", final).get("__interrupt__"))


async def has_checkpoint(checkpoints: Path, run_id: str) -> bool:
    """Say whether a run got as far as its first checkpoint."""
    if not checkpoints.is_file():
        return False
    async with AsyncSqliteSaver.from_conn_string(str(checkpoints)) as saver:
        return await saver.aget_tuple({"configurable": {"thread_id": run_id}}) is not None
