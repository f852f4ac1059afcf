"""Outputs that a question compares: parts of the item by name, and the order in which a person saw them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Annotated

from pydantic import Field

from goodwork.errors import Fault
from goodwork.model.items import Part

Output = Annotated[str, Field(min_length=1, max_length=100)]
"""The name of a part."""


def doubled_faults(key: str, outputs: Sequence[str]) -> list[Fault]:
    """Outputs that the question names twice."""
    return [
        Fault(f"{key}.outputs", f"The output {name!r} is there twice; compare different parts.")
        for name, n in Counter(outputs).items()
        if n > 1
    ]


def missing_faults(key: str, outputs: Sequence[str], parts: Sequence[Part]) -> list[Fault]:
    """Outputs that the item does not have; none when its parts are not at hand."""
    names = [part.name for part in parts]
    if not names:
        return []
    return [
        Fault(key, f"This item has no part {name!r} to compare; it has {', '.join(names[:20])}.")
        for name in outputs
        if name not in names
    ]


def shown_faults(key: str, outputs: Sequence[str], shown: Sequence[str]) -> list[Fault]:
    """An order that is none of these outputs; an empty one says that it is not known."""
    if not shown or sorted(shown) == sorted(outputs):
        return []
    return [Fault(key, f"The order shown must name each of {', '.join(outputs)} once, or nothing.")]


def shown_alike(orders: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """The order in which everybody saw the outputs, when it was the same for all; else ().

    >>> shown_alike([("a", "b"), ("a", "b")]), shown_alike([("a", "b"), ("b", "a")])
    (('a', 'b'), ())
    """
    return orders[0] if len(set(orders)) == 1 else ()
