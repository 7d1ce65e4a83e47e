"""The application: addresses under /api/v1, each but one behind the token."""

from threading import Lock
from typing import Any

from fastapi import APIRouter, Depends, FastAPI

import coscientist
from coscientist.app.campaign import Campaign
from coscientist.server import answers, briefs, people, runs
from coscientist.server.access import Gate
from coscientist.server.receiving import MOST_BYTES

PREFIX = "/api/v1"


def create_app(campaign: Campaign, token: str, *, most_bytes: int = MOST_BYTES) -> FastAPI:
    """Return the application over a campaign, which the caller closes after it.

    The pages that FastAPI offers for trying an interface out are left off: they load scripts from elsewhere.

    Raises: SettingsError when the token is too short.
    """
    app = FastAPI(title="coscientist", version=coscientist.__version__, docs_url=None, redoc_url=None, openapi_url=None)
    answers.install(app, campaign.workspace.folder)
    open_to_all = APIRouter(prefix=PREFIX)

    @open_to_all.get("/health")
    def health() -> dict[str, str]:
        """Say that the server is there."""
        return {"status": "ok", "version": coscientist.__version__}

    guarded = APIRouter(prefix=PREFIX, dependencies=[Depends(Gate(token))])

    @guarded.get("/openapi.json")
    def description() -> dict[str, Any]:
        """Describe the interface as OpenAPI."""
        return app.openapi()

    guarded.include_router(runs.routes(campaign))
    one_at_a_time = Lock()
    guarded.include_router(briefs.routes(campaign, most_bytes, one_at_a_time))
    guarded.include_router(people.routes(campaign, one_at_a_time))
    app.include_router(open_to_all)
    app.include_router(guarded)
    return app
