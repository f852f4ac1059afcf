"""How much one person may ask for, so that nobody makes others wait.

Two bounds, both per person, and per address for requests that show nobody:

- **A bucket of tokens.** It holds `HOLDS` seconds' worth and fills at the rate of the setting. The queue's own requests
  cost one token, other requests more, and those that read or compute a lot cost most.
- **Turns.** Of the expensive requests a person has a few at a time; further ones wait a little for their turn.

A credential is known by its hash, and only from the first request whose caller it proved (``KNOWN_CALLER``):
made-up credentials take from the bucket of their address. Each web process counts for itself, in a table of bounded
size, without the database; with several processes a person may get as many times the rate.
"""

from __future__ import annotations

import asyncio
import re
from collections import OrderedDict
from collections.abc import AsyncGenerator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from time import monotonic
from urllib.parse import parse_qsl

from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from goodwork.api.credentials import bearer_token, place_of, session_token
from goodwork.errors import Throttled

HOLDS = 10.0
"""Seconds of the rate that a full bucket holds: a page opens with many requests at once."""

ADDRESS = 5.0
"""As many times the rate for an address: a whole office may come from one."""

KNOWN_CALLER = "goodwork.known_caller"
"""Set in the scope of a request when its credential was found to be valid."""

KNOWN = 20_000
"""People and addresses that are remembered; the one not seen for the longest time is forgotten first."""

WAITING = 50
"""Expensive requests of one kind that a person, or an address, may have at once, the waiting ones among them."""

PATIENCE = 5.0
"""Seconds that an expensive request waits for its turn."""


@dataclass(frozen=True, slots=True)
class Weight:
    """What a request costs."""

    tokens: float
    turns: int = 0
    """How many of them one person has at a time; 0 is without a bound."""
    what: str = ""
    """What they are, for the sentence of a refusal."""


PLAIN = Weight(2)
HOT = Weight(1)
SEARCH = Weight(10, 2, "searches")
# An id may be written in several ways, such as +1: whatever stands there is one, and the route says what is none.
_WEIGHTS: tuple[tuple[str, re.Pattern[str], Weight], ...] = tuple(
    (method, re.compile(path), weight)
    for method, path, weight in (
        ("GET", r"/versions/[^/]+/export", Weight(20, 2, "exports")),
        ("POST", r"/projects/[^/]+/imports", Weight(10, 4, "uploads")),
        ("POST", r"/projects/[^/]+/imports/preview", Weight(20, 1, "previews")),
        ("POST", r"/labelling-configs", Weight(20, 1, "labelling configs")),
        ("POST", r"/projects/[^/]+/versions", Weight(20, 1, "versions")),
        ("POST", r"/projects/[^/]+/(bulk(/count)?|items/state)", Weight(10, 1, "batches")),
        ("POST", r"/projects/[^/]+/guideline/versions/[^/]+/ask-again", Weight(10, 1, "batches")),
        ("DELETE", r"/projects/[^/]+/drafts", Weight(10, 1, "batches")),
        ("POST", r"/bulk/[^/]+/undo", Weight(10, 1, "batches")),
        ("POST", r"/projects/[^/]+/(redundancy(/.+)?|refit)", Weight(10, 2, "checks")),
        ("GET", r"/projects/[^/]+/redundancy/.+", Weight(5, 2, "checks")),
        # These look through all items of a project, of an import or of a version.
        ("GET", r"/imports/[^/]+/undo|/versions/[^/]+/changes", Weight(10, 2, "counts")),
        ("GET", r"/projects/[^/]+/(next-version|guideline/versions/[^/]+/touched)", Weight(10, 2, "counts")),
        ("POST", r"/records/check", Weight(10, 2, "checks")),
        # These hash a password, which takes a processor for a while.
        ("POST", r"/session|/organizations|/join|/reset|/work-with-us/[^/]+/applications", Weight(10, 2, "sign-ins")),
        ("PUT", r"/me/password", Weight(10, 1, "changes of the password")),
    )
)
_PREFIX = "/api/v1"
_HOT = ("/claims", "/draft", "/annotation")
_SEARCHED = frozenset(("contains", "suggestion"))


def weight_of(scope: Scope) -> Weight:
    """What this request costs."""
    method, path = scope["method"], scope["path"]
    if method != "GET" and path.endswith(_HOT):
        return HOT
    path = path.removeprefix(_PREFIX)
    for wanted, pattern, weight in _WEIGHTS:
        if method == wanted and pattern.fullmatch(path):
            return weight
    if method == "GET" and path.endswith(("/items", "/cases")) and not _SEARCHED.isdisjoint(_asked(scope)):
        return SEARCH
    return PLAIN


def _asked(scope: Scope) -> Iterator[str]:
    """The names in a query that have a value: read as the route reads them, however they are written."""
    return (name for name, _ in parse_qsl(scope["query_string"].decode("latin-1")))


@dataclass(slots=True)
class _Bucket:
    tokens: float
    at: float

    def take(self, tokens: float, rate: float, now: float) -> float:
        """Take tokens; returns 0, or the seconds until there are enough of them (then none is taken)."""
        self.tokens = min(rate * HOLDS, self.tokens + (now - self.at) * rate)
        self.at = now
        if self.tokens >= tokens:
            self.tokens -= tokens
            return 0.0
        return (tokens - self.tokens) / rate


@dataclass(slots=True)
class _Turns:
    slots: asyncio.Semaphore
    users: int = 0


@dataclass(slots=True)
class Table:
    """The buckets, the longest unused first: people by the hash of their credential, addresses as they are."""

    buckets: OrderedDict[str | int, _Bucket] = field(default_factory=OrderedDict[str | int, _Bucket])

    def get(self, key: str | int) -> _Bucket | None:
        bucket = self.buckets.get(key)
        if bucket is not None:
            self.buckets.move_to_end(key)
        return bucket

    def add(self, key: str | int, rate: float) -> _Bucket:
        made = self.buckets[key] = _Bucket(rate * HOLDS, monotonic())
        if len(self.buckets) > KNOWN:
            self.buckets.popitem(last=False)
        return made


class Rates:
    """ASGI middleware inside the guard, which answers its refusals. ``rate`` is in tokens a second and person."""

    def __init__(self, app: ASGIApp, rate: float, *, secure: bool = False) -> None:
        self._app = app
        self._rate = rate
        self._secure = secure
        self._table = Table()
        self._turns: dict[tuple[str | int, Weight], _Turns] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or refuse it: Throttled."""
        if scope["type"] != "http" or not self._rate or scope["path"] == "/healthz":
            await self._app(scope, receive, send)
            return
        weight = weight_of(scope)
        key = self._credential(scope)
        bucket = None if key is None else self._table.get(key)
        if key is None or bucket is None:
            who = place_of(scope["client"][0]) if scope.get("client") else ""
            self._charge(self._table.get(who) or self._table.add(who, self._rate * ADDRESS), weight, ADDRESS)
            if key is not None:
                send = self._remembering(key, scope, weight, send)
        else:
            who = key
            self._charge(bucket, weight, 1.0)
        if not weight.turns:
            await self._app(scope, receive, send)
            return
        async with self._turn(who, weight):
            await self._app(scope, receive, send)

    def _charge(self, bucket: _Bucket, weight: Weight, times: float) -> None:
        wait = bucket.take(weight.tokens, self._rate * times, monotonic())
        if wait:
            raise Throttled("You sent very many requests in a short time.", seconds=int(wait) + 1)

    def _remembering(self, key: int, scope: Scope, weight: Weight, send: Send) -> Send:
        async def send_and_remember(message: Message) -> None:
            # The queue's own requests find out who it is in the database; nobody else passes there.
            proved = message["type"] == "http.response.start" and message["status"] < 400
            if proved and (weight is HOT or scope.get(KNOWN_CALLER)) and self._table.get(key) is None:
                self._table.add(key, self._rate)
            await send(message)

        return send_and_remember

    def _credential(self, scope: Scope) -> int | None:
        """The hash of what the request is answered for; None when it shows nothing.

        Only that counts: anything else beside it would make another person of the same one. Keyed anew in each process
        by Python itself.
        """
        request = HTTPConnection(scope)
        shown = bearer_token(request.headers) or session_token(request, secure=self._secure)
        return hash(shown) if shown else None

    @asynccontextmanager
    async def _turn(self, who: str | int, weight: Weight) -> AsyncGenerator[None]:
        turns = self._turns.setdefault((who, weight), _Turns(asyncio.Semaphore(weight.turns)))
        turns.users += 1
        try:
            # Each one that waits holds a connection: the rest is told at once.
            if turns.users > WAITING:
                raise _still_running(weight)
            try:
                await asyncio.wait_for(turns.slots.acquire(), PATIENCE)
            except TimeoutError:
                raise _still_running(weight) from None
            try:
                yield
            finally:
                turns.slots.release()
        finally:
            turns.users -= 1
            if not turns.users:
                del self._turns[who, weight]


def _still_running(weight: Weight) -> Throttled:
    return Throttled(
        f"Your earlier {weight.what} are still running; a person has {weight.turns} at a time.",
        seconds=2,
        next_step="Wait until one has ended, then try again.",
    )
