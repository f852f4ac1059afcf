"""The terminal as a place where strangers' words are shown: they are read there, and steer nothing.

Names, texts, ids and columns of files may hold what moves, colours, hides or answers a terminal. Whatever a command
prints goes through ``say``, or through the ``Console`` of console.py, which is loaded by those that draw.
"""

from __future__ import annotations

from typing import Any

import typer

from goodwork.names import without_steering


def say(words: str, *, err: bool = False, **style: Any) -> None:
    """Print a line."""
    typer.secho(without_steering(words), err=err, **style)
