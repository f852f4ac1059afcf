"""What every request passes first and every response last, whatever the route.

- Requests to a server on this machine that name another host are refused: a page elsewhere could otherwise make its
  own name lead here and speak to goodwork as if it were its own (DNS rebinding).
- Writes from a page of another origin are refused, also the ones that need no session, such as signing in.
- Bodies are limited; files for import are streamed and have a limit of their own.
- Responses carry headers that keep browsers from running, framing or keeping what is data.
- What nobody foresaw ends as problem details, too.
"""

from __future__ import annotations

from functools import lru_cache
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

import structlog
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from goodwork.api import errors
from goodwork.api.credentials import bearer_token
from goodwork.bounds import BODY_BYTES, too_large
from goodwork.errors import GoodworkError, NotAllowed

log = structlog.get_logger("goodwork.api")

_READS = frozenset({"GET", "HEAD", "OPTIONS"})
_LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})

_EVERYWHERE = {
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"same-origin",
    b"cross-origin-opener-policy": b"same-origin",
    b"cross-origin-resource-policy": b"same-origin",
}
_DATA = {
    **_EVERYWHERE,
    b"content-security-policy": b"default-src 'none'; frame-ancestors 'none'; sandbox",
    b"cache-control": b"no-store",
}
"""Of answers of the API: data, never a page. A route's own header stands."""


class Guard:
    """ASGI middleware around the whole app."""

    def __init__(self, app: ASGIApp, public_url: str | None = None) -> None:
        self._app = app
        self._public = urlsplit(public_url) if public_url else None
        # Browsers that came by https once never come otherwise, so nobody on the way can make them.
        secure = {b"strict-transport-security": b"max-age=31536000"} if self._public_is_secure() else {}
        self._of_data, self._of_pages = {**_DATA, **secure}, {**_EVERYWHERE, **secure}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it with the reason why not."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        defaults = self._of_data if scope["path"].startswith("/api/") else self._of_pages
        started = False

        async def send_with_headers(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                headers: list[tuple[bytes, bytes]] = list(message.get("headers", ()))
                present = {name.lower() for name, _ in headers}
                headers += [header for header in defaults.items() if header[0] not in present]
                message = {**message, "headers": headers}
            await send(message)

        try:
            self._check(scope)
            await self._app(scope, _limited(scope, receive), send_with_headers)
        except ClientDisconnect:
            # Whoever asked has gone before the request was whole: nobody is left to answer.
            return
        except GoodworkError as error:
            await errors.respond(errors.problem_of(error))(scope, receive, send_with_headers)
        except Exception:  # the outermost frame: a defect of ours must neither kill the process nor leak its details
            log.exception("request failed", path=scope["path"], method=scope["method"])
            if started:
                raise
            await errors.respond(errors.DEFECT)(scope, receive, send_with_headers)

    def _check(self, scope: Scope) -> None:
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if _is_loopback(scope) and not self._is_ours(host):
            raise NotAllowed(
                f"goodwork does not answer to the name {host[:100]!r}.",
                next_step="Open it as http://localhost with its port, or name its address in GOODWORK_PUBLIC_URL.",
            )
        if scope["method"] in _READS:
            return
        if not bearer_token(headers) and not self._same_origin(headers, host):
            raise NotAllowed(
                "The request did not come from goodwork's own page.",
                kept="Nothing was changed.",
                next_step="Open goodwork in a tab of its own. If it stands behind a proxy, name its address in "
                "GOODWORK_PUBLIC_URL.",
            )
        length = headers.get("content-length", "0")
        if not is_streamed(scope) and length.isdigit() and int(length) > BODY_BYTES:
            raise too_large()

    def _public_is_secure(self) -> bool:
        return self._public is not None and self._public.scheme == "https"

    def _is_ours(self, host: str) -> bool:
        split = _split(f"//{host}")
        name = (split and split.hostname) or ""
        return name in _LOOPBACK_NAMES or (self._public is not None and name == self._public.hostname)

    def _same_origin(self, headers: Headers, host: str) -> bool:
        origin = headers.get("origin")
        if origin is None:
            # Programs send neither header. A browser that hides the origin still says where the page is from.
            return headers.get("sec-fetch-site", "none") in ("none", "same-origin")
        shown = _split(origin)
        if shown is None:
            return False
        # Only the name and port are compared with the host: behind a proxy that ends TLS the scheme differs.
        return bool(shown.netloc) and (
            shown.netloc == host
            or (self._public is not None and (shown.scheme, shown.netloc) == (self._public.scheme, self._public.netloc))
        )


def _split(address: str) -> SplitResult | None:
    """The parts of what a stranger calls an address; None when it is none, such as ``http://[``."""
    try:
        return urlsplit(address)
    except ValueError:
        return None


def _is_loopback(scope: Scope) -> bool:
    server = scope.get("server")
    return server is not None and _is_loopback_address(server[0])


@lru_cache(64)  # a server has few addresses, and every request asks
def _is_loopback_address(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False


def is_streamed(scope: Scope) -> bool:
    """Whether the body is a file for import, which has limits of its own."""
    return scope["method"] == "POST" and scope["path"].startswith("/api/") and scope["path"].endswith("/imports")


def _limited(scope: Scope, receive: Receive) -> Receive:
    if scope["method"] in _READS or is_streamed(scope):
        return receive
    received = 0

    async def receive_limited() -> Message:
        nonlocal received
        message = await receive()
        received += len(message.get("body", b""))
        if received > BODY_BYTES:
            # FastAPI passes on HTTP exceptions alone while it reads a body.
            raise HTTPException(413)
        return message

    return receive_limited
