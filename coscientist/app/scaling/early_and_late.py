"""Do later ideas of a run beat its first ones? The same judges, blinded, in a tournament of their own."""

import asyncio
import os
from collections.abc import Mapping, Sequence
from random import Random
from typing import TYPE_CHECKING, Any

from coscientist.agents.ranking.orders import settled
from coscientist.agents.ranking.pairwise import PairwiseJudge
from coscientist.agents.ranking.panel import panel
from coscientist.app.campaign import Campaign
from coscientist.app.compose import Bench
from coscientist.app.models.modelling import check_model, open_model
from coscientist.app.record import Entry, Record
from coscientist.app.scaling.statistics import Compared, Pair, coin_flip_row, row_of
from coscientist.datasets.benchmarks.benchmark import BenchmarkReport, Metric, Progress
from coscientist.domain.errors import NotFoundError
from coscientist.domain.hypothesis import Hypothesis
from coscientist.domain.match import Outcome
from coscientist.graph.waiting import wait_for
from coscientist.ports import Store
from coscientist.store import open_store

if TYPE_CHECKING:
    from coscientist.llm.door import Door

NAME = "scaling"
SUMMARY = "Do the later ideas of a run beat its first ones, blinded, in a fresh tournament?"
MOST_IDEAS = 40
"""Ideas of each group, drawn when there are more."""
OPPONENTS = 4
"""Early ideas that each late one meets before a model, in both orders; the panel compares every pair."""
JUDGED_BY_THE_PANEL = (
    "scores that reviewers gave during the run; evolution answered the same reviewers, so that the panel is no "
    "independent judge of it"
)


def scaling(
    campaign: Campaign,
    run_id: str,
    *,
    model: str | None = None,
    max_calls: int | None = None,
    seed: int = 0,
    resamples: int = 1000,
    progress: Progress = lambda _what, _done, _all: None,
) -> BenchmarkReport:
    """Compare the ideas of a run's first cycle with those of its later ones.

    Ideas that reviewers kept out are left out on both sides; those that lost to their parents or were merged stay in,
    since leaving out losers of one side alone would decide the question beforehand. Judges see neither the cycle nor
    who made an idea nor any rating. Calls to a model are kept in a ledger of the benchmark's own in the workspace.

    Raises: NotFoundError when the run has no early or no late ideas; SettingsError, ServiceError.
    """
    record = campaign.record(run_id)
    early, late = _groups(record, Random(seed))
    progress("comparing", 0, 1)
    by_panel = _panel_pairs(record, early, late)
    compared = [Compared("panel", [pair for pairs in by_panel.values() for pair in pairs], len(by_panel))]
    compared += [Compared(f"panel/{name}", pairs) for name, pairs in by_panel.items()]
    asked: dict[str, Any] = {}
    if model is not None:
        pairs, asked = _model_pairs(campaign, record, early, late, model, max_calls, Random(seed))
        compared.insert(0, Compared(f"model {model}", pairs))
    results: list[dict[str, Metric]] = [row_of(item, seed=seed, resamples=resamples) for item in compared if item.pairs]
    results.append(coin_flip_row(compared[0], seed=seed, resamples=resamples))
    return BenchmarkReport(
        benchmark=NAME,
        data={
            "run": record.run.id,
            "goal": record.run.plan.goal,
            "early": f"{len(early)} ideas of cycle 1",
            "late": f"{len(late)} ideas of cycles 2 to {max(item.cycle for item in late) + 1}",
            "panel": JUDGED_BY_THE_PANEL,
            **asked,
            "late_share": "share of comparisons that the late idea wins, a tie as half; 0.5 is chance",
            "interval": f"95 %, {resamples} resamples of early and late ideas",
            "coin flip": "every comparison of the first row decided by a coin, ties kept: range of 95 %",
        },
        results=tuple(results),
    )


def _groups(record: Record, rng: Random) -> tuple[list[Hypothesis], list[Hypothesis]]:
    fair = [entry.hypothesis for entry in record.entries if _plays(entry)]
    early = [item for item in fair if item.cycle == 0]
    late = [item for item in fair if item.cycle > 0]
    if not early or not late:
        raise NotFoundError(
            f"Run {record.run.id} has {len(early)} early and {len(late)} late ideas that reviewers let play.",
            "Name a run of two cycles or more: coscientist run --profile standard",
        )
    return _drawn(early, rng), _drawn(late, rng)


def _plays(entry: Entry) -> bool:
    """Say whether an idea of the run itself was reviewed and not kept out by a reviewer or a person."""
    judged = entry.decision is None or entry.decision.into is not None or entry.decision.by == "parent match"
    return bool(entry.reviews) and judged and entry.hypothesis.strategy != "user"


def _drawn(ideas: list[Hypothesis], rng: Random) -> list[Hypothesis]:
    ordered = sorted(ideas, key=lambda item: item.id)
    return ordered if len(ordered) <= MOST_IDEAS else sorted(rng.sample(ordered, MOST_IDEAS), key=lambda item: item.id)


def _panel_pairs(
    record: Record, early: Sequence[Hypothesis], late: Sequence[Hypothesis]
) -> Mapping[str, Sequence[Pair]]:
    """Return each criterion's comparison of every late idea with every early one."""
    reviews = [review for entry in record.entries for review in entry.reviews]
    found: dict[str, list[Pair]] = {}
    for judge in panel(record.run.plan.criteria, reviews):
        for place, one in enumerate(late):
            for other_place, other in enumerate(early):
                outcome = judge.compare(one, other, round_number=1).outcome
                if outcome is not Outcome.NO_RESULT:
                    found.setdefault(judge.name.removeprefix("panel/"), []).append(
                        Pair(place, other_place, _score(outcome))
                    )
    return found


def _model_pairs(
    campaign: Campaign,
    record: Record,
    early: Sequence[Hypothesis],
    late: Sequence[Hypothesis],
    model: str,
    max_calls: int | None,
    rng: Random,
) -> tuple[list[Pair], dict[str, Any]]:
    """Let a model compare each late idea with some early ones, in both orders; a contradiction is a tie."""
    own = {"model": model, "max_calls": max_calls, "max_tokens": None, "max_cost_usd": None, "max_seconds": None}
    plan = record.run.plan.model_copy(update=own)
    wait_for(check_model(plan, os.environ, campaign.clock))
    folder = campaign.workspace.folder / "benchmarks"
    folder.mkdir(parents=True, exist_ok=True)
    store = open_store(folder / f"scaling-{record.run.id}.db")
    store.save_run(record.run.model_copy(update={"plan": plan}))
    bench = Bench(campaign.workspace, plan.corpora, plan.until)
    door = open_model(plan, store, record.run.id, campaign.clock)
    assert door is not None
    try:
        workbench = bench.workbench(plan, record.concepts.values(), record.claims.values(), door)
        judge = PairwiseJudge(workbench)
        drawn = [(place, rng.sample(range(len(early)), min(OPPONENTS, len(early)))) for place in range(len(late))]
        wanted = [(place, other) for place, others in drawn for other in others]
        pairs = wait_for(_compared(judge, early, late, wanted))
        return pairs, _asked(store, record.run.id, wanted, pairs, door)
    finally:
        door.close()
        bench.close()
        store.close()


async def _compared(
    judge: PairwiseJudge, early: Sequence[Hypothesis], late: Sequence[Hypothesis], wanted: Sequence[tuple[int, int]]
) -> list[Pair]:
    async def one(place: int, other: int) -> Pair | None:
        both = await asyncio.gather(
            judge.compare(late[place], early[other], round_number=1),
            judge.compare(early[other], late[place], round_number=1),
        )
        outcome = settled(*both)
        return None if outcome is Outcome.NO_RESULT else Pair(place, other, _score(outcome))

    from coscientist.agents.prompting import all_of

    found, _ = await all_of(one(*pair) for pair in wanted)
    return [pair for pair in found if pair is not None]


def _asked(
    store: Store, run_id: str, wanted: Sequence[tuple[int, int]], pairs: Sequence[Pair], door: "Door"
) -> dict[str, Any]:
    calls = store.calls(run_id)
    said = {
        "model": f"{len(wanted)} pairs asked in both orders, {len(pairs)} with a result; an answer that changes with "
        "the order is a tie",
        "model calls": sum(call.attempts for call in calls),
        "model cost": f"{sum(call.cost_usd for call in calls):.4f} USD",
    }
    if any(door.is_transport_test(model) for model in door.routes.models):
        from coscientist.llm.transports.port import TRANSPORT_TEST_LABEL

        said["caution"] = TRANSPORT_TEST_LABEL
    return said


def _score(outcome: Outcome) -> float:
    """Return what the first shown got."""
    return {Outcome.FIRST: 1.0, Outcome.SECOND: 0.0}.get(outcome, 0.5)
