"""How requests fail: JSON with what is wrong and what to do, never a traceback and never a path of this machine."""

import tempfile
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from coscientist.domain.errors import ConflictError, CoscientistError, NotFoundError, ServiceError
from coscientist.server.access import AccessError
from coscientist.server.receiving import FormatError, TooLargeError

STATUS: dict[type[CoscientistError], int] = {
    AccessError: 401,
    NotFoundError: 404,
    ConflictError: 409,
    TooLargeError: 413,
    FormatError: 415,
    ServiceError: 503,
}
UNUSABLE = 422
"""For the rest of our errors: the request was understood, and its content cannot be used."""
HINTS = {404: "Addresses begin with /api/v1/.", 405: "Look the method up in the documentation."}


def answer(status: int, error: str, hint: str = "") -> JSONResponse:
    """Return an error as the client gets it."""
    headers = {"WWW-Authenticate": "Bearer"} if status == 401 else None
    return JSONResponse({"error": error, "hint": hint}, status_code=status, headers=headers)


def install(app: FastAPI, workspace: Path) -> None:
    """Make the application answer all its failures this way."""
    private = [str(folder) for folder in (workspace.resolve(), workspace, Path(tempfile.gettempdir()))]

    def without_paths(text: str) -> str:
        for folder in private:
            text = text.replace(folder, "…") if len(folder) > 1 else text
        return text

    async def ours(_request: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, CoscientistError)
        status = next((code for kind, code in STATUS.items() if isinstance(error, kind)), UNUSABLE)
        return answer(status, without_paths(error.message), without_paths(error.hint))

    async def misaddressed(_request: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, HTTPException)
        return answer(error.status_code, str(error.detail), HINTS.get(error.status_code, ""))

    async def malformed(_request: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, RequestValidationError)
        wrong = "; ".join(f"{_place(item)}: {item['msg']}" for item in error.errors()[:5])
        return answer(UNUSABLE, f"The request is not as expected: {wrong}.", "Correct it and send it again.")

    async def unforeseen(_request: Request, _error: Exception) -> JSONResponse:
        return answer(500, "The server failed.", "What happened is in the server's log.")

    app.add_exception_handler(CoscientistError, ours)
    app.add_exception_handler(HTTPException, misaddressed)
    app.add_exception_handler(RequestValidationError, malformed)
    app.add_exception_handler(Exception, unforeseen)


def _place(item: Any) -> str:
    return ".".join(str(part) for part in item["loc"])
