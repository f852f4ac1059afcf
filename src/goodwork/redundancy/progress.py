"""What a long run tells: which stage it is in and how far it got."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Hears about a run. The command draws it; tests and programs may ignore it."""

    def stage(self, name: str, total: int | None, unit: str) -> None:
        """A stage begins; ``total`` units of work, None when unknown."""
        ...

    def advance(self, amount: int) -> None:
        """``amount`` units more are done. Called from any thread."""
        ...


class Silent:
    """Progress that nobody watches."""

    def stage(self, name: str, total: int | None, unit: str) -> None:
        """Nothing to draw."""

    def advance(self, amount: int) -> None:
        """Nothing to draw."""
