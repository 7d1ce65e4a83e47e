"""A run with a model that goes on after a laboratory has answered."""

from pathlib import Path

from coscientist.app.campaign import Campaign
from coscientist.app.laboratory import results
from tests.experiments.values import filled
from tests.support.model_runs import Scripted, plan_for
from tests.support.model_world import small_pack

__all__ = ["small_pack"]


def test_what_was_measured_and_what_is_there_reach_those_who_propose(small_pack: Path, tmp_path: Path) -> None:
    model = Scripted()
    with Campaign(tmp_path / "workspace", model=model) as campaign:
        plan = plan_for(campaign, small_pack)
        first = campaign.run(plan)
        brief = first.briefs[0]
        table = tmp_path / "results.csv"
        table.write_text(filled(brief, log2_effect=-3.0), encoding="utf-8")
        report = results.upload(campaign, brief.brief_id, table)
        titles = {entry.hypothesis.title for entry in first.entries}
        before = len(model.requests)
        campaign.run(plan, continues=first.id)
    proposing = [item.prompt for item in model.requests[before:] if item.role == "generation/literature"]
    assert proposing
    for prompt in proposing:
        assert report.analysis.summary[:60] in prompt
        assert any(title in prompt for title in titles)
    # Those who judge see hypotheses alone.
    judging = [item.prompt for item in model.requests[before:] if item.role == "ranking/pairwise"]
    assert judging
    assert not any(report.analysis.summary[:60] in prompt for prompt in judging)
