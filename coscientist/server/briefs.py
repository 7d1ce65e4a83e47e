"""What a laboratory needs: the brief, the table to fill in, and the place to send results to."""

from pathlib import Path
from threading import Lock
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import PlainTextResponse
from starlette.concurrency import run_in_threadpool

from coscientist.app.campaign import Campaign
from coscientist.app.laboratory import results
from coscientist.domain.result import Relation
from coscientist.server.receiving import received
from coscientist.server.runs import Name

CREATED = 201


def routes(campaign: Campaign, most_bytes: int, one_at_a_time: Lock) -> APIRouter:
    """Return the addresses of briefs. A body may have at most so many bytes; uploads take the lock in turns."""
    router = APIRouter()

    @router.get("/briefs/{brief_id}")
    def brief(brief_id: Name) -> dict[str, Any]:
        """Give a brief."""
        return campaign.store.brief(brief_id).model_dump(mode="json")

    @router.get("/briefs/{brief_id}/template", response_class=PlainTextResponse)
    def template(brief_id: Name) -> Response:
        """Give the table that the laboratory fills in."""
        return Response(results.template(campaign, brief_id), media_type="text/csv; charset=utf-8")

    @router.post("/briefs/{brief_id}/results", status_code=CREATED)
    async def upload(
        brief_id: Name,
        request: Request,
        response: Response,
        relation: Annotated[Relation | None, Query(alias="as")] = None,
    ) -> dict[str, Any]:
        """Take a results package in: 201 for a new one, 200 for one that is known already.

        A second one for a brief says what it is: `?as=correction` or `?as=repeat`.
        """
        await run_in_threadpool(campaign.store.brief, brief_id)  # that there is one, before the body is read

        def take_in(path: Path) -> results.ResultReport:
            # An upload writes several things that belong together, the run's files among them.
            with one_at_a_time:
                return results.upload(campaign, brief_id, path, relation)

        async with received(request, most_bytes) as path:
            report = await run_in_threadpool(take_in, path)
        response.status_code = CREATED if report.new else 200
        return {**report.model_dump(mode="json", exclude={"stored_in"}), "summary": report.analysis.summary}

    return router
