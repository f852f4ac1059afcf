"""What the report of texts shows: the numbers in words, and some pairs read again from the source."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goodwork.redundancy.keep import representatives
from goodwork.redundancy.near_text import Answer
from goodwork.redundancy.report import write_report
from goodwork.redundancy.run import Report
from goodwork.redundancy.sources import Source

SHOWN = 60
"""Pairs on the page."""


def texts_at(source: Source, rows: Sequence[int]) -> dict[int, str]:
    """The texts of a few rows, in one pass that ends with the last of them."""
    wanted = np.unique(np.asarray(rows, np.int64))
    found: dict[int, str] = {}
    start = 0
    for batch in source.batches():
        if start > (wanted[-1] if wanted.size else -1):
            break
        stop = start + len(batch.texts)
        for row in wanted[np.searchsorted(wanted, start) : np.searchsorted(wanted, stop)]:
            found[int(row)] = string(batch.texts[int(row) - start].as_py())
        start = stop
    return found


def string(value: Any) -> str:
    if value is None:
        return ""
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


def pairs_shown(answer: Answer, threshold: float, many: int = SHOWN) -> list[tuple[int, int, float]]:
    """(row, representative, similarity) of a few rows set aside: the least similar first, then a spread of others."""
    rows = answer.unit_of_row.size
    representative, similarity = representatives(answer, 0, rows)
    aside: NDArray[np.int64] = np.flatnonzero(representative != np.arange(rows))
    if aside.size == 0:
        return []
    near = aside[similarity[aside] < 1]
    order = near[np.argsort(similarity[near], kind="stable")]
    closest = order[similarity[order] >= threshold]
    chosen = np.concatenate(
        [
            order[: many // 3],
            closest[: many // 3],
            aside[np.linspace(0, aside.size - 1, min(aside.size, many - 2 * (many // 3))).astype(np.int64)],
        ]
    )
    seen = dict.fromkeys(int(row) for row in chosen)
    return [(row, int(representative[row]), float(similarity[row])) for row in seen]


def report_texts(path: Path, source: Source, answer: Answer, found: Report) -> None:
    """Writes the page for a run over texts, with pairs side by side."""
    pairs = pairs_shown(answer, found.threshold)
    texts = texts_at(source, [row for pair in pairs for row in pair[:2]])
    shown = [(f"row {a}", texts.get(a, ""), f"row {b}", texts.get(b, ""), s) for a, b, s in pairs]
    report_numbers(path, found, shown)


def report_numbers(path: Path, found: Report, shown: Sequence[tuple[str, str, str, str, float]] = ()) -> None:
    """Writes the page: numbers, sizes of clusters, notes, and the pairs if there are any to show."""
    facts = [
        (key.replace("_", " "), f"{value:,}" if isinstance(value, int) else str(value))
        for key, value in found.json().items()
        if not isinstance(value, dict)
    ]
    write_report(path, "Redundancy", found.lines()[0], facts, found.counts.histogram, shown, found.lines()[1:])
