"""Labels, as several kinds have them: a stable id, a name, a key, a colour."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from typing import Any, cast

from pydantic import BaseModel, ConfigDict, Field

from goodwork.errors import Fault
from goodwork.model.json import is_object, listed


class Label(BaseModel):
    """One label: its id never changes, its name may."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,59}$", description="Stable; made from the name when left out.")
    name: str = Field(min_length=1, max_length=200)
    key: str | None = Field(default=None, pattern=r"^[0-9a-z]$", description="Shortcut; 1 to 9 in order when left out.")
    color: str | None = Field(default=None, pattern=r"^#[0-9a-fA-F]{6}$")
    help: str = Field(default="", max_length=1000)


def labels_in_full(value: Any) -> Any:
    """Labels in full: they may be written as plain names, and ids that are left out are made from the names.

    >>> labels_in_full(["Good", {"name": "Good!"}])
    ({'name': 'Good', 'id': 'good'}, {'name': 'Good!', 'id': 'good-2'})
    """
    if not isinstance(value, list | tuple):
        return value
    labels = [{"name": v} if isinstance(v, str) else v for v in listed(cast("object", value))]
    taken = {str(v["id"]) for v in labels if is_object(v) and v.get("id")}
    done: list[Any] = []
    tried: dict[str, int] = {}
    for label in labels:
        if is_object(label) and not label.get("id") and isinstance(label.get("name"), str):
            made = _free(slug(label["name"]), taken, tried)
            taken.add(made)
            done.append({**label, "id": made})
        else:
            done.append(label)
    return tuple(done)


def slug(name: str) -> str:
    """A stable id out of a label's name.

    >>> slug("Très bien!"), slug("正")
    ('tres-bien', 'label')
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:50] or "label"


def _free(wanted: str, taken: set[str], tried: dict[str, int]) -> str:
    # Where the search for this name ended is where it goes on: thousands of names may make one id.
    n = tried.get(wanted, 1)
    made = wanted if n == 1 else f"{wanted}-{n}"
    while made in taken:
        n += 1
        made = f"{wanted}-{n}"
    tried[wanted] = n
    return made


def label_faults(where: str, labels: Sequence[Label]) -> list[Fault]:
    """Doubled ids, names and keys."""
    faults = [
        Fault(where, f"The label id {doubled!r} is there twice; ids must differ.")
        for doubled, n in Counter(label.id for label in labels).items()
        if n > 1
    ]
    names = Counter(label.name.strip().casefold() for label in labels)
    faults += [
        Fault(where, f"The label name {doubled!r} is there twice; people could not tell them apart.")
        for doubled, n in names.items()
        if n > 1
    ]
    keys = Counter(label.key for label in labels if label.key)
    faults += [
        Fault(where, f"The key {doubled!r} is given to two labels; give each a key of its own.")
        for doubled, n in keys.items()
        if n > 1
    ]
    return faults
