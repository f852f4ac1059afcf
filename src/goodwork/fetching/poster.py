"""Posts messages to addresses that owners name: by https alone, held to the same servers as pictures are.

A name is looked up once, every address that it has is looked at, and the connection goes to one of those. No redirect
is followed, no proxy is read, and nothing of the answer but its status is kept.
"""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Callable, Mapping, Sequence

import httpx

from goodwork.fetching.addresses import NotFetched, Reach, Target, read_hook
from goodwork.fetching.fetcher import look_up, reachable
from goodwork.model.data import Missed

SECONDS = 20.0
"""What one message may take."""


class Poster:
    """Posts for one process. ``certificates`` is what makes the ways to check a server's."""

    def __init__(
        self,
        reach: Reach,
        look_up: Callable[[str, int], Sequence[str]] = look_up,
        certificates: Callable[[], ssl.SSLContext] = httpx.create_ssl_context,
    ) -> None:
        self.reach = reach
        self._look_up = look_up
        self._certificates = certificates
        self._transport: httpx.AsyncHTTPTransport | None = None
        self._opening = asyncio.Lock()

    async def post(self, address: str, body: bytes, headers: Mapping[str, str]) -> int:
        """The status with which the server answers; ``NotFetched`` says why there is none."""
        target = read_hook(address, self.reach)
        try:
            async with asyncio.timeout(SECONDS):
                return await self._post(await self._open(), target, body, headers)
        except TimeoutError:
            raise NotFetched(Missed.SLOW) from None

    async def _open(self) -> httpx.AsyncHTTPTransport:
        async with self._opening:
            if self._transport is None:
                self._transport = httpx.AsyncHTTPTransport(
                    verify=await asyncio.to_thread(self._certificates), trust_env=False,
                    limits=httpx.Limits(max_keepalive_connections=0),
                )  # fmt: skip
            return self._transport

    async def _post(
        self, transport: httpx.AsyncHTTPTransport, target: Target, body: bytes, headers: Mapping[str, str]
    ) -> int:
        for ip in await asyncio.to_thread(reachable, self.reach, target, self._look_up):
            request = httpx.Request(
                "POST",
                target.at(ip),
                content=body,
                headers={"Host": target.name, "User-Agent": "goodwork", "Connection": "close", **headers},
                extensions={"sni_hostname": target.host},
            )
            try:
                response = await transport.handle_async_request(request)
            except (httpx.ConnectError, httpx.ConnectTimeout):
                continue
            except (httpx.TransportError, httpx.InvalidURL):
                break
            await response.aclose()
            return response.status_code
        raise NotFetched(Missed.UNREACHABLE)

    async def close(self) -> None:
        """Let go of its connections."""
        if self._transport is not None:
            await self._transport.aclose()
