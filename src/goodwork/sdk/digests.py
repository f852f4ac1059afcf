"""My digest by mail: a part of the client."""

from __future__ import annotations

from typing import Any

from goodwork.sdk.part import Part
from goodwork.sdk.shapes.digests import DigestOut


class Digests(Part):
    """What `Client` does with one's own digest."""

    def digest(self) -> DigestOut:
        """When I am told by mail what came back to me; ``plan`` is None while it is off."""
        return self._send.json("GET", "/me/digest")

    def set_digest(
        self, every: str, hour: int, zone: str, *, weekday: int = 0, quiet: dict[str, Any] | None = None
    ) -> DigestOut:
        """Switch my digest on, every ``day`` or ``week`` at an hour by the clock of a zone (``Europe/Helsinki``).

        ``quiet``: ``{"begin": 18, "end": 8, "days": [0, 1, 2, 3, 4, 5, 6]}``, hours in which nothing comes.
        """
        body = {"every": every, "hour": hour, "zone": zone, "weekday": weekday, "quiet": quiet}
        return self._send.json("PUT", "/me/digest", json=body)

    def end_digest(self) -> None:
        """Switch it off."""
        self._send.json("DELETE", "/me/digest")
