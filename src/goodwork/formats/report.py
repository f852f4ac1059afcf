"""The report that every conversion ends with: kept, changed, lost."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

MOST_KINDS = 200
"""As many different things are listed one by one; the rest is counted together."""
PLACES = 3
"""Places that are named of things of the same kind."""


class Report:
    """What a conversion kept, changed and lost.

    Things that happened to many items for the same reason are counted together under the first three of them, so
    that a report stays small however long the file is.
    """

    def __init__(self) -> None:
        self.kept: dict[str, int] = {}
        self._changed: _Counted = {}
        self._lost: _Counted = {}

    def keep(self, what: str, count: int = 1) -> None:
        """Count what came through as it was."""
        if count:
            self.kept[what] = self.kept.get(what, 0) + count

    def change(self, item: str, what: str, why: str, count: int = 1) -> None:
        """Something came through in another form."""
        _count(self._changed, (item,), what, why, count)

    def lose(self, item: str, what: str, why: str, count: int = 1) -> None:
        """Something did not come through."""
        _count(self._lost, (item,), what, why, count)

    def add(self, other: Report) -> None:
        """Take in another report."""
        for what, count in other.kept.items():
            self.keep(what, count)
        for (what, why), (items, count) in other._changed.items():
            _count(self._changed, items, what, why, count)
        for (what, why), (items, count) in other._lost.items():
            _count(self._lost, items, what, why, count)

    @property
    def tells(self) -> bool:
        """Whether something was changed or lost since it began."""
        return bool(self._changed or self._lost)

    def take(self) -> Report:
        """What was reported so far; this report begins anew."""
        taken = Report()
        taken.add(self)
        self.__init__()
        return taken

    def drain(self) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        """What was changed and lost since the last time, as ``as_json`` has it; what was kept stays counted."""
        changed, lost = _rows(self._changed), _rows(self._lost)
        self._changed.clear()
        self._lost.clear()
        return changed, lost

    def as_json(self) -> dict[str, Any]:
        """``{"kept": {what: count}, "changed": [{item, items, what, why, count}], "lost": [...]}``.

        ``item`` is the first of those that it happened to, ``items`` the first three.
        """
        return {"kept": dict(self.kept), "changed": _rows(self._changed), "lost": _rows(self._lost)}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Self:
        """The report that ``as_json`` wrote."""
        report = cls()
        for what, count in value.get("kept", {}).items():
            report.keep(what, count)
        for row in value.get("changed", ()):
            _count(report._changed, row.get("items", [row["item"]]), row["what"], row["why"], row["count"])
        for row in value.get("lost", ()):
            _count(report._lost, row.get("items", [row["item"]]), row["what"], row["why"], row["count"])
        return report


_Counted = dict[tuple[str, str], tuple[list[str], int]]
"""What and why -> the first items that it happened to, and how often it did."""


def _count(rows: _Counted, items: Iterable[str], what: str, why: str, count: int) -> None:
    key = (what, why)
    if key not in rows and len(rows) >= MOST_KINDS:
        key = ("further things", f"more than {MOST_KINDS} different ones; they are only counted")
    known, before = rows.get(key, ([], 0))
    known += [item for item in items if item not in known][: max(PLACES - len(known), 0)]
    rows[key] = (known, before + count)


def _rows(rows: _Counted) -> list[dict[str, Any]]:
    return [
        {"item": items[0], "items": list(items), "what": what, "why": why, "count": count}
        for (what, why), (items, count) in rows.items()
    ]


@dataclass(slots=True)
class Alike:
    """Things of the same kind: how many, and where the first of them are."""

    what: str
    """Of the first of them."""
    places: list[str]
    count: int

    def __str__(self) -> str:
        where = places_in_words(self.places, self.count)
        return f"{where}: {self.what}" if where else self.what + (f" ({self.count:,} times)" if self.count > 1 else "")


_VARYING = re.compile(r"'[^']*'|\"[^\"]*\"|\d[\d,.]*")


def gathered(things: Iterable[tuple[Sequence[str], str, int]]) -> list[Alike]:
    """Places, what is to be said of them and how often; those of the same kind as one: numbers and quotes make no kind.

    >>> [str(one) for one in gathered([(["line 2"], "3 fields", 1), (["line 5"], "4 fields", 1), ([], "all", 2)])]
    ['lines 2 and 5: 3 fields', 'all (2 times)']
    """
    found: dict[tuple[bool, str], Alike] = {}
    for places, what, count in things:
        named = [place for place in places if place]
        alike = found.setdefault((not named, _VARYING.sub("", what)), Alike(what, [], 0))
        alike.count += count
        alike.places += named[: max(PLACES - len(alike.places), 0)]
    return list(found.values())


def places_in_words(places: Sequence[str], count: int) -> str:
    """The first places and how many more there are.

    >>> places_in_words(["line 2", "line 5", "line 9"], 123)
    'lines 2, 5, 9 and 120 more'
    """
    if not places:
        return ""
    lines = [place.removeprefix("line ") for place in places]
    named = lines if all(map(str.startswith, places, ["line "] * len(places))) else list(places)
    before = ("line " if count == 1 else "lines ") if named is lines else ""
    more = count - len(named)
    if more > 0:
        return f"{before}{', '.join(named)} and {more:,} more"
    return before + (named[0] if len(named) == 1 else f"{', '.join(named[:-1])} and {named[-1]}")
