"""What a project asks, as far as the columns of a file concern it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from goodwork.model.items import NeededPart


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a project."""

    key: str
    title: str = ""
    needs: tuple[NeededPart, ...] = ()
    """The parts without which it has nothing to look at."""
    takes: Callable[[Any], bool] = lambda value: False
    """Whether a value of a cell is an answer to it."""


def needed_by(asked: Sequence[Asked]) -> dict[NeededPart, str]:
    """Each part that some question needs, once, with the first such question's key."""
    found: dict[NeededPart, str] = {}
    named: set[str] = set()
    for question in asked:
        for need in question.needs:
            if need.name is None or need.name not in named:
                found.setdefault(need, question.key)
                named.add(need.name or "")
    return found
