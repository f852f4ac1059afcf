"""rich's console, in which strangers' words steer nothing."""

from __future__ import annotations

from collections.abc import Iterable

import rich.console
from rich.console import ConsoleOptions, RenderableType
from rich.segment import Segment

from goodwork.names import without_steering


class Console(rich.console.Console):
    """A console whose own styles alone become signs for the terminal."""

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """What is printed, piece by piece; control segments are rich's own."""
        for piece in super().render(renderable, options):
            yield piece if piece.control else Segment(without_steering(piece.text), piece.style)
