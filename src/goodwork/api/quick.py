"""The short way to the routes that are called most: claim, draft and submit.

FastAPI takes longer to find such a route and to solve what it depends on than all the rest of the request takes. This
middleware calls the same endpoints by itself. It understands plain requests only: whatever is out of the ordinary (a
body that is not its model's, an id that is no number, no valid way of signing in) goes on to FastAPI as if nobody had
looked at it, and FastAPI says what is wrong. So there is one endpoint, one description and one answer to every fault.
"""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import Any, get_type_hints

from fastapi import APIRouter, Request, Response
from fastapi.routing import APIRoute
from pydantic import BaseModel, TypeAdapter, ValidationError
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from goodwork import bounds
from goodwork.api.dependencies import app_state, idempotency_key, shown_credential
from goodwork.errors import GoodworkError

Endpoint = Callable[..., Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class _Way:
    """An endpoint that is called as ``endpoint(number, body, caller, state)``, with the key if it wants one."""

    route: APIRoute
    endpoint: Endpoint
    number: TypeAdapter[int]
    body: type[BaseModel]
    keyed: bool


class Quick:
    """ASGI middleware inside the guard: answers the plain requests to some routes of a router."""

    def __init__(self, app: ASGIApp, router: APIRouter, endpoints: Iterable[Endpoint], prefix: str) -> None:
        self._app = app
        self._ways: dict[tuple[str, str, str], _Way] = {}
        for route in router.routes:
            if isinstance(route, APIRoute) and route.endpoint in endpoints:
                before, after = f"{prefix}{route.path}".split("{", 1)[0], route.path.split("}", 1)[1]
                for method in route.methods or ():
                    self._ways[method, before, after] = _way(route)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer the request, or pass it on."""
        way, number = self._find(scope)
        if way is None:
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        headers = request.headers
        caller = shown_credential(request)
        # The guard has compared the length with the limit; a body without one is not read here.
        if caller is None or "content-length" not in headers or headers.get("content-type") != "application/json":
            await self._app(scope, receive, send)
            return
        messages, content = await _read(receive)
        try:
            body = way.body.model_validate(bounds.parse(content))
            given: dict[str, Any] = {"key": idempotency_key(request)} if way.keyed else {}
            number = way.number.validate_python(number)
        except (ValidationError, ValueError, GoodworkError):
            await self._app(scope, _again(messages, receive), send)
            return
        scope["route"] = way.route
        response = await way.endpoint(number, body, caller, app_state(request), **given)
        await response(scope, receive, send)

    def _find(self, scope: Scope) -> tuple[_Way | None, str]:
        if scope["type"] != "http":
            return None, ""
        path: str = scope["path"]
        end = path.rfind("/")
        begin = path.rfind("/", 0, end) + 1
        return self._ways.get((scope["method"], path[:begin], path[end:])), path[begin:end]


def _way(route: APIRoute) -> _Way:
    hints = get_type_hints(route.endpoint, include_extras=True)
    names = list(inspect.signature(route.endpoint).parameters)
    return _Way(route, route.endpoint, TypeAdapter(hints[names[0]]), hints["body"], "key" in names)


async def _read(receive: Receive) -> tuple[list[Message], bytes]:
    """The whole body, and the messages that it came in."""
    messages = [await receive()]
    while messages[-1].get("more_body"):
        messages.append(await receive())
    return messages, b"".join([message.get("body", b"") for message in messages])


def _again(messages: list[Message], receive: Receive) -> Receive:
    left = iter(messages)

    async def receive_again() -> Message:
        return next(left, None) or await receive()

    return receive_again
