"""Errors on the wire: the house's error tree as RFC 9457 problem details."""

from __future__ import annotations

from itertools import islice

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from goodwork.api.wire.base import FaultOut, Problem
from goodwork.errors import (
    Conflict,
    GoodworkError,
    Invalid,
    NotAllowed,
    NotFound,
    NotSignedIn,
    StorageFull,
    Throttled,
    TooLarge,
    Unavailable,
)

STATUS: dict[type[GoodworkError], int] = {
    Invalid: 422,
    NotAllowed: 403,
    NotSignedIn: 401,
    NotFound: 404,
    Conflict: 409,
    Throttled: 429,
    TooLarge: 413,
    StorageFull: 507,
    Unavailable: 503,
}


FAULTS = 100
"""Faults that an answer lists."""


def problem_of(error: GoodworkError) -> Problem:
    """The problem details of an error."""
    status = next((STATUS[c] for c in type(error).__mro__ if c in STATUS), 500)
    return Problem(
        type=f"about:goodwork:{error.code}",
        title=error.what,
        status=status,
        detail=error.message,
        kept=error.kept,
        next_step=error.next_step,
        faults=[FaultOut(where=f.where, what=f.what) for f in error.faults[:FAULTS]],
        retry_after=error.seconds if isinstance(error, Throttled) else None,
    )


DEFECT = Problem(
    type="about:goodwork:error",
    title="Something went wrong in goodwork.",
    status=500,
    detail="Something went wrong in goodwork. Nothing of this request was kept. Try again; if it happens again, tell "
    "the person who runs this server.",
    kept="Nothing of this request was kept.",
    next_step="Try again; if it happens again, tell the person who runs this server.",
)
"""What nobody foresaw; the log has the details."""


def respond(problem: Problem) -> JSONResponse:
    """The response that carries a problem."""
    headers: dict[str, str] = {}
    if problem.retry_after:
        headers["Retry-After"] = str(problem.retry_after)
    if problem.status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    return JSONResponse(
        problem.model_dump(exclude_none=True), problem.status, headers, media_type="application/problem+json"
    )


def install(app: FastAPI) -> None:
    """Let every error of this app leave as problem details."""

    @app.exception_handler(GoodworkError)
    async def _(request: Request, error: GoodworkError) -> JSONResponse:
        return respond(problem_of(error))

    @app.exception_handler(RequestValidationError)
    async def _(request: Request, error: RequestValidationError) -> JSONResponse:
        faults = [
            FaultOut(where=".".join(str(part) for part in fault["loc"][1:]), what=str(fault["msg"]))
            for fault in islice(error.errors(), FAULTS)
        ]
        return respond(
            Problem(
                type="about:goodwork:invalid",
                title="What was sent can't be taken.",
                status=422,
                detail="What was sent can't be taken: " + "; ".join(f"{f.where}: {f.what}" for f in faults[:5]),
                kept="Nothing was changed.",
                faults=faults,
            )
        )

    @app.exception_handler(HTTPException)
    async def _(request: Request, error: HTTPException) -> JSONResponse:
        return respond(_problem_of_http(error))


_HTTP: dict[int, GoodworkError] = {
    404: NotFound(),
    413: TooLarge(kept="Nothing was changed.", next_step="Send less at once; files go to an import."),
}
_HTTP_CODES = {400: "invalid", 405: "method-not-allowed"}


def _problem_of_http(error: HTTPException) -> Problem:
    if error.status_code in _HTTP:
        return problem_of(_HTTP[error.status_code])
    return Problem(
        type="about:goodwork:" + _HTTP_CODES.get(error.status_code, "http"),
        title=str(error.detail),
        status=error.status_code,
        detail=str(error.detail),
    )
