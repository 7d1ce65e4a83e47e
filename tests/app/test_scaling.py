"""Early against late ideas of one run: a fresh, blinded tournament with intervals and a coin for comparison."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest

from coscientist.app.campaign import Campaign
from coscientist.app.scaling.early_and_late import scaling
from coscientist.app.scaling.statistics import Compared, Pair, coin_flip_row, row_of
from coscientist.datasets.benchmarks.benchmark import BenchmarkReport
from coscientist.domain.errors import NotFoundError
from tests.support.fault_endpoint import FaultEndpoint
from tests.support.model_runs import Scripted, answered, plan_for
from tests.support.model_world import small_pack

__all__ = ["small_pack"]


def compared(share: float, late: int = 12, early: int = 12, *, seed: int = 0) -> Compared:
    """Return comparisons of which late ideas win a share, drawn one by one."""
    rng = np.random.default_rng(seed)
    pairs = [Pair(i, j, float(rng.random() < share)) for i in range(late) for j in range(early)]
    return Compared("judge", pairs)


def figure(row: Mapping[str, object], name: str) -> float:
    value = row[name]
    assert isinstance(value, float)
    return value


def test_better_late_ideas_win_more_than_a_coin_gives() -> None:
    row = row_of(compared(0.8), seed=0, resamples=400)
    assert 0.5 < figure(row, "low") < figure(row, "late_share") < figure(row, "high")
    assert figure(row, "elo_low") > 0
    assert figure(row, "coin_p") < 0.01
    coin = coin_flip_row(compared(0.8), seed=0, resamples=400)
    assert figure(coin, "low") < 0.5 < figure(coin, "high") < figure(row, "late_share")


def test_ideas_that_are_alike_are_not_told_apart() -> None:
    missed = sum(
        not figure(row, "low") <= 0.5 <= figure(row, "high")
        for row in (row_of(compared(0.5, seed=seed), seed=0, resamples=200) for seed in range(40))
    )
    assert missed <= 6
    assert figure(row_of(compared(0.5), seed=0, resamples=400), "coin_p") > 0.01


def test_the_interval_knows_that_one_idea_is_in_many_comparisons() -> None:
    """One late idea of two beats everybody: with so few ideas nothing is certain, however many comparisons."""
    pairs = [Pair(late, early, float(late == 0)) for late in range(2) for early in range(200)]
    row = row_of(Compared("judge", pairs), seed=0, resamples=400)
    assert (row["low"], row["high"]) == (0.0, 1.0)


def test_votes_of_several_judges_on_one_pair_are_one_flip_of_the_coin() -> None:
    one = [Pair(i, j, 1.0) for i in range(5) for j in range(5)]
    alone = coin_flip_row(Compared("one", one), seed=0, resamples=500)
    together = coin_flip_row(Compared("seven", one * 7, 7), seed=0, resamples=500)
    assert alone["low"] == together["low"]
    assert together["n"] == 25


@pytest.fixture(scope="module")
def workspace(small_pack: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("scaling") / "workspace"
    with Campaign(folder, model=Scripted()) as campaign:
        campaign.run(plan_for(campaign, small_pack, cycles=2, hypotheses=6))
    return folder


def measured(workspace: Path, model: str | None = None) -> BenchmarkReport:
    with Campaign(workspace) as campaign:
        return scaling(campaign, campaign.runs()[0].id, model=model, resamples=100)


def test_the_panel_compares_every_late_idea_with_every_early_one(workspace: Path) -> None:
    report = measured(workspace)
    methods = [row["method"] for row in report.results]
    assert methods[0] == "panel"
    assert methods[-1] == "coin flip"
    early, late = (int(str(report.data[group]).split()[0]) for group in ("early", "late"))
    assert report.results[0]["n"] == early * late
    for row in report.results:
        assert figure(row, "low") <= figure(row, "late_share") <= figure(row, "high")
    assert measured(workspace) == report, "the same seed gives the same figures"


def test_a_model_judges_pairs_in_both_orders_and_is_paid_once(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with FaultEndpoint(answer=answered) as endpoint:
        monkeypatch.setenv("OPENAI_API_BASE", endpoint.base_url)
        monkeypatch.setenv("OPENAI_API_KEY", "unused")
        report = measured(workspace, "openai/judge")
        received = endpoint.counts["received"]
        prompts = [str(body["messages"]) for body in endpoint.bodies]
        again = measured(workspace, "openai/judge")
        assert endpoint.counts["received"] == received == report.data["model calls"]
        assert again.results == report.results
    assert report.results[0]["method"] == "model openai/judge"
    assert not any("cycle" in prompt.lower() or "generation/" in prompt for prompt in prompts), "judges are blinded"


def test_a_run_of_one_cycle_has_nothing_to_compare(small_pack: Path, tmp_path: Path) -> None:
    with Campaign(tmp_path / "workspace") as campaign:
        run = campaign.run(plan_for(campaign, small_pack, model=None, hypotheses=4)).run.id
        with pytest.raises(NotFoundError, match="0 late ideas"):
            scaling(campaign, run)
