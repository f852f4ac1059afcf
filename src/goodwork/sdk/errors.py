"""What can go wrong between a program and a goodwork server."""

from __future__ import annotations

from typing import Any

from goodwork.sdk.shapes.base import FaultOut


class SdkError(Exception):
    """Something went wrong between this program and goodwork."""


class Unreachable(SdkError):
    """The server did not answer, also not when asked again."""


class Refused(SdkError):
    """The server said no, and why.

    ``code`` is a stable word for programs (``not-found``, ``invalid``, ``conflict``, ``not-signed-in``,
    ``not-allowed``, ``throttled``, ``too-large``, ``unavailable``); ``str()`` says what happened, what was kept and
    what to do next; ``faults`` list what is wrong with what was sent; ``problem`` is the whole answer.
    """

    def __init__(self, status: int, problem: dict[str, Any]) -> None:
        self.status = status
        self.problem = problem
        self.code: str = str(problem.get("type", "")).rsplit(":", 1)[-1] or "http"
        self.faults: list[FaultOut] = problem.get("faults", [])
        super().__init__(problem.get("detail") or problem.get("title") or f"The server answered {status}.")


class Failed(SdkError):
    """Work that the server did in the background ended without success."""
