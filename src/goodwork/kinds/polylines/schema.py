"""Polylines: lines along what is in a picture, each with a label: lanes, wires, vessels, borders.

A line is its corners in the order in which it runs. Whether the way that it runs says something, the question says.
Pixels: see `kinds.region_schema`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, FailFast, Field, field_validator, model_validator

from goodwork.errors import Fault
from goodwork.kinds import region_schema
from goodwork.kinds.attributes import Said, wrong_attribute
from goodwork.kinds.contract import Answer
from goodwork.kinds.region_schema import (
    MOST,
    SLACK,
    Coordinate,
    RegionQuestion,
    in_one_order,
    no_label,
    still_asked,
)
from goodwork.model.items import Part
from goodwork.model.json import objects

MOST_POINTS = 2_000
"""Points of one line."""

MOST_OF_ALL = 50_000
"""Points of one answer."""

Corner = tuple[Coordinate, Coordinate]


class PolylinesQuestion(RegionQuestion):
    """Along what does which line run in the picture?"""

    kind: str = "polylines"
    tolerance: float = Field(
        default=0.5,
        ge=0.1,
        le=0.95,
        description="What counts as right: the share of the length of two lines that lies at the other, at least.",
    )
    reach: float = Field(
        default=16,
        ge=1,
        le=1_000,
        description="Pixels from which on a place of a line shares nothing with another line; nearer, it shares more.",
    )
    directed: bool = Field(default=False, description="Whether lines that run opposite ways are different lines.")


class Polyline(BaseModel):
    """A line in a picture."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(min_length=1, max_length=100, description="l1, l2, ... from the top down.")
    label: str = Field(max_length=60)
    points: Annotated[tuple[Corner, ...], FailFast(), Field(min_length=2, max_length=MOST_POINTS)] = Field(
        description="Corners of x and y in pixels, in the order in which the line runs; none on the one before it."
    )
    attributes: Said = Field(default_factory=dict, max_length=20)

    @field_validator("attributes")
    @classmethod
    def _attributes_in_order(cls, value: dict[str, str]) -> dict[str, str]:
        return dict(sorted(value.items()))

    @field_validator("points")
    @classmethod
    def _no_step_of_no_length(cls, value: tuple[Corner, ...]) -> tuple[Corner, ...]:
        if any(a == b for a, b in pairwise(value)):
            raise ValueError("a point lies on the one before it; leave it out")
        return value

    @cached_property
    def around(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of all points."""
        xs, ys = [x for x, _ in self.points], [y for _, y in self.points]
        return min(xs), min(ys), max(xs), max(ys)

    @property
    def place(self) -> tuple[Any, ...]:
        """Where it stands in the one order of lines: from the top down, then from the left, then the rest."""
        left, top, *_ = self.around
        return (top, left, self.points, self.label, [*self.attributes.items()])

    @property
    def drawn(self) -> tuple[Any, ...]:
        """Its label and its points: no answer has the same twice."""
        return (self.label, self.points)


class PolylinesAnswer(Answer):
    """Lines from the top down; none: there is nothing to mark. Equal answers are equal in whatever order drawn."""

    polylines: Annotated[tuple[Polyline, ...], FailFast(), Field(max_length=MOST)]

    @model_validator(mode="after")
    def _in_one_order(self) -> Self:
        # Frozen for everybody else: this is where the value is made.
        object.__setattr__(self, "polylines", in_one_order(self.polylines, "l"))
        return self


def answer_faults(question: PolylinesQuestion, answer: PolylinesAnswer, parts: Sequence[Part]) -> list[Fault]:
    """Unknown labels, lines outside of the picture, attributes, doubles, also those that run the other way."""
    points = sum(len(line.points) for line in answer.polylines)
    if points > MOST_OF_ALL:
        return [Fault(question.key, f"{points:,} points are more than the {MOST_OF_ALL:,} that one answer holds.")]
    faults = region_schema.answer_faults(
        question,
        answer.polylines,
        parts,
        wrong=lambda line: _wrong(question, line),
        outside=_is_outside,
        at=_at,
        one="polyline",
        many="polylines",
    )
    if not question.directed:
        ways = Counter((line.label, min(line.points, line.points[::-1])) for line in _once(answer))
        faults += [
            Fault(question.key, f"The same polyline of {label!r} is there twice, once the other way round.")
            for (label, _), times in ways.items()
            if times > 1
        ][:1]
    return faults


def _once(answer: PolylinesAnswer) -> list[Polyline]:
    """The lines, those that are there twice as they are once: that is said already."""
    return [*{line.drawn: line for line in answer.polylines}.values()]


def _wrong(question: PolylinesQuestion, line: Polyline) -> str | None:
    label = question.label(line.label)
    if label is None:
        return no_label(question, line.label)
    return wrong_attribute(
        label, line.attributes, f"polyline {line.id}", f"polyline {line.id} ({label.name}, at {_at(line)})"
    )


def _is_outside(line: Polyline, width: int, height: int) -> bool:
    left, top, right, bottom = line.around
    return left < -SLACK or top < -SLACK or right > width + SLACK or bottom > height + SLACK


def _at(line: Polyline) -> str:
    x, y = line.points[0]
    return f"{x:g}, {y:g}"


def migrate(question: PolylinesQuestion, answer: Mapping[str, object]) -> dict[str, object] | None:
    """Lines whose labels this version still has; None when none of them is left."""
    lines = objects(answer.get("polylines"))
    kept: list[dict[str, object]] = [{**one, "attributes": said} for one, said in still_asked(question, lines)]
    return {"polylines": kept} if kept or not lines else None


def shown(question: PolylinesQuestion, answer: PolylinesAnswer) -> str:
    """Polylines in words: how many of which label."""
    return region_schema.shown(question, answer.polylines, "polyline", "polylines")
