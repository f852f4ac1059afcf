"""How a file of the format doccano is told from others."""

from __future__ import annotations

from typing import Any

from goodwork.formats.contract import Seen
from goodwork.model.json import is_list, is_object

_PEOPLE = frozenset({"all", "admin", "unknown"})
"""Files that an export of several people has, whoever they are."""


def recognise(seen: Seen) -> bool:
    """Columns that are named and made as doccano's are."""
    if seen.parquet is not None:
        return False
    if seen.names is not None:
        stems = {name.rsplit("/", 1)[-1].rpartition(".")[0] for name in seen.names}
        return all(name.endswith(".jsonl") for name in seen.names) and bool(stems & _PEOPLE)
    if seen.row is None:
        return _is_table(seen.text)
    row = seen.row
    if "Comments" in row or "annotation_approver" in row:
        return True
    if is_list(row.get("entities")) and (is_list(row.get("relations")) or is_list(row.get("cats"))):
        return True
    if any(_has(row.get(name), "start_offset") for name in ("entities", "annotations")):
        return True
    return any(_is_spans(row.get(name)) for name in ("label", "labels"))


def _is_table(begin: bytes) -> bool:
    """Whether a table has doccano's header: whatever else it has, ``Comments`` is written large."""
    head = begin.removeprefix(b"\xef\xbb\xbf").split(b"\n", 1)[0].strip().replace(b'"', b"").split(b",")
    return b"Comments" in head and b"label" in head and bool({b"text", b"data"} & set(head))


def _has(value: Any, name: str) -> bool:
    return is_list(value) and any(is_object(one) and name in one for one in value)


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
