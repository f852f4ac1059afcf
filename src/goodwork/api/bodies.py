"""Bodies of requests: JSON is read here, within the bounds, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request, Response
from fastapi.routing import APIRoute

from goodwork import bounds
from goodwork.errors import Fault, Invalid, NotFound


class BoundedRequest(Request):
    """A request whose JSON was read before its route looks at it."""

    read: Any = None

    async def json(self) -> Any:
        """The body's value."""
        return self.read


class BoundedRoute(APIRoute):
    """A route that takes nothing beyond the bounds: neither in its body nor in its address."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """FastAPI's handler, behind the check."""
        handler = super().get_route_handler()
        has_body = self.body_field is not None

        async def bounded(request: Request) -> Response:
            _check_address(request)
            if has_body and (content := await request.body()):
                taken = BoundedRequest(request.scope, request.receive)
                # FastAPI would turn an error that is raised while it reads the body into another one.
                taken.read = bounds.parse(content)
                taken._body = content  # pyright: ignore[reportPrivateUsage] - read once
                request = taken
            return await handler(request)

        return bounded


def _check_address(request: Request) -> None:
    for value in request.path_params.values():
        number = str(value)
        if bounds.text_fault(number) or (number.isdecimal() and len(number) > 18 and int(number[:40]) > bounds.WHOLE):
            raise NotFound
    if "%00" not in request.url.query:
        return
    for name, value in request.query_params.multi_items():
        why = bounds.text_fault(name) or bounds.text_fault(value)
        if why:
            raise Invalid(
                f"The address can't be taken: {name[:80]!r} {why}.",
                kept="Nothing was changed.",
                faults=[Fault(name[:80], f"This {why}.")],
            )
