"""Polygons: outlines of what is in a picture, each with a label, in one or several parts and with holes.

A part is its outer ring and the holes in it, as GeoJSON has them; a ring is closed by itself, so its first point does
not come again. Pixels: see `kinds.region_schema`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, FailFast, Field, field_validator, model_validator

from goodwork.errors import Fault
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
from goodwork.kinds.region_schema import answer_faults as region_faults
from goodwork.kinds.region_schema import shown as shown_regions
from goodwork.model.items import Part
from goodwork.model.json import objects

MOST_POINTS = 2_000
"""Points of one polygon."""

MOST_OF_ALL = 50_000
"""Points of one answer."""

Corner = tuple[Coordinate, Coordinate]
Ring = Annotated[tuple[Corner, ...], FailFast(), Field(min_length=1, max_length=MOST_POINTS)]
Rings = Annotated[tuple[Ring, ...], FailFast(), Field(min_length=1, max_length=MOST_POINTS)]
Parts = Annotated[tuple[Rings, ...], FailFast(), Field(min_length=1, max_length=MOST_POINTS)]

WRONG = {
    "flat": "has no area: a ring needs three points that are not in one line",
    "crosses": "crosses itself: an outline goes around its area once",
    "hole": "has a hole that does not lie inside of it, apart from its outline and from other holes",
}


class PolygonsQuestion(RegionQuestion):
    """Which outline has what in the picture?"""

    kind: str = "polygons"
    least: float = Field(
        default=1, gt=0, le=1e6, description="The smallest area that a polygon may have, in square pixels."
    )


class Polygon(BaseModel):
    """An outline in a picture."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(min_length=1, max_length=100, description="p1, p2, ... from the top down.")
    label: str = Field(max_length=60)
    parts: Parts = Field(
        description="Each part as its outer ring and then its holes, rings as points of x and y in pixels. The outer "
        "ring goes clockwise as seen, from its uppermost point; holes go the other way."
    )
    attributes: Said = Field(default_factory=dict, max_length=20)

    @field_validator("attributes")
    @classmethod
    def _attributes_in_order(cls, value: dict[str, str]) -> dict[str, str]:
        return dict(sorted(value.items()))

    @field_validator("parts")
    @classmethod
    def _parts_in_order(cls, value: tuple[tuple[tuple[tuple[float, float], ...], ...], ...]) -> Any:
        # numpy is loaded only where there is an outline to put in order.
        from goodwork.geometry.outlines import in_one_order

        return in_one_order(value)

    @cached_property
    def shape(self) -> Any:
        """The parts as arrays, for whoever compares them."""
        from goodwork.kinds.polygons.drawing import Drawing

        return Drawing.of(self.parts)

    @property
    def points(self) -> int:
        """How many points all rings have."""
        return sum(len(ring) for rings in self.parts for ring in rings)

    @property
    def place(self) -> tuple[Any, ...]:
        """Where it stands in the one order that polygons have: from the top down, then from the left, then the rest."""
        x, y = self.parts[0][0][0]
        return (y, x, self.parts, self.label, [*self.attributes.items()])

    @property
    def drawn(self) -> tuple[Any, ...]:
        """Its label and its shape: no answer has the same twice."""
        return (self.label, self.parts)


class PolygonsAnswer(Answer):
    """Polygons from the top down; none: there is nothing to mark. Equal answers are equal in whatever order drawn."""

    polygons: Annotated[tuple[Polygon, ...], FailFast(), Field(max_length=MOST)]

    @model_validator(mode="after")
    def _in_one_order(self) -> Self:
        # Frozen for everybody else: this is where the value is made.
        object.__setattr__(self, "polygons", in_one_order(self.polygons, "p"))
        return self


def answer_faults(question: PolygonsQuestion, answer: PolygonsAnswer, parts: Sequence[Part]) -> list[Fault]:
    """Unknown labels, outlines that are none, too small ones, those outside of the picture, attributes, doubles."""
    points = sum(polygon.points for polygon in answer.polygons)
    if points > MOST_OF_ALL:
        return [Fault(question.key, f"{points:,} points are more than the {MOST_OF_ALL:,} that one answer holds.")]
    return region_faults(
        question,
        answer.polygons,
        parts,
        wrong=lambda polygon: _wrong(question, polygon),
        outside=_is_outside,
        at=_at,
        one="polygon",
        many="polygons",
    )


def _wrong(question: PolygonsQuestion, polygon: Polygon) -> str | None:
    import numpy as np

    from goodwork.geometry import polygons
    from goodwork.geometry.outlines import wrong_in

    label = question.label(polygon.label)
    if label is None:
        return no_label(question, polygon.label)
    named = f"polygon {polygon.id} ({label.name}, at {_at(polygon)})"
    if polygon.points > MOST_POINTS:
        return f"The {named} has {polygon.points:,} points; at most {MOST_POINTS:,} are taken."
    area = 0.0
    for outer, *holes in polygon.parts:
        part = polygons.Polygon(np.array(outer), tuple(np.array(hole) for hole in holes))
        if (wrong := wrong_in(part)) is not None:
            return f"The {named} {WRONG[wrong]}."
        area += polygons.area(part)
    if area < question.least:
        return f"The {named} covers less than {question.least:g} square pixels."
    return wrong_attribute(label, polygon.attributes, f"polygon {polygon.id}", named)


def _is_outside(polygon: Polygon, width: int, height: int) -> bool:
    return any(
        not (-SLACK <= x <= width + SLACK and -SLACK <= y <= height + SLACK)
        for outer, *_ in polygon.parts
        for x, y in outer
    )


def _at(polygon: Polygon) -> str:
    x, y = polygon.parts[0][0][0]
    return f"{x:g}, {y:g}"


def migrate(question: PolygonsQuestion, answer: Mapping[str, object]) -> dict[str, object] | None:
    """Polygons whose labels this version still has; None when none of them is left."""
    polygons = objects(answer.get("polygons"))
    kept: list[dict[str, object]] = [{**one, "attributes": said} for one, said in still_asked(question, polygons)]
    return {"polygons": kept} if kept or not polygons else None


def shown(question: PolygonsQuestion, answer: PolygonsAnswer) -> str:
    """Polygons in words: how many of which label."""
    return shown_regions(question, answer.polygons, "polygon", "polygons")
