"""What runs found, for reading."""

from typing import Annotated, Any

from fastapi import APIRouter, Path

from coscientist.app import artefacts
from coscientist.app.campaign import Campaign
from coscientist.domain.run import Run

Name = Annotated[str, Path(max_length=200, pattern=r"^[\w.:-]+$")]
"""An id in an address."""


def routes(campaign: Campaign) -> APIRouter:
    """Return the addresses of runs."""
    router = APIRouter()

    @router.get("/runs")
    def runs() -> dict[str, Any]:
        """List all runs, latest first."""
        return {"runs": [_outline(run) for run in campaign.runs()]}

    @router.get("/runs/{run_id}")
    def run(run_id: Name) -> dict[str, Any]:
        """Give one run: its plan, seed, versions, corpora, and what it used."""
        found = campaign.record(run_id)
        calls = campaign.store.calls(run_id)
        usage = {
            "calls": len(calls),
            "tokens": sum(call.prompt_tokens + call.completion_tokens for call in calls),
            "cost_usd": sum(call.cost_usd for call in calls),
        }
        return artefacts.run(found, usage)

    @router.get("/runs/{run_id}/hypotheses")
    def hypotheses(run_id: Name) -> dict[str, Any]:
        """Give the hypotheses of a run as `hypotheses.json` has them: ranked, those out of play last."""
        return artefacts.hypotheses(campaign.record(run_id))

    return router


def _outline(run: Run) -> dict[str, Any]:
    return {
        "id": run.id,
        "goal": run.plan.goal,
        "status": run.status.value,
        "started_at": run.started_at,
        "ended_at": run.ended_at,
        "continues": run.continues,
    }
