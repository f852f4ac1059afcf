"""What the client's parts stand on: one way to the server, and lists that come in pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from goodwork.sdk.transport import Transport

Answers = Mapping[str, Mapping[str, Any]]
"""Question key -> answer of the question's kind, such as ``{"mood": {"labels": ["positive"]}}``."""


class Part:
    """A part of the client: methods on one matter."""

    def __init__(self, send: Transport) -> None:
        self._send = send

    def _pages(self, path: str, **query: Any) -> Iterator[Any]:
        """The rows of a list, read page by page as they are asked for."""
        after: str | None = None
        while True:
            page = self._send.json("GET", path, params={**query, "limit": 200, **({"after": after} if after else {})})
            yield from page["rows"]
            after = page["next"]
            if after is None:
                return
