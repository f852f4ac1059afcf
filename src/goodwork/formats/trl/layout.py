"""The layout of a row: what is needed to write it again as it was, kept in the metadata of its item."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from goodwork.formats import json_values
from goodwork.formats.documents import Document
from goodwork.formats.guesses import identity
from goodwork.model.json import is_list, is_object, texts

LAYOUT = "trl"
"""The field of the metadata that holds it."""
OURS = frozenset({"margin", "verdict", "order"})
"""What a pair of ours has beside the columns of its item."""


def layout_of(values: Mapping[str, Any], told: Mapping[str, Any]) -> dict[str, Any]:
    """The metadata that keep a layout: its columns, and what is ``told`` of the row beside them."""
    layout: dict[str, Any] = {"columns": list(values), **told}
    name = identity(list(values))
    if name is not None and values[name] is not None and not isinstance(values[name], str):
        layout["id"] = values[name]
    return {LAYOUT: layout}


def tells_no_id(values: Mapping[str, Any]) -> bool:
    """Whether an empty ``id`` says that another column, which is called like one, is metadata."""
    return "id" in values and values["id"] is None and identity([name for name in values if name != "id"]) is not None


def beside(values: Mapping[str, Any], taken: Iterable[str], made: Iterable[str]) -> dict[str, Any]:
    """The columns that are kept as they are; one that is called like what the row is made into stands apart."""
    taken, made = frozenset(taken), frozenset((*made, LAYOUT))
    return {f"given_{k}" if k in made else k: v for k, v in values.items() if k not in taken}


def read_layout(document: Document) -> Mapping[str, Any]:
    """The layout of a document; empty when it comes from elsewhere."""
    layout: Any = document.metadata.get(LAYOUT)
    if isinstance(layout, str):
        # Tables keep objects as JSON in a cell.
        try:
            layout = json_values.parse(layout.encode())
        except (ValueError, UnicodeEncodeError):
            return {}
    return layout if is_object(layout) and is_list(layout.get("columns")) else {}


def arranged(document: Document, line: Mapping[str, Any], layout: Mapping[str, Any]) -> dict[str, Any]:
    """A line in the order of the columns that the row had, with those that were empty."""
    columns = texts(layout.get("columns"))
    if not columns:
        return dict(line)
    name = identity(columns)
    known = dict(line)
    if name is not None:
        given = layout.get("id")
        known.pop("id", None)
        if document.id is not None:
            # An id that was given anew is a text.
            known[name] = given if given is not None and str(given) == document.id else document.id
    elif document.metadata.get("id") is None:
        known.pop("id", None)
        if document.id is not None:
            known["id"] = document.id
    return {column: known.get(column) for column in columns} | {k: v for k, v in known.items() if k not in columns}


def plain_metadata(document: Document) -> dict[str, Any]:
    """The metadata of a document as its file had them."""
    return {k.removeprefix("given_"): v for k, v in document.metadata.items() if k != LAYOUT}
