"""Two published versions side by side: what the consensus says of an item in one, and in the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import pyarrow.parquet as pq

from goodwork.lake.published import Published

LOOKED_AT = 20_000
"""Rows of either version that one look reads; what lies behind them is the next look's."""

_COLUMNS = ["item", "question", "answer", "confidence"]


@dataclass(frozen=True, slots=True)
class Said:
    """What the consensus says to one question of an item."""

    answer: str
    """As JSON."""
    confidence: float | None


@dataclass(frozen=True, slots=True)
class Difference:
    """A question of an item to which the two versions say different things; None: one of them says nothing."""

    item: int
    """Its position in the project."""
    question: str
    before: Said | None
    after: Said | None


@dataclass(frozen=True, slots=True)
class Looked:
    """Differences in the order of the items, and how far was looked."""

    found: list[Difference]
    upto: int | None
    """The item behind which the next look begins; None: there is nothing behind it."""


def differences(old: Published, new: Published, *, after: int, most: int) -> Looked:
    """What changed behind an item, until ``most`` differences or `LOOKED_AT` rows: whole items, in flat memory."""
    found: list[Difference] = []
    read, last = 0, after
    for item, before, now in _merged(_items(old, after), _items(new, after)):
        if read >= LOOKED_AT or len(found) >= most:
            return Looked(found, last)
        read += max(len(before), len(now))
        last = item
        for question in sorted(before.keys() | now.keys()):
            was, is_ = before.get(question), now.get(question)
            if (was and was.answer) != (is_ and is_.answer):
                found.append(Difference(item, question, was, is_))
    return Looked(found, None)


Item = tuple[int, dict[str, Said]]


def _merged(old: Iterator[Item], new: Iterator[Item]) -> Iterator[tuple[int, dict[str, Said], dict[str, Said]]]:
    a, b = next(old, None), next(new, None)
    while a is not None or b is not None:
        item = min(one[0] for one in (a, b) if one is not None)
        before = a[1] if a is not None and a[0] == item else {}
        now = b[1] if b is not None and b[0] == item else {}
        yield item, before, now
        a = next(old, None) if a is not None and a[0] == item else a
        b = next(new, None) if b is not None and b[0] == item else b


def _items(published: Published, after: int) -> Iterator[Item]:
    rows = _rows(published, after)
    for item, said in groupby(rows, key=lambda row: row["item"]):
        yield item, {row["question"]: Said(row["answer"], row["confidence"]) for row in said}


def _rows(published: Published, after: int) -> Iterator[dict[str, Any]]:
    """The consensus of the items behind one; groups of rows that end before it are not read."""
    for file in published.opened("consensus"):
        for group in range(file.metadata.num_row_groups):
            if _ends(file, group) > after:
                for batch in file.iter_batches(1_000, row_groups=[group], columns=_COLUMNS):
                    yield from (row for row in batch.to_pylist() if row["item"] > after)


def _ends(file: pq.ParquetFile, group: int) -> float:
    """The last item of a group of rows, which lie in the order of the items."""
    statistics = file.metadata.row_group(group).column(0).statistics
    return statistics.max if statistics is not None and statistics.has_min_max else float("inf")
