"""Counts and durations of requests for Prometheus, per route: no person, no id and no path appears in them.

Imported only when metrics are wanted. The processes write into shared files (``PROMETHEUS_MULTIPROC_DIR``), which the
supervisor serves on the loopback address.
"""

from __future__ import annotations

import time

from prometheus_client import Counter, Histogram
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_REQUESTS = Counter("goodwork_requests", "Requests that were answered.", ["method", "route", "status"])
_SECONDS = Histogram(
    "goodwork_request_seconds",
    "From the request's arrival to the first byte of the answer.",
    ["method", "route"],
    buckets=(0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10),
)


class Metrics:
    """Counts what passes through to the app."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun = time.perf_counter()

        async def count(message: Message) -> None:
            if message["type"] == "http.response.start":
                method, route = scope["method"], getattr(scope.get("route"), "path", "other")
                _REQUESTS.labels(method, route, message["status"]).inc()
                _SECONDS.labels(method, route).observe(time.perf_counter() - begun)
            await send(message)

        await self.app(scope, receive, count)
