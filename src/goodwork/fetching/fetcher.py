"""Asks for pictures: bounded in time, bytes, redirects and requests at a time, and only where it may.

A name is looked up once for a request; every address that it has is looked at, and the connection goes to one of
those, so that a name which says something else a moment later leads nowhere. Each redirect is a new request, held to
the same. Nothing that could say who asks goes along: no cookies, no credentials, no proxies out of the environment.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import weakref
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from urllib.parse import urljoin

import httpx

from goodwork.fetching.addresses import NotFetched, Reach, Target, is_public, read_address
from goodwork.model.data import Missed

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_HEAD = 16
"""Bytes that tell a picture."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one picture may take."""

    seconds: float = 20.0
    """With all redirects."""
    size: int = 32 << 20
    """Bytes."""
    redirects: int = 3
    per_host: int = 4
    """Requests to one server at a time."""
    tried: int = 3
    """Addresses of one name that are tried."""


def look_up(host: str, port: int) -> list[str]:
    """The addresses that a name has."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(one[4][0]) for one in found))


def reachable(reach: Reach, target: Target, look_up: Callable[[str, int], Sequence[str]]) -> list[str]:
    """The addresses behind a name, all of which may be asked; ``NotFetched`` when one of them may not."""
    try:
        found = look_up(target.host, target.port)
        addresses = [ipaddress.ip_address(one) for one in found]
    except (OSError, ValueError, UnicodeError):
        # Said as what is refused is: else the names of the inner network could be told from those that are none.
        raise NotFetched(Missed.REFUSED) from None
    if not addresses or not (reach.lists(target) or all(is_public(one) for one in addresses)):
        raise NotFetched(Missed.REFUSED)
    return [str(one) for one in addresses]


class Fetcher:
    """Fetches pictures for one process. ``look_up`` is what makes addresses of a name."""

    def __init__(
        self, reach: Reach, bounds: Bounds = Bounds(), look_up: Callable[[str, int], Sequence[str]] = look_up
    ) -> None:
        self.reach = reach
        self.bounds = bounds
        self._look_up = look_up
        # Of its own: names that nobody answers for must not hold up the files of this process.
        self._names = ThreadPoolExecutor(8, thread_name_prefix="names")
        self._turns: weakref.WeakValueDictionary[str, asyncio.Semaphore] = weakref.WeakValueDictionary()
        self._transport: httpx.AsyncHTTPTransport | None = None
        self._opening = asyncio.Lock()

    async def fetch(self, address: str) -> bytes:
        """The bytes behind an address, which begin as a picture does; ``NotFetched`` says why there are none."""
        target = read_address(address)
        self.reach.check(target)
        turns = self._turns.setdefault(target.name, asyncio.Semaphore(self.bounds.per_host))
        transport = await self._open()
        async with turns:
            try:
                async with asyncio.timeout(self.bounds.seconds):
                    return await self._follow(transport, target)
            except TimeoutError:
                raise NotFetched(Missed.SLOW) from None

    async def _open(self) -> httpx.AsyncHTTPTransport:
        """Made when it is first needed; reading the certificates of the web takes a moment."""
        async with self._opening:
            if self._transport is None:
                # Below the client of httpx: it follows no redirect, keeps no cookie and reads no proxy. A connection
                # is never used again: that it was made for one name says nothing of another at the same address.
                self._transport = httpx.AsyncHTTPTransport(
                    verify=await asyncio.to_thread(httpx.create_ssl_context), trust_env=False,
                    limits=httpx.Limits(max_keepalive_connections=0),
                )  # fmt: skip
            return self._transport

    async def _follow(self, transport: httpx.AsyncHTTPTransport, target: Target) -> bytes:
        for _ in range(self.bounds.redirects + 1):
            self.reach.check(target)
            came = await self._ask(transport, target)
            if isinstance(came, bytes):
                return came
            target = read_address(urljoin(str(target), came))
        raise NotFetched(Missed.REDIRECTS)

    async def _addresses(self, target: Target) -> list[str]:
        loop = asyncio.get_running_loop()
        found = await loop.run_in_executor(self._names, reachable, self.reach, target, self._look_up)
        return found[: self.bounds.tried]

    async def _ask(self, transport: httpx.AsyncHTTPTransport, target: Target) -> bytes | str:
        """The picture, or where it is said to be."""
        response = None
        for ip in await self._addresses(target):
            try:
                response = await _send(transport, target, ip)
                break
            except (httpx.ConnectError, httpx.ConnectTimeout):
                continue
            except (httpx.TransportError, httpx.InvalidURL):
                raise NotFetched(Missed.UNREACHABLE) from None
        if response is None:
            raise NotFetched(Missed.UNREACHABLE)
        try:
            return await self._read(response)
        except httpx.TransportError:
            raise NotFetched(Missed.UNREACHABLE) from None
        finally:
            await response.aclose()

    async def _read(self, response: httpx.Response) -> bytes | str:
        status, headers = response.status_code, response.headers
        if status in _REDIRECTS:
            if not headers.get("location"):
                raise NotFetched(Missed.FAILED)
            return headers["location"]
        if status != 200:
            raise NotFetched(_STATUSES.get(status, Missed.FAILED))
        # What is packed could unpack to anything; nobody asked for it.
        if headers.get("content-encoding", "identity").lower() != "identity":
            raise NotFetched(Missed.NO_PICTURE)
        stated = headers.get("content-length", "")
        if stated.isdecimal() and len(stated) < 20 and int(stated) > self.bounds.size:
            raise NotFetched(Missed.TOO_LARGE)
        content = bytearray()
        looked = False
        async for chunk in response.aiter_raw():
            content += chunk
            if not looked and len(content) >= _HEAD:
                looked = True
                _check_head(content)
            if len(content) > self.bounds.size:
                raise NotFetched(Missed.TOO_LARGE)
        _check_head(content)
        return bytes(content)

    async def close(self) -> None:
        """Let go of its threads and connections."""
        self._names.shutdown(wait=False, cancel_futures=True)
        if self._transport is not None:
            await self._transport.aclose()


async def _send(transport: httpx.AsyncHTTPTransport, target: Target, ip: str) -> httpx.Response:
    request = httpx.Request(
        "GET",
        target.at(ip),
        headers={
            "Host": target.name, "User-Agent": "goodwork", "Accept": "image/*", "Accept-Encoding": "identity",
            "Connection": "close",
        },
        extensions={"sni_hostname": target.host},
    )  # fmt: skip
    return await transport.handle_async_request(request)


_STATUSES = {401: Missed.FORBIDDEN, 403: Missed.FORBIDDEN, 404: Missed.GONE, 410: Missed.GONE}


def _check_head(content: bytearray) -> None:
    head = bytes(content[:_HEAD])
    webp = head[:4] == b"RIFF" and head[8:12] == b"WEBP"
    if not webp and not head.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8", b"BM")):
        raise NotFetched(Missed.NO_PICTURE)
