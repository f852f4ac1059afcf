"""Requests that are sent again when the network or the server stumbles, without anything happening twice."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

import httpx

from goodwork.sdk.errors import Refused, Unreachable

_AGAIN = frozenset({502, 503, 504})
_LONGEST_WAIT = 60.0


class Transport:
    """One connection pool to one server, with who is signed in.

    Every request that writes carries an ``Idempotency-Key`` that stays the same when it is sent again, so a request
    whose answer was lost is not done twice.
    """

    def __init__(self, url: str, *, token: str | None, timeout: float, tries: int) -> None:
        self._tries = tries
        self._http = httpx.Client(
            base_url=f"{url.rstrip('/')}/api/v1",
            timeout=timeout,
            # Reading the machine's certificates takes a while, and is of no use without https.
            verify=url.startswith("https:"),
            headers={"User-Agent": "goodwork-sdk", **({"Authorization": f"Bearer {token}"} if token else {})},
        )

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def sign_writes(self, csrf: str | None) -> None:
        """Send this value with every request from now on; None: no longer, and without the session's cookie."""
        if csrf is None:
            self._http.cookies.clear()
            self._http.headers.pop("X-CSRF-Token", None)
        else:
            self._http.headers["X-CSRF-Token"] = csrf

    def json(self, method: str, path: str, **rest: Any) -> Any:
        """The answer's JSON, or None when it is empty; Refused or Unreachable when there is no good one."""
        response = self._tried(method, path, None, **rest)
        return response.json() if response.content else None

    def text(self, path: str, **rest: Any) -> str:
        """What is read at an address, as text."""
        return self._tried("GET", path, None, **rest).text

    @contextmanager
    def stream(self, method: str, path: str, **rest: Any) -> Generator[httpx.Response]:
        """An answer that is read piece by piece."""
        try:
            with self._http.stream(method, path, **rest) as response:
                if not response.is_success:
                    response.read()
                    raise _refusal(response)
                yield response
        except httpx.TransportError as error:
            raise Unreachable(f"The connection to goodwork broke: {error!r}.") from error

    def upload(self, path: str, body: Callable[[], Iterator[bytes]], **rest: Any) -> Any:
        """Send a file; when the connection breaks, from its start again."""
        # Reading it in and answering may take the server as long as it takes.
        patient = httpx.Timeout(None, connect=self._http.timeout.connect, pool=self._http.timeout.pool)
        return self._tried("POST", path, body, timeout=patient, **rest).json()

    def _tried(self, method: str, path: str, body: Callable[[], Iterator[bytes]] | None, **rest: Any) -> httpx.Response:
        headers = {} if method == "GET" else {"Idempotency-Key": uuid4().hex}
        for left in reversed(range(self._tries)):
            try:
                content = {} if body is None else {"content": body()}
                response = self._http.request(method, path, headers=headers, **content, **rest)
            except httpx.TransportError as error:
                if not left:
                    raise _unreachable(error) from error
                self._rest(self._tries - left)
                continue
            if response.is_success:
                return response
            refusal = _refusal(response)
            wait = refusal.problem.get("retry_after")
            if not left or (response.status_code not in _AGAIN and not (wait and wait <= _LONGEST_WAIT)):
                raise refusal
            if wait:
                time.sleep(wait)
            else:
                self._rest(self._tries - left)
        raise AssertionError("the last try returns or raises")

    def _rest(self, tried: int) -> None:
        # Doubling, with chance in it, so that many programs do not come back in step.
        time.sleep(min(10.0, 0.1 * 2**tried) * (0.5 + random.random()))  # noqa: S311


def _unreachable(error: httpx.TransportError) -> Unreachable:
    return Unreachable(f"goodwork does not answer: {error!r}. Check the address and that the server runs.")


def _refusal(response: httpx.Response) -> Refused:
    try:
        problem = response.json()
    except ValueError:
        problem = {}
    return Refused(response.status_code, problem if isinstance(problem, dict) else {})
