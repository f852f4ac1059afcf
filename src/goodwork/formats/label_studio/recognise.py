"""How a file of the format label-studio is told from others."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from goodwork.formats.contract import Seen
from goodwork.formats.guesses import is_content
from goodwork.formats.label_studio.read import LEAD_TIME, OF_TASKS, TASKS
from goodwork.formats.own import states_parts
from goodwork.formats.record_json import looks_said
from goodwork.model.json import is_list, is_object

ALIASES = {
    "labelstudio": "label-studio", "label_studio": "label-studio", "ls": "label-studio",
    "label-studio-min": "label-studio", "json-min": "label-studio", "json_min": "label-studio",
    "label-studio-csv": "label-studio",
}  # fmt: skip
BESIDE = frozenset({"annotator", "annotation_id", "created_at", "updated_at", LEAD_TIME, "agreement", "history"})
"""What rows of JSON-MIN and CSV have beside the data and the answers."""
_SURE = frozenset({"annotator", "annotation_id", LEAD_TIME})
_LABELS = frozenset({"labels", "hypertextlabels", "paragraphlabels"})
_HEAD = re.compile(r"[,;|\t]")


def recognise(seen: Seen) -> bool:
    """Tasks: data, with something said of it or a number; rows of its smaller exports; a folder with tasks."""
    if seen.parquet is not None:
        return False
    if seen.names is not None:
        return TASKS in seen.names
    if seen.row is None:
        return _is_header(seen.text)
    row = seen.row
    data = row.get("data")
    return _is_task(row, data) if is_object(data) else is_minimal_row(row)


def _is_task(row: Mapping[str, Any], data: Mapping[str, Any]) -> bool:
    """Whether a row with data is a task: nothing in it is ours, and nothing beside the data is there to be judged."""
    if states_parts(row) or looks_said(row.get("annotations")):
        return False
    others = set(row) - {"data"} - OF_TASKS
    return not others or (any(map(_may_be_judged, data.values())) and not any(map(is_content, others)))


def _may_be_judged(value: object) -> bool:
    return isinstance(value, str | list) or (is_object(value) and any(map(_may_be_judged, value.values())))


def is_minimal_row(row: Mapping[str, Any]) -> bool:
    """Whether a row has what JSON-MIN and CSV say of an annotation, or regions as only Label Studio writes them."""
    if "annotations" in row or "data" in row:
        return False
    return len(_SURE & set(row)) >= 2 or any(is_list(v) and any(map(_is_region, v)) for v in row.values())


def _is_region(value: Any) -> bool:
    return is_object(value) and "start" in value and "end" in value and any(is_list(value.get(k)) for k in _LABELS)


def is_answer(value: Any) -> bool:
    """Whether a value looks as only results do: regions, choices, ratings, in the words of Label Studio."""
    if is_object(value):
        return set(value) <= {"choices", "text"} and any(is_list(v) for v in value.values())
    if not is_list(value) or not value:
        return False
    return all(is_object(one) and (_is_region(one) or bool(_RESULTS & set(one))) for one in value)


_RESULTS = frozenset({
    "choices", "taxonomy", "rating", "number", "datetime", "selected", "ranker", "rectanglelabels", "polygonlabels",
    "brushlabels", "keypointlabels", "ellipselabels", "timeserieslabels",
})  # fmt: skip


def _is_header(begin: bytes) -> bool:
    encoding = "utf-16" if begin[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    line = begin.split(b"\n", 1)[0] if encoding == "utf-8-sig" else begin[: len(begin) & ~1]
    head = line.decode(encoding, "replace").split("\n", 1)[0]
    names = {name.strip().strip('"') for name in _HEAD.split(head)}
    return len(_SURE & names) >= 2
