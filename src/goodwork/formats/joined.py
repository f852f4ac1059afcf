"""The tables of a version, brought together item by item."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from goodwork.formats.arrow import pa, pc
from goodwork.formats.published import Published


class Following:
    """A table that is read along with the items, in the same order.

    ``upto(last)`` gives its rows for items up to that position, once; what belongs to later items is held.
    """

    def __init__(self, published: Published, table: str) -> None:
        self._batches = published.batches(table)
        self._held: list[Any] = []

    def upto(self, last: int) -> Any:
        """The next rows, up to the item at this position, as one Arrow table; None when the table has none at all."""
        while not self._held or self._held[-1].column("item")[-1].as_py() <= last:
            batch = next(self._batches, None)
            if batch is None:
                break
            if batch.num_rows or not self._held:
                self._held = [b for b in self._held if b.num_rows]
                self._held.append(batch)
            if not batch.num_rows:
                break
        if not self._held:
            return None
        table = pa.Table.from_batches(self._held)
        cut = pc.sum(pc.less_equal(table.column("item"), last)).as_py() or 0
        rest = table.slice(cut)
        self._held = rest.to_batches() if rest.num_rows else []
        return table.slice(0, cut)


def joined(published: Published, *tables: str) -> Iterator[tuple[Any, ...]]:
    """Portions of items, each with the rows of the other tables that belong to them, as Arrow tables."""
    following = [Following(published, name) for name in tables]
    for batch in published.batches("items"):
        if not batch.num_rows:
            continue
        last = batch.column("item")[-1].as_py()
        yield (pa.Table.from_batches([batch]), *(table.upto(last) for table in following))
