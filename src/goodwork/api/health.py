"""Whether this process lives, and whether it can serve: for load balancers and the supervisor."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse

from goodwork.api.dependencies import app_state
from goodwork.errors import Unavailable

router = APIRouter(include_in_schema=False)


@router.get("/healthz")
async def get_healthz() -> JSONResponse:
    """200 as long as the process answers; says nothing of the database."""
    return JSONResponse({"alive": True})


@router.get("/readyz")
async def get_readyz(request: Request) -> JSONResponse:
    """200 when requests can be served; else 503 and the reason."""
    state = app_state(request)
    try:
        reason = await state.readiness.reason(state.database)
    except Unavailable as error:
        reason = error.what
    return JSONResponse({"ready": True}) if reason is None else JSONResponse({"ready": False, "reason": reason}, 503)
