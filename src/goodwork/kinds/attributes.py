"""Attributes: what is said of every marked thing of a label, as kinds that mark texts and pictures share it."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Protocol, TypeVar

from pydantic import BaseModel, ConfigDict, Field, field_validator

from goodwork.errors import Fault
from goodwork.kinds.labels import Label, label_faults, labels_in_full
from goodwork.model import records

Said = dict[str, Annotated[str, Field(max_length=2000)]]
"""Attribute id -> option id, or text where the attribute has no options."""

DIGITS = 12


class Option(BaseModel):
    """One value that an attribute may have."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,59}$", description="Stable; made from the name when left out.")
    name: str = Field(min_length=1, max_length=200)


class Attribute(BaseModel):
    """Something that is said of everything that is marked with a label: one of some options, or a text."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,59}$", description="Stable; made from the name when left out.")
    name: str = Field(min_length=1, max_length=200)
    options: tuple[Option, ...] = Field(default=(), max_length=100, description="None: any text.")
    required: bool = False

    @field_validator("options", mode="before")
    @classmethod
    def _in_full(cls, value: Any) -> Any:
        return labels_in_full(value)


class MarkLabel(Label):
    """A label of things that are marked, and what is said of each."""

    attributes: tuple[Attribute, ...] = Field(default=(), max_length=20)

    @field_validator("attributes", mode="before")
    @classmethod
    def _in_full(cls, value: Any) -> Any:
        return labels_in_full(value)


def mark_label_faults(where: str, labels: Sequence[MarkLabel]) -> list[Fault]:
    """Doubled ids, names and keys, also those of attributes and their options."""
    faults = label_faults(where, labels)
    for label in labels:
        for owner, named in [(label.name, label.attributes), *((a.name, a.options) for a in label.attributes)]:
            names = Counter(one.name.strip().casefold() for one in named)
            ids = Counter(one.id for one in named)
            doubled = next((name for name, n in [*names.items(), *ids.items()] if n > 1), None)
            if doubled is not None:
                faults.append(Fault(where, f"Under {owner!r}, {doubled!r} is there twice."))
    return faults


def wrong_attribute(label: MarkLabel, said: Mapping[str, str], of: str, named: str) -> str | None:
    """What is wrong with what is said of one thing; ``of`` is its id in words, ``named`` what it is missed in."""
    known = {attribute.id: attribute for attribute in label.attributes}
    for name, value in said.items():
        attribute = known.get(name)
        if attribute is None:
            return f"The label {label.name!r} has no attribute {name!r}."
        if value == "" or (attribute.options and value not in {option.id for option in attribute.options}):
            return f"The attribute {attribute.name!r} of {of} can't be {value!r}."
    missing = next((a for a in label.attributes if a.required and a.id not in said), None)
    return missing and f"The {named} needs its {missing.name!r}."


def still_said(label: MarkLabel, said: Mapping[str, object]) -> dict[str, object]:
    """What of it this version of the label still has."""
    options = {a.id: {option.id for option in a.options} for a in label.attributes}
    return {
        name: value for name, value in said.items() if name in options and (not options[name] or value in options[name])
    }


def unlike_share(a: Mapping[str, str], b: Mapping[str, str]) -> float:
    """The share of all attributes that either has in which they differ; 0 when neither has any."""
    names = a.keys() | b.keys()
    return sum(a.get(name) != b.get(name) for name in names) / len(names) if names else 0.0


def agreed_attributes(votes: Sequence[tuple[float, Mapping[str, str]]]) -> dict[str, str]:
    """Each attribute as most of the weight has it, also as being absent."""
    agreed: dict[str, str] = {}
    for name in sorted({name for _, said in votes for name in said}):
        weights: defaultdict[str, list[float]] = defaultdict(list)
        for weight, said in votes:
            weights[said.get(name, "")].append(weight)
        best = max(weights, key=lambda value: (round(math.fsum(weights[value]), DIGITS), value))
        if best:
            agreed[name] = best
    return agreed


def named_attributes(label: MarkLabel | None, said: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """What is said, with the names of attributes and options, as the neutral records have it."""
    known = {a.id: (a.name, {o.id: o.name for o in a.options}) for a in label.attributes} if label else {}
    named: list[tuple[str, str]] = []
    for key, value in said.items():
        name, options = known.get(key, (key, {}))
        named.append((name, options.get(value, value)))
    return tuple(sorted(named))


def read_attributes(label: MarkLabel, said: Sequence[tuple[str, str]], lost: list[records.Loss]) -> Mapping[str, str]:
    """What records say, by ids; what the label does not hold is added to ``lost``."""
    read: dict[str, str] = {}
    for name, value in said:
        attribute = of_name(label.attributes, name)
        if attribute is None:
            why = f"the label {label.name!r} has none of this name"
            lost.append(records.Loss("", f"the attribute {name!r}", why, "unasked"))
            continue
        option = of_name(attribute.options, value)
        if attribute.options and option is None:
            lost.append(records.Loss("", f"{attribute.name!r} {value!r}", "it is none of the attribute's options"))
            continue
        read[attribute.id] = option.id if option else value
    return read


class _Named(Protocol):
    @property
    def id(self) -> str: ...

    @property
    def name(self) -> str: ...


N = TypeVar("N", bound=_Named)


def of_id_or_name(things: Sequence[N], thing_id: str, name: str) -> N | None:
    """The thing of this id, else of this name in any case."""
    return next((one for one in things if one.id == thing_id), None) or of_name(things, name)


def of_name(things: Sequence[N], name: str) -> N | None:
    """The thing of this name to the letter, else of this id, else of this name in any case."""
    folded = name.strip().casefold()
    return (
        next((one for one in things if one.name == name), None)
        or next((one for one in things if one.id == name), None)
        or next((one for one in things if one.name.strip().casefold() == folded), None)
    )
