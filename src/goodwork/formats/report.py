"""The report that every conversion ends with: kept, changed, lost."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

MOST_KINDS = 200
"""As many different things are listed one by one; the rest is counted together."""


class Report:
    """What a conversion kept, changed and lost.

    Things that happened to many items for the same reason are counted together under the first of them, so that a
    report stays small however long the file is.
    """

    def __init__(self) -> None:
        self.kept: dict[str, int] = {}
        self._changed: dict[tuple[str, str], tuple[str, int]] = {}
        self._lost: dict[tuple[str, str], tuple[str, int]] = {}

    def keep(self, what: str, count: int = 1) -> None:
        """Count what came through as it was."""
        if count:
            self.kept[what] = self.kept.get(what, 0) + count

    def change(self, item: str, what: str, why: str, count: int = 1) -> None:
        """Something came through in another form."""
        _count(self._changed, item, what, why, count)

    def lose(self, item: str, what: str, why: str, count: int = 1) -> None:
        """Something did not come through."""
        _count(self._lost, item, what, why, count)

    def add(self, other: Report) -> None:
        """Take in another report."""
        for what, count in other.kept.items():
            self.keep(what, count)
        for (what, why), (item, count) in other._changed.items():
            self.change(item, what, why, count)
        for (what, why), (item, count) in other._lost.items():
            self.lose(item, what, why, count)

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
        """``{"kept": {what: count}, "changed": [{item, what, why, count}], "lost": [...]}``."""
        return {"kept": dict(self.kept), "changed": _rows(self._changed), "lost": _rows(self._lost)}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Self:
        """The report that ``as_json`` wrote."""
        report = cls()
        for what, count in value.get("kept", {}).items():
            report.keep(what, count)
        for row in value.get("changed", ()):
            report.change(row["item"], row["what"], row["why"], row["count"])
        for row in value.get("lost", ()):
            report.lose(row["item"], row["what"], row["why"], row["count"])
        return report


def _count(rows: dict[tuple[str, str], tuple[str, int]], item: str, what: str, why: str, count: int) -> None:
    key = (what, why)
    if key not in rows and len(rows) >= MOST_KINDS:
        key = ("further things", f"more than {MOST_KINDS} different ones; they are only counted")
    first, before = rows.get(key, (item, 0))
    rows[key] = (first, before + count)


def _rows(rows: dict[tuple[str, str], tuple[str, int]]) -> list[dict[str, Any]]:
    return [{"item": item, "what": what, "why": why, "count": count} for (what, why), (item, count) in rows.items()]
