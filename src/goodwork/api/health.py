"""Whether this process lives, and whether it can serve: for load balancers and the supervisor."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from goodwork.api.dependencies import DatabaseDep
from goodwork.errors import Unavailable
from goodwork.store.schema import is_current

router = APIRouter(include_in_schema=False)


@router.get("/healthz")
async def get_healthz() -> JSONResponse:
    """200 as long as the process answers; says nothing of the database."""
    return JSONResponse({"alive": True})


@router.get("/readyz")
async def get_readyz(database: DatabaseDep) -> JSONResponse:
    """200 when requests can be served; else 503 and the reason."""
    try:
        ready, reason = await is_current(database), "The database's schema is another one than this goodwork's."
    except Unavailable as error:
        ready, reason = False, error.what
    return JSONResponse({"ready": True} if ready else {"ready": False, "reason": reason}, 200 if ready else 503)
