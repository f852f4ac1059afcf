"""The web process: one FastAPI app, its routers under ``/api/v1``, and the built web client beside them."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from fastapi import FastAPI

from goodwork import __version__
from goodwork.api import errors, health
from goodwork.api.client import WebClient
from goodwork.api.description import DescribedApp, operation_id
from goodwork.api.guard import Guard
from goodwork.api.quick import Quick
from goodwork.api.rates import Rates
from goodwork.api.routers import ROUTERS, queue
from goodwork.api.state import AppState

PREFIX = "/api/v1"


def create_app(state: AppState) -> FastAPI:
    """The app that serves this state; it closes the database when it ends."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncGenerator[None, None]:
        yield
        await state.database.close()

    app = new_app(lifespan)
    app.state.goodwork = state
    app.add_middleware(Quick, router=queue.router, endpoints=queue.QUICK, prefix=PREFIX)
    app.add_middleware(Rates, rate=state.rate, secure=state.secure)
    app.add_middleware(Guard, public_url=state.public_url)
    if state.web_client is not None:
        app.mount("/", WebClient(state.web_client))
    return app


def new_app(lifespan: Callable[[FastAPI], AbstractAsyncContextManager[None]] | None = None) -> FastAPI:
    """All routes, without anything to serve: enough to describe them."""
    app = DescribedApp(
        title="goodwork",
        version=__version__,
        lifespan=lifespan,
        openapi_url=f"{PREFIX}/openapi.json",
        # The usual page of documentation fetches scripts from elsewhere.
        docs_url=None,
        redoc_url=None,
        generate_unique_id_function=operation_id,
    )
    errors.install(app)
    # First: routes are built when a request is compared with them, and whoever asks for health waits for nothing else.
    app.include_router(health.router)
    for router in ROUTERS:
        app.include_router(router, prefix=PREFIX)
    return app
