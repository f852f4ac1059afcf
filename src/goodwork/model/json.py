"""JSON whose form is not known yet: looked into, part by part, without trusting it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeGuard, cast


def is_object(value: object) -> TypeGuard[dict[str, Any]]:
    """Whether it is an object; nothing is known of its values."""
    return isinstance(value, dict)


def is_list(value: object) -> TypeGuard[list[Any]]:
    """Whether it is a list; nothing is known of its elements."""
    return isinstance(value, list)


def listed(value: object) -> list[object]:
    """The elements of a list; of anything else none."""
    return list(cast("Iterable[object]", value)) if isinstance(value, list | tuple) else []


def texts(value: object) -> list[str]:
    """The texts in a list."""
    return [one for one in listed(value) if isinstance(one, str)]


def fields(value: object) -> dict[str, object]:
    """The fields of an object; of anything else none.

    >>> fields({"a": 1}), fields([1])
    ({'a': 1}, {})
    """
    return dict(cast("Mapping[str, object]", value)) if isinstance(value, Mapping) else {}


def objects(value: object) -> list[dict[str, object]]:
    """The objects in a list."""
    return [fields(cast("object", one)) for one in listed(value) if isinstance(one, Mapping)]
