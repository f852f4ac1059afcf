"""Sheets of a spreadsheet as JSON lines: a program of its own, because what reads spreadsheets ends its process when
it gets no memory.

It is run as a file, so that it starts in some milliseconds. The first line says which sheets there are and how they
begin; then it is told which of them to write. The next lines are their rows, each with its number, and before those of
each sheet its name; the last one is null, so that nobody takes a broken end for the end.
"""

from __future__ import annotations

import contextlib
import ctypes
import datetime
import json
import math
import resource
import signal
import sys
from collections.abc import Iterator
from itertools import islice
from typing import Any

MOST_CELL = 32 << 20
"""Characters of one cell; Excel itself holds 32,767."""
HEAD = 20
"""Rows of its beginning that are told of a sheet."""
_DIE_WITH_PARENT = 1


def main() -> None:
    """Write rows of the file ``argv[1]``; ``argv[2]`` and ``argv[3]`` are the bytes and the seconds it may take."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
    _bound(resource.RLIMIT_DATA, int(sys.argv[2]))
    _bound(resource.RLIMIT_CPU, int(sys.argv[3]))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

    from python_calamine import CalamineError, CalamineWorkbook

    try:
        with CalamineWorkbook.from_path(sys.argv[1]) as book:  # pyright: ignore[reportUnknownMemberType]
            for line in _lines(book):
                sys.stdout.write(json.dumps(line) + "\n")
                if isinstance(line, dict):
                    sys.stdout.flush()
    except CalamineError as error:
        sys.stdout.write(json.dumps({"error": str(error)[:300] or type(error).__name__}) + "\n")


def _bound(what: int, most: int) -> None:
    """Set a limit, unless a lower one holds already."""
    soft, hard = resource.getrlimit(what)
    least = min([one for one in (soft, hard, most) if one != resource.RLIM_INFINITY])
    resource.setrlimit(what, (least, hard))


def _lines(book: Any) -> Iterator[Any]:
    kinds = {one.name: str(one.typ) for one in book.sheets_metadata}
    shown = [one.name for one in book.sheets_metadata if str(one.visible).endswith(".Visible")]
    hidden = [name for name in book.sheet_names if name not in shown]
    held: dict[str, Any] = {}
    heads: dict[str, list[Any] | None] = {}
    for names in (shown, hidden):
        for name in names:
            heads[name] = None
            if not kinds.get(name, "WorkSheet").endswith("WorkSheet"):  # of charts, of macros
                continue
            if names is hidden and any(heads.values()):
                continue
            try:
                sheet = book.get_sheet_by_name(name)
            except Exception as error:  # noqa: BLE001 - whatever it is, the next sheet is no stand-in for this one
                if any(heads.values()):
                    continue
                yield {"error": f"the sheet {name[:80]!r} is damaged ({str(error)[:200] or type(error).__name__})"}
                return
            heads[name] = list(islice(_rows(sheet), HEAD)) if sheet.start is not None else []
            # One is held, so that a file of one table is read once.
            held = held or ({name: sheet} if heads[name] else {})
    yield {"sheets": list(heads.items())}
    wanted = json.loads(sys.stdin.readline() or "[]")
    for name in wanted:
        sheet = held.pop(name, None) or book.get_sheet_by_name(name)
        yield {"sheet": name}
        yield from _rows(sheet)
    yield None


def _rows(sheet: Any) -> Iterator[Any]:
    # Cells that were merged over several rows: what stands in the first holds for all of them.
    merged = sorted(
        (first, last, column) for (first, column), (last, _) in sheet.merged_cell_ranges or () if last > first
    )
    held: dict[int, tuple[int, Any]] = {}
    left = sheet.start[1]
    at = 0
    for number, cells in enumerate(sheet.iter_rows()):
        if number < sheet.start[0]:
            continue
        row = [_plain(cell) for cell in cells]
        for column, (last, value) in list(held.items()):
            if number > last:
                del held[column]
            elif column < len(row):
                row[column] = value
        while at < len(merged) and merged[at][0] <= number:
            first, last, column = merged[at]
            column -= left
            at += 1
            if first == number and 0 <= column < len(row) and row[column] is not None:
                held[column] = (last, row[column])
        if any(cell is not None for cell in row):
            yield [number + 1, row]


def _plain(cell: Any) -> Any:
    match cell:
        case bool():
            return cell
        case "":
            return None
        case str():
            return cell if len(cell) <= MOST_CELL else None
        case float():
            if not math.isfinite(cell):
                return None
            return int(cell) if cell.is_integer() and abs(cell) < 2**53 else cell
        case datetime.datetime() | datetime.date() | datetime.time():
            return cell.isoformat()
        case datetime.timedelta():
            return cell.total_seconds()
        case _:
            return cell


if __name__ == "__main__":
    main()
