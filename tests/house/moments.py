"""Every moment that the API tells: whose it is, and why it is more than a day. Nobody is told when others did what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, cast

Shapes = Mapping[str, tuple[str, ...]]

OWN: Shapes = {
    "ClaimOut": ("granted_at", "expires_at"), "DraftOut": ("saved_at",), "AnnotationOut": ("submitted_at",),
    "HistoryRow": ("submitted_at",), "DigestOut": ("next_at", "sent_at"),
    "SessionOut": ("created_at", "expires_at"), "TokenOut": ("created_at", "expires_at", "revoked_at"),
    "TokenMade": ("created_at", "expires_at", "revoked_at"), "PayLineOut": ("at",),
}  # fmt: skip
"""What somebody did or has, told to themselves alone."""

NOBODYS: Mapping[str, Shapes] = {
    "a refit ended: numbers are as of then, and a figure that is older than an answer is no figure of it": {
        "ProjectQuality": ("fitted_at",), "RestsOn": ("fitted_at",), "DependenceOut": ("found_at",),
    },
    "a run over a whole file or project began and ended; its shape names nobody": {
        "ImportOut": ("created_at", "finished_at"), "CheckOut": ("created_at", "finished_at"),
    },
    "a link that lets somebody in stops to work within a day": {
        "PersonOut": ("reset_link_until",), "ResetLinkMade": ("expires_at",),
    },
    "it reached the inbox of whoever reads it": {"EntryOut": ("at",)},
}  # fmt: skip
"""What is no act of a person at work, and why a day would not do."""

LISTED = [f"{name}.{field}" for shapes in (OWN, *NOBODYS.values()) for name, named in shapes.items() for field in named]

_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d")


def told(answer: object, key: str = "") -> Iterator[str]:
    """The names under which an answer of the API holds moments, however deep."""
    match answer:
        case str() if _MOMENT.search(answer):
            yield key
        case dict():
            for name, value in cast("dict[str, Any]", answer).items():
                yield from told(value, name)
        case list():
            for value in cast("list[Any]", answer):
                yield from told(value, key)
        case _:
            return
