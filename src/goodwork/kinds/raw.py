"""Stored answers, looked into before it is known whether they still are answers: what is not as it was is not there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import cast


def listed(value: object) -> list[object]:
    """The elements of a list; of anything else none."""
    return list(cast("Iterable[object]", value)) if isinstance(value, list | tuple) else []


def texts(value: object) -> list[str]:
    """The texts in a list."""
    return [one for one in listed(value) if isinstance(one, str)]


def fields(value: object) -> dict[str, object]:
    """The fields of an object; of anything else none."""
    return dict(cast("Mapping[str, object]", value)) if isinstance(value, Mapping) else {}


def objects(value: object) -> list[dict[str, object]]:
    """The objects in a list."""
    return [fields(one) for one in listed(value) if isinstance(one, Mapping)]
