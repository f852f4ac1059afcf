"""Features, as Hugging Face ``datasets`` says what a column holds: in the file and on the card of a data set."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from goodwork.formats.arrow import pa
from goodwork.model.json import is_object


def feature(kind: Any) -> dict[str, Any]:
    """The feature of ``datasets`` that an Arrow type is."""
    if pa.types.is_struct(kind):
        return {field.name: feature(field.type) for field in kind}
    if pa.types.is_list(kind):
        return {"feature": feature(kind.value_type), "_type": "List"}
    return {"dtype": {"double": "float64"}.get(str(kind), str(kind)), "_type": "Value"}


def card(column: str, of: Mapping[str, Any]) -> dict[str, Any]:
    """A feature as the YAML of a dataset card has it."""
    match of:
        case {"_type": "ClassLabel", "names": names}:
            return {"name": column, "dtype": {"class_label": {"names": {str(i): n for i, n in enumerate(names)}}}}
        case {"_type": "Image"}:
            return {"name": column, "dtype": "image"}
        case {"_type": "List", "feature": {"dtype": dtype}}:
            return {"name": column, "list": dtype}
        case {"_type": "List", "feature": fields} if is_object(fields):
            inner = [{"name": name, "dtype": kind["dtype"]} for name, kind in fields.items()]
            return {"name": column, "list": inner}
        case _:
            return {"name": column, "dtype": of["dtype"]}
