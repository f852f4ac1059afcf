"""A small HTTP/1.1 client for loads: one kept connection, no parsing beyond status and length.

General clients take more processor time for a request than the server does, and would be what is measured.
"""

from __future__ import annotations

import asyncio
from typing import Any

import orjson


class Wire:
    """One connection to the server, as one signed-in person."""

    def __init__(self, host: str, port: int, token: str) -> None:
        self._address = host, port
        self._get = f" HTTP/1.1\r\nHost: {host}:{port}\r\nAuthorization: Bearer {token}\r\n\r\n".encode()
        self._head = f" HTTP/1.1\r\nHost: {host}:{port}\r\nAuthorization: Bearer {token}\r\n".encode()
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None

    async def get(self, path: str) -> tuple[int, Any]:
        """Status and JSON of the answer; ConnectionError when the server went away."""
        return await self._send(b"GET " + path.encode() + self._get)

    async def post(self, path: str, body: Any, key: str | None = None) -> tuple[int, Any]:
        """Status and JSON of the answer; ConnectionError when the server went away."""
        return await self._write(b"POST ", path, body, key)

    async def put(self, path: str, body: Any) -> tuple[int, Any]:
        """As ``post``."""
        return await self._write(b"PUT ", path, body, None)

    async def _write(self, method: bytes, path: str, body: Any, key: str | None) -> tuple[int, Any]:
        content = orjson.dumps(body)
        extra = b"" if key is None else b"Idempotency-Key: " + key.encode() + b"\r\n"
        request = b"".join(
            (method, path.encode(), self._head, extra, b"Content-Type: application/json\r\nContent-Length: ",
             str(len(content)).encode(), b"\r\n\r\n", content)
        )  # fmt: skip
        return await self._send(request)

    async def _send(self, request: bytes) -> tuple[int, Any]:
        kept = self._writer is not None
        try:
            return await self._exchange(request)
        except (OSError, asyncio.IncompleteReadError, ValueError) as error:
            self.close()
            if not kept:
                raise ConnectionError(str(error)) from error
        # A kept connection may have been closed for resting too long; that the request can be sent again is the
        # server's promise.
        return await self._send(request)

    async def _exchange(self, request: bytes) -> tuple[int, Any]:
        if self._writer is None or self._reader is None:
            self._reader, self._writer = await asyncio.open_connection(*self._address)
        self._writer.write(request)
        head = await self._reader.readuntil(b"\r\n\r\n")
        lowered = head.lower()
        at = lowered.find(b"content-length:")
        # Answers without content have no length.
        length = int(lowered[at + 15 : lowered.index(b"\r", at)]) if at >= 0 else 0
        answer = await self._reader.readexactly(length)
        return int(head[9:12]), orjson.loads(answer) if answer else None

    def close(self) -> None:
        """Drop the connection; the next request makes a new one."""
        if self._writer is not None:
            self._writer.close()
        self._reader = self._writer = None
