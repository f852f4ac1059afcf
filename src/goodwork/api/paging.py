"""Pages by key: ``?after=`` is opaque to clients, ``?limit=`` says how many rows."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, TypeVar, cast

import orjson
from fastapi import Depends, Query

from goodwork import bounds
from goodwork.errors import Fault, Invalid

Row = TypeVar("Row")

NEWEST = 2**62
"""The key before every other one, for lists that begin with the newest."""

_KEYS = (int, float, str)


@dataclass(frozen=True, slots=True)
class Paging:
    """What page is asked for. Actions fetch ``limit + 1`` rows: the one too many says that there is a next page."""

    after: tuple[Any, ...]
    """The key of the last row before the page; empty for the first page."""
    limit: int

    @property
    def fetch(self) -> int:
        """How many rows to fetch."""
        return self.limit + 1

    def after_id(self, start: int = 0) -> int:
        """The key of lists that are ordered by one id; ``start`` for the first page."""
        if not self.after:
            return start
        if len(self.after) != 1 or type(self.after[0]) is not int or abs(self.after[0]) > NEWEST:
            raise _not_ours()
        return self.after[0]

    @staticmethod
    def key(*keys: Any) -> str:
        """What goes into ``?after=`` for the page behind this key."""
        return base64.urlsafe_b64encode(orjson.dumps(keys)).decode().rstrip("=")

    def after_name(self) -> tuple[str, int]:
        """The key of lists that are ordered by a name and an id."""
        if not self.after:
            return "", 0
        if len(self.after) != 2 or type(self.after[0]) is not str or type(self.after[1]) is not int:
            raise _not_ours()
        if abs(self.after[1]) > NEWEST or "\0" in self.after[0]:
            raise _not_ours()
        return self.after[0], self.after[1]

    def cut(self, rows: Sequence[Row], key: Callable[[Row], tuple[Any, ...]]) -> tuple[list[Row], str | None]:
        """The page's rows, and what goes into ``?after=`` of the next one (None: this is the last)."""
        if len(rows) <= self.limit:
            return list(rows), None
        shown = list(rows[: self.limit])
        return shown, self.key(*key(shown[-1]))


async def _read(  # FastAPI runs what is not asynchronous in a thread
    after: Annotated[str | None, Query(max_length=1000, description="`next` of the page before.")] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Paging:
    return Paging(() if after is None else _keys(after), limit)


def _keys(after: str) -> tuple[Any, ...]:
    try:
        keys = bounds.parse(base64.urlsafe_b64decode(after + "=" * (-len(after) % 4)))
    except (ValueError, binascii.Error, Invalid):
        raise _not_ours() from None
    # Keys of lists are numbers and texts. A truth value is a number to Python, and none to the database.
    if not isinstance(keys, list) or not keys or not all(type(key) in _KEYS for key in cast("list[Any]", keys)):
        raise _not_ours()
    return tuple(cast("list[Any]", keys))


def _not_ours() -> Invalid:
    return Invalid(
        "This is not a page of the list.",
        next_step="Begin without `after`, then use `next` of the page before.",
        faults=[Fault("after", "Use `next` of the page before.")],
    )


PagingDep = Annotated[Paging, Depends(_read)]
