"""Where a run that was broken off, or to which something was added, goes on."""

from coscientist.app.workspace import Workspace
from coscientist.domain.run import Run, RunStatus
from coscientist.graph.standing import unreviewed
from coscientist.graph.state import RunState
from coscientist.graph.waiting import wait_for
from coscientist.ports import Store


def started(workspace: Workspace, run_id: str) -> bool:
    """Say whether a run got as far as its first checkpoint."""
    from coscientist.graph.execute import has_checkpoint

    return wait_for(has_checkpoint(workspace.checkpoints, run_id))


def taken_up(store: Store, run: Run) -> RunState:
    """Return the state from which a run goes on with what was added to it."""
    last = max((item.cycle for item in store.hypotheses(run.id)), default=0)
    rounds = max((match.round for match in store.matches(run.id)), default=0)
    pending = [item.id for item in unreviewed(store, run.id)]
    cycle = max(last, run.plan.cycles - 1) if run.status is RunStatus.DONE else last
    return {"run": run.id, "cycle": cycle, "round": rounds, "pending": pending, "ended": ""}
