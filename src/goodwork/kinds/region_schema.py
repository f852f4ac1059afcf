"""Regions: what is marked in a picture, whatever its shape. What the kinds that mark pictures have in common.

Coordinates are pixels of the picture as it is shown, upright (EXIF applied once), from its left upper corner: x to the
right, y down, borders of pixels at whole numbers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Annotated, Any, Protocol, Self, TypeVar

from pydantic import Field, field_validator

from goodwork.errors import Fault
from goodwork.kinds.attributes import MarkLabel, mark_label_faults, still_said
from goodwork.kinds.contract import Question
from goodwork.kinds.labels import labels_in_full
from goodwork.kinds.sources import part_named
from goodwork.model.items import NeededPart, Part, PartType
from goodwork.model.json import fields

MOST = 10_000
"""Regions of one answer."""

FARTHEST = 1e6
"""No coordinate lies farther from the picture's corner, in pixels."""

SLACK = 0.5
"""Pixels by which a region may reach beyond the picture: other tools round."""

FAULTS = 5
"""Regions that are named when many are wrong."""

NAMED = 3
"""Labels that are named where an answer stands in words."""

Coordinate = Annotated[float, Field(strict=True, allow_inf_nan=False, ge=-FARTHEST, le=FARTHEST)]


class RegionQuestion(Question):
    """Where in the picture is what?"""

    labels: Annotated[tuple[MarkLabel, ...], Field(min_length=1, max_length=200)]
    tolerance: float = Field(
        default=0.5,
        ge=0.1,
        le=0.95,
        description="What counts as right: the share of what two regions cover that both cover (IoU), at least.",
    )

    @field_validator("labels", mode="before")
    @classmethod
    def _in_full(cls, value: Any) -> Any:
        return labels_in_full(value)

    @property
    def ids(self) -> tuple[str, ...]:
        """The labels' ids, in order."""
        return tuple(label.id for label in self.labels)

    def label(self, label_id: str) -> MarkLabel | None:
        """The label of this id."""
        return self._by_id.get(label_id)

    @cached_property
    def _by_id(self) -> dict[str, MarkLabel]:
        return {label.id: label for label in reversed(self.labels)}


class Region(Protocol):
    """What one region is, whatever its shape."""

    @property
    def id(self) -> str: ...

    @property
    def label(self) -> str: ...

    @property
    def attributes(self) -> dict[str, str]: ...

    @property
    def place(self) -> tuple[Any, ...]:
        """Where it stands in the one order that regions have: from the top down, then from the left, then the rest."""
        ...

    @property
    def drawn(self) -> tuple[Any, ...]:
        """Its label and its shape: no answer has the same twice."""
        ...

    def model_copy(self, *, update: Mapping[str, Any] | None = None) -> Self: ...


R = TypeVar("R", bound=Region)


def in_one_order(regions: Sequence[Any], letter: str) -> tuple[Any, ...]:
    """Regions from the top down, their ids counting in this order; ValueError when two have one id.

    So two people who drew the same gave the same answer, whatever they drew first.
    """
    doubled = next((name for name, n in Counter(region.id for region in regions).items() if n > 1), None)
    if doubled is not None:
        raise ValueError(f"two regions have the id {doubled!r}; each needs one of its own")
    ordered = sorted(regions, key=lambda region: region.place)
    ids = (f"{letter}{n}" for n in range(1, len(ordered) + 1))
    return tuple(
        region if region.id == name else region.model_copy(update={"id": name})
        for region, name in zip(ordered, ids, strict=True)
    )


def needs(question: RegionQuestion) -> tuple[NeededPart, ...]:
    """The picture."""
    return (NeededPart(question.part, (PartType.PICTURE,)),)


def conditions(question: RegionQuestion) -> tuple[str, ...]:
    """What later questions may ask about: whether there is something of a label."""
    return question.ids


def question_faults(question: RegionQuestion) -> list[Fault]:
    """Doubled ids, names and keys, also those of attributes and their options."""
    return mark_label_faults(f"{question.key}.labels", question.labels)


def picture_of(question: RegionQuestion, parts: Sequence[Part]) -> tuple[Part | None, str | None]:
    """The picture among an item's parts, and what is wrong when there is none."""
    picture = part_named(parts, question.part, PartType.PICTURE)
    if picture is None or picture.type is not PartType.PICTURE:
        return None, f"This item has no picture{f' called {question.part!r}' if question.part else ''} to mark."
    return picture, None


def no_label(question: RegionQuestion, label_id: str) -> str:
    """That a label is unknown, in words."""
    return f"There is no label {label_id!r} in this question; it has {', '.join(question.ids[:20])}."


def answer_faults(
    question: RegionQuestion,
    regions: Sequence[R],
    parts: Sequence[Part],
    *,
    wrong: Callable[[R], str | None],
    outside: Callable[[R, int, int], bool],
    at: Callable[[R], str],
    one: str,
    many: str,
    unfit: str = "lies outside of",
) -> list[Fault]:
    """What is wrong with each region by itself, those outside of the picture, doubles; the first few are named.

    ``at``: where a region lies, in words; ``one`` and ``many`` say what they are, ``unfit`` what one
    that is ``outside`` is to its picture.
    """
    faults = [what for region in regions if (what := wrong(region))]
    if parts and regions:
        picture, missing = picture_of(question, parts)
        if picture is None:
            faults.append(str(missing))
        elif picture.width and picture.height:
            size = (picture.width, picture.height)
            faults += [
                f"The {one} {region.id}, at {at(region)}, {unfit} the picture of {size[0]} x {size[1]}."
                for region in regions
                if outside(region, *size)
            ]
    drawn = {region.drawn: region for region in regions}
    times = Counter(region.drawn for region in regions)
    faults += [
        f"The same {one} of {region.label!r}, at {at(region)}, is there twice."
        for shape, region in drawn.items()
        if times[shape] > 1
    ]
    more = [Fault(question.key, f"{len(faults) - FAULTS} more {many} are wrong.")] if len(faults) > FAULTS else []
    return [Fault(question.key, what) for what in faults[:FAULTS]] + more


def still_asked(
    question: RegionQuestion, regions: Iterable[Mapping[str, object]]
) -> Iterable[tuple[Mapping[str, object], dict[str, object]]]:
    """The regions whose labels this version of the question still has, and what of their attributes it has."""
    for region in regions:
        label = question.label(str(region.get("label")))
        if label is not None:
            yield region, still_said(label, fields(region.get("attributes")))


def shown(question: RegionQuestion, regions: Sequence[Region], one: str, many: str) -> str:
    """Regions in words: how many of which label; ``one`` and ``many`` say what they are."""
    if not regions:
        return "nothing marked"
    counts = Counter(region.label for region in regions)
    named = [f"{label.name} {counts[label.id]}" for label in question.labels if counts[label.id]]
    count = f"{len(regions)} {many}: " if len(regions) > 1 else f"1 {one}: "
    return count + ", ".join(named[:NAMED]) + (", …" if len(named) > NAMED else "")
