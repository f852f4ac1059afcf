"""Recorded answers, given again through the public HTTP interface as the people who gave them.

Each answer is a named claim and a submission by its own person, signed in. An item that takes no more answers just
now is asked again a little later, when it has been appraised; one that is settled is left alone, and the answers that
were not sent for it are answers saved.
"""

from __future__ import annotations

import asyncio
import heapq
import itertools
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import aiohttp
import orjson

from goodwork.errors import Unavailable

CLIENTS = 8
"""Requests at a time."""
FIRST_PAUSE, LONGEST_PAUSE = 0.25, 2.0
"""Seconds until an item that waits for its appraisal is asked again: doubling from the one to the other."""
PATIENCE = 120.0
"""Seconds without any progress after which the replay gives up."""
TRIES = 8


@dataclass(frozen=True, slots=True)
class RecordedAnswer:
    """What a person once answered to an item."""

    project: int
    item: str
    """The item's external id."""
    person: str
    """Their e-mail address."""
    answers: dict[str, dict[str, Any]]


@dataclass(slots=True)
class _Item:
    """One item on the way: its answers that were not sent yet, in their order."""

    waiting: deque[RecordedAnswer] = field(default_factory=deque[RecordedAnswer])
    busy: bool = False
    asleep: bool = False
    pause: float = FIRST_PAUSE
    settled: bool = False


@dataclass(frozen=True, slots=True)
class _Session:
    headers: dict[str, str]


class Replay:
    """Sends recorded answers to a server, several at a time."""

    def __init__(self, url: str, password: str, sent: Callable[[int], object], saved: Callable[[int], object]) -> None:
        # Not the SDK's client: these are 25,000 requests, and that one takes nine times the processor for each.
        # One connection pool serves everybody, so it remembers nobody: each request carries its person's cookie.
        self._http = aiohttp.ClientSession(
            f"{url}/api/v1/",
            cookie_jar=aiohttp.DummyCookieJar(),
            connector=aiohttp.TCPConnector(limit=CLIENTS),
            timeout=aiohttp.ClientTimeout(total=60),
        )
        self._password = password
        self._sent = sent
        self._saved = saved
        self._sessions: dict[str, asyncio.Task[_Session]] = {}
        self._items: dict[tuple[int, str], _Item] = {}
        self._again: list[tuple[float, int, _Item]] = []
        self._numbers = itertools.count()
        self._progress_at = 0.0

    async def close(self) -> None:
        """Close the connections."""
        await self._http.close()

    def not_sent(self, project: int) -> int:
        """The answers that were saved in a project so far."""
        return sum(len(item.waiting) for (of, _), item in self._items.items() if of == project)

    async def join(self, link: str, person: str, name: str) -> None:
        """Let somebody accept their invitation. Their answers are sent with the session that this begins, since a
        password is hashed slowly on purpose."""
        body = {"token": link.rsplit("#", 1)[-1], "email": person, "name": name}
        self._sessions[person] = asyncio.create_task(self._enter("/join", body))
        await self._sessions[person]

    async def run(self, answers: Sequence[RecordedAnswer]) -> None:
        """Send these answers in this order; returns when each was taken or its item is settled."""
        order = iter(answers)
        self._progress_at = asyncio.get_running_loop().time()
        async with asyncio.TaskGroup() as clients:
            for _ in range(CLIENTS):
                clients.create_task(self._client(order))

    async def resume(self, open_again: Mapping[int, Sequence[str]]) -> set[int]:
        """Send what was not sent of items that are open again, by project; returns the projects that have any."""
        found = [self._items.get((project, name)) for project, names in open_again.items() for name in names]
        items = [item for item in found if item is not None and item.waiting]
        projects = {item.waiting[0].project for item in items}
        answers = sum(len(item.waiting) for item in items)
        for item in items:
            item.settled = False
            self._wake(item, 0.0)
        self._saved(-answers)
        await self.run(())
        return projects

    async def _client(self, order: Iterator[RecordedAnswer]) -> None:
        loop = asyncio.get_running_loop()
        while True:
            item = self._due(loop.time())
            if item is None:
                recorded = next(order, None)
                if recorded is not None:
                    item = self._items.setdefault((recorded.project, recorded.item), _Item())
                    item.waiting.append(recorded)
                    if item.settled:
                        self._saved(1)
                    if item.settled or item.busy or item.asleep:
                        continue
                elif self._again or any(item.busy for item in self._items.values()):
                    if loop.time() - self._progress_at > PATIENCE:
                        raise Unavailable(
                            "The demonstration waits for appraisals that do not come.",
                            kept="What was answered so far is kept.",
                            next_step="Look whether the worker runs (its log is above), then start it again.",
                        )
                    await asyncio.sleep(0.05)
                    continue
                else:
                    return
            await self._offer(item)

    def _due(self, now: float) -> _Item | None:
        if self._again and self._again[0][0] <= now:
            item = heapq.heappop(self._again)[2]
            item.asleep = False
            return item
        return None

    def _wake(self, item: _Item, after: float) -> None:
        item.asleep = True
        at = asyncio.get_running_loop().time() + after
        heapq.heappush(self._again, (at, next(self._numbers), item))

    async def _offer(self, item: _Item) -> None:
        recorded = item.waiting[0]
        item.busy = True
        try:
            refused = await self._give(recorded)
        finally:
            item.busy = False
        if refused == "settled":
            item.settled = True
            self._saved(len(item.waiting))
        elif refused == "taken":
            self._wake(item, item.pause)
            item.pause = min(LONGEST_PAUSE, item.pause * 2)
            return
        else:
            item.waiting.popleft()
            item.pause = FIRST_PAUSE
            self._sent(1)
            if item.waiting:
                self._wake(item, 0.0)
        self._progress_at = asyncio.get_running_loop().time()

    async def _give(self, recorded: RecordedAnswer) -> str | None:
        """Claim and submit; returns why the item takes no answer, or None when it was given."""
        session = await self._session(recorded.person)
        result = await self._call(session, f"/projects/{recorded.project}/claims", {"external_id": recorded.item})
        claim = result["claim"]
        if claim is None:
            reason = result["no_work"]
            if reason in ("settled", "taken"):
                return reason
            if reason == "answered":
                # An earlier run of the demonstration was interrupted after this answer.
                return None
            raise Unavailable(f"Item {recorded.item} could not be claimed: {result['message']}")
        body = {"answers": recorded.answers, "form_version": claim["form_version"]}
        await self._call(session, f"/claims/{claim['id']}/annotation", body)
        return None

    async def _session(self, person: str) -> _Session:
        if person not in self._sessions:
            self._sessions[person] = asyncio.create_task(self._enter("/session", {"email": person}))
        return await self._sessions[person]

    async def _enter(self, path: str, body: dict[str, Any]) -> _Session:
        headers = {"idempotency-key": uuid4().hex}
        said, cookies = await self._post(path, {**body, "password": self._password}, headers)
        return _Session({"cookie": cookies[0].split(";", 1)[0], "x-csrf-token": said["csrf"]})

    async def _call(self, session: _Session, path: str, body: dict[str, Any]) -> Any:
        return (await self._post(path, body, {**session.headers, "idempotency-key": uuid4().hex}))[0]

    async def _post(self, path: str, body: dict[str, Any], headers: dict[str, str]) -> tuple[Any, list[str]]:
        """Returns what was answered, and the cookies that were set."""
        content = orjson.dumps(body)
        said = "no answer"
        for tried in range(TRIES):
            with suppress(aiohttp.ClientConnectionError, aiohttp.ClientPayloadError, TimeoutError):
                async with self._http.post(
                    path.removeprefix("/"), data=content, headers={**headers, "content-type": "application/json"}
                ) as response:
                    if response.ok:
                        return orjson.loads(await response.read()), response.headers.getall("set-cookie", [])
                    said = (await response.text())[:300]
                    if response.status not in (429, 502, 503, 504):
                        break
            await asyncio.sleep(0.2 * 2**tried)
        raise Unavailable(f"The server did not take a request of the demonstration ({path}): {said}")
