"""Classes: numbers whose names the features of Hugging Face ``datasets`` say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from goodwork.formats.report import Report
from goodwork.formats.rows import Entry, Row, Source
from goodwork.model.json import fields, is_list, is_object

UNKNOWN = -1
"""How data sets say that a label is not known."""


def with_names(source: Source, features: Mapping[str, Any]) -> tuple[Source, dict[str, Sequence[str]]]:
    """A source with names in place of the numbers of classes, and the names of each column that is of classes."""
    known = {column: names for column, feature in features.items() if (names := _names(feature)) is not None}
    if not known:
        return source, {}
    report = source.report

    def rows(skip: int) -> Iterator[Entry]:
        for entry in source.rows(skip):
            if isinstance(entry, Row):
                values = {
                    k: _named(v, k, known[k], entry.line, report) if k in known else v for k, v in entry.values.items()
                }
                yield Row(entry.line, values, entry.said)
            else:
                yield entry

    return replace(source, rows=rows, classes=known), known


def _names(feature: object) -> Sequence[str] | None:
    """The names of a feature's classes; of a list, those of what it lists."""
    if is_list(feature):
        return _names(feature[0]) if len(feature) == 1 else None
    if not is_object(feature):
        return None
    if feature.get("_type") == "ClassLabel":
        names = feature.get("names")
        return [str(name) for name in names] if is_list(names) else None
    # Older versions of datasets say Sequence, which may list columns, too.
    return _names(feature["feature"]) if "feature" in feature else None


def _named(value: Any, column: str, names: Sequence[str], line: int, report: Report) -> Any:
    if is_list(value):
        return [_named(one, column, names, line, report) for one in value]
    if not isinstance(value, int) or isinstance(value, bool) or value == UNKNOWN:
        return None if value == UNKNOWN else value
    if 0 <= value < len(names):
        return names[value]
    if value != -100:
        report.lose(f"row {line}", f"the class {value} in {column!r}", f"there are names for {len(names)} classes")
    return None


def features_in(info: object) -> Mapping[str, Any]:
    """The features that a ``dataset_info.json`` or the metadata of a schema speaks of."""
    found = fields(info)
    for name in ("info", "default"):
        if is_object(found.get(name)):
            found = fields(found[name])
    return fields(found.get("features"))
