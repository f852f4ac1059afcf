"""Somebody who sends a request until it is answered, as a client does that does not want to lose work."""

from __future__ import annotations

import random
import threading
import time
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import httpx

WAITING = frozenset({502, 503, 504})
"""Statuses that say that something is away for now, and nothing of a defect."""
PATIENCE = 90.0
_keys = count(1)


@dataclass
class Seen:
    """What all of them saw together."""

    answered: int = 0
    retries: int = 0
    defects: list[str] = field(default_factory=list)
    """Answers that say that the server met what nobody foresaw."""
    untrue: list[str] = field(default_factory=list)
    """What was said again differently, or was not as it had been acknowledged."""
    lock: threading.Lock = field(default_factory=threading.Lock)


class Persistent:
    """A signed-in person's browser that sends a request again, under the same key, until it is answered."""

    def __init__(self, browser: httpx.Client, seen: Seen, dice: random.Random) -> None:
        self.browser, self.seen, self.dice = browser, seen, dice

    def ok(self, method: str, path: str, **rest: Any) -> Any:
        """The answer's JSON; now and then the request is sent once more, and has to be answered the same."""
        key = {"idempotency-key": f"persistent-{next(_keys)}"}
        first = self._until(method, path, headers=key, **rest)
        if method != "GET" and self.dice.random() < 0.3:
            again = self._until(method, path, headers=key, **rest)
            if (again.status_code, _said(again)) != (first.status_code, _said(first)):
                with self.seen.lock:
                    self.seen.untrue.append(f"{method} {path}: {first.text[:200]} and then {again.text[:200]}")
        return first.json() if first.content else None

    def raw(self, path: str) -> bytes:
        """A file, whole."""
        return self._until("GET", path).content

    def _until(self, method: str, path: str, **rest: Any) -> httpx.Response:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                answer = self.browser.request(method, path, **rest)
            except httpx.TransportError:
                answer = None
            with self.seen.lock:
                if answer is not None and answer.is_success:
                    self.seen.answered += 1
                    return answer
                self.seen.retries += 1
                if answer is not None and answer.status_code >= 500 and answer.status_code not in WAITING:
                    self.seen.defects.append(f"{method} {path}: {answer.status_code} {answer.text[:200]}")
                if answer is not None and answer.status_code < 500 and answer.status_code != 429:
                    raise AssertionError(f"{method} {path}: refused with {answer.status_code} {answer.text}")
            time.sleep(0.05)
        raise AssertionError(f"{method} {path}: no answer in {PATIENCE:.0f} s")


def _said(answer: httpx.Response) -> Any:
    """What an answer says, but for the mark of the session that it began."""
    said = answer.json() if answer.content else None
    return {key: value for key, value in said.items() if key != "csrf"} if isinstance(said, dict) else said
