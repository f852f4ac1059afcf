"""How a file of the format doccano is told from others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from goodwork.formats.contract import Seen
from goodwork.model.json import is_list, is_object

JOINED = "#"
"""What stands between the labels of one cell."""
_PEOPLE = frozenset({"all", "admin", "unknown"})
"""Files that an export of several people has, whoever they are."""


def recognise(seen: Seen) -> bool:
    """Columns that are named and made as doccano's are."""
    if seen.parquet is not None:
        return False
    if seen.names is not None:
        stems = {name.rsplit("/", 1)[-1].rpartition(".")[0] for name in seen.names}
        return seen.first is not None and (bool(stems & _PEOPLE) or _is_row(seen.first))
    if seen.row is None:
        return seen.cells is not None and _is_table(seen.cells)
    return _is_row(seen.row)


def _is_row(row: Mapping[str, object]) -> bool:
    if "Comments" in row or "annotation_approver" in row:
        return True
    words = is_list(row.get("tokens")) and "text" not in row  # its spans count words
    if is_list(row.get("entities")) and (is_list(row.get("relations")) or is_list(row.get("cats"))) and not words:
        return True
    if any(_has(row.get(name), "start_offset") for name in ("entities", "annotations")):
        return True
    if set(row) == {"id", "text", "label"} and isinstance(row["id"], int) and _is_names(row["label"]):
        return True
    return any(_is_spans(row.get(name)) for name in ("label", "labels"))


def _is_table(row: Mapping[str, object]) -> bool:
    """Whether a table has doccano's columns: ``Comments`` is large, ``data`` is a text, or labels are joined."""
    if "label" not in row or not ({"text", "data"} & row.keys()):
        return False
    labels = str(row["label"] or "").split(JOINED)
    joined = len(labels) > 1 and all(label and label == label.strip() for label in labels)
    return "Comments" in row or ("id" in row and ("data" in row or joined))


def _has(value: Any, name: str) -> bool:
    return is_list(value) and any(is_object(one) and name in one for one in value)


def _is_names(value: Any) -> bool:
    return is_list(value) and bool(value) and all(isinstance(one, str) for one in value)


def _is_spans(value: Any) -> bool:
    """Whether a value is spans as doccano has them: triples of start, end and label."""
    return (
        is_list(value)
        and bool(value)
        and all(
            is_list(one) and len(one) == 3 and type(one[0]) is int and type(one[1]) is int and isinstance(one[2], str)
            for one in value
        )
    )
