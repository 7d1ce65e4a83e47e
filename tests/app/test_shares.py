"""A bounded budget is shared out: what one role has used up is not taken from the others, and it is told."""

from pathlib import Path

from coscientist.app.campaign import Campaign
from coscientist.app.models.model_settings import DEFAULT_SHARES
from coscientist.app.models.modelling import limits_of
from coscientist.app.views.summary import exit_code
from coscientist.domain.goal import Plan
from coscientist.domain.run import RunStatus
from coscientist.llm.record.ledger import StoreCalls
from coscientist.llm.testing import ScriptedModel
from coscientist.ports import Clock, Store
from tests.support.model_runs import plan_for
from tests.support.model_world import scientist, small_pack

__all__ = ["small_pack"]
CALLS = 30


def opened(plan: Plan, store: Store, run_id: str, _clock: Clock) -> ScriptedModel:
    return ScriptedModel(
        scientist, book=StoreCalls(store, run_id), limits=limits_of(plan), shares=DEFAULT_SHARES
    )  # fmt: skip


def test_when_a_share_ends_the_other_roles_go_on(small_pack: Path, tmp_path: Path) -> None:
    with Campaign(tmp_path / "workspace", model=opened) as campaign:
        record = campaign.run(plan_for(campaign, small_pack, hypotheses=6, max_calls=CALLS))
        calls = campaign.store.calls(record.run.id)
        status, because, events = record.run.status, record.run.ended_because, record.events
        playing = record.in_play
    asked = {call.role.partition("/")[0] for call in calls}
    assert {"generation", "reflection", "ranking"} <= asked, "everybody had a turn"
    assert sum(call.attempts for call in calls) <= CALLS
    assert status is RunStatus.BUDGET_ENDED
    assert exit_code(status) == 3
    assert because
    assert any(event.kind in ("budget", "skipped") for event in events)
    assert all(entry.rating is not None and entry.rating.matches for entry in playing)
