"""Boxes: rectangles around what is in a picture, each with a label.

Coordinates are pixels of the picture as it is shown, upright (EXIF applied once), from its left upper corner: x to the
right, y down, borders of pixels at whole numbers. A turned box is the same four numbers, turned about its centre.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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


class BoxesQuestion(RegionQuestion):
    """Where in the picture is what?"""

    kind: str = "boxes"
    rotated: bool = Field(default=False, description="Whether boxes may be turned.")
    crowds: bool = Field(default=False, description="Whether a box may be said to hold a crowd of its label.")
    least: float = Field(default=1, gt=0, le=1000, description="The shortest side that a box may have, in pixels.")


class Box(BaseModel):
    """A rectangle in a picture."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(min_length=1, max_length=100, description="b1, b2, ... from the top down.")
    label: str = Field(max_length=60)
    box: tuple[Coordinate, Coordinate, Coordinate, Coordinate] = Field(
        description="Left, top, right and bottom border in pixels, before it is turned."
    )
    rotation: float = Field(
        default=0,
        strict=True,
        allow_inf_nan=False,
        ge=0,
        lt=360,
        description="Degrees by which it is turned about its centre, clockwise as seen.",
    )
    crowd: bool = Field(default=False, description="Whether it holds many of its label that are not told apart.")
    attributes: Said = Field(default_factory=dict, max_length=20)

    @field_validator("attributes")
    @classmethod
    def _in_order(cls, value: dict[str, str]) -> dict[str, str]:
        return dict(sorted(value.items()))

    @field_validator("box")
    @classmethod
    def _one_zero(cls, value: tuple[float, float, float, float]) -> tuple[float, ...]:
        return tuple(x + 0.0 for x in value)

    @property
    def width(self) -> float:
        """Pixels from the left to the right border."""
        return self.box[2] - self.box[0]

    @property
    def height(self) -> float:
        """Pixels from the top to the bottom border."""
        return self.box[3] - self.box[1]

    @property
    def place(self) -> tuple[Any, ...]:
        """Where it stands in the one order that boxes have: from the top down, then from the left, then by the rest."""
        left, top, right, bottom = self.box
        return (top, left, bottom, right, self.rotation, self.label, self.crowd, [*self.attributes.items()])

    @property
    def drawn(self) -> tuple[Any, ...]:
        """Its label and its shape: no answer has the same twice."""
        return (self.label, self.box, self.rotation)


class BoxesAnswer(Answer):
    """Boxes from the top down; none: there is nothing to mark. Equal answers are equal in whatever order drawn."""

    boxes: Annotated[tuple[Box, ...], FailFast(), Field(max_length=MOST)]

    @model_validator(mode="after")
    def _in_one_order(self) -> Self:
        # Frozen for everybody else: this is where the value is made.
        object.__setattr__(self, "boxes", in_one_order(self.boxes, "b"))
        return self


def answer_faults(question: BoxesQuestion, answer: BoxesAnswer, parts: Sequence[Part]) -> list[Fault]:
    """Unknown labels, boxes without an inside, too small ones, those outside of the picture, attributes, doubles."""
    return region_faults(
        question,
        answer.boxes,
        parts,
        wrong=lambda box: _wrong(question, box),
        outside=_is_outside,
        at=_at,
        one="box",
        many="boxes",
    )


def _wrong(question: BoxesQuestion, box: Box) -> str | None:
    label = question.label(box.label)
    if label is None:
        return no_label(question, box.label)
    named = f"box {box.id} ({label.name}, at {_at(box)})"
    if box.width <= 0 or box.height <= 0:
        return f"The {named} holds nothing: its right and bottom borders must lie beyond its left and top ones."
    if min(box.width, box.height) < question.least:
        return f"The {named} is smaller than {question.least:g} pixels on a side."
    if box.rotation and not question.rotated:
        return f"The {named} is turned, which this question does not allow."
    if box.crowd and not question.crowds:
        return f"The {named} is said to hold a crowd, which this question does not ask."
    return wrong_attribute(label, box.attributes, f"box {box.id}", named)


def _is_outside(box: Box, width: int, height: int) -> bool:
    left, top, right, bottom = box.box
    if box.rotation:
        # A turned box may stick out: what is in it need not.
        x, y = (left + right) / 2, (top + bottom) / 2
        return not (0 <= x <= width and 0 <= y <= height)
    return left < -SLACK or top < -SLACK or right > width + SLACK or bottom > height + SLACK


def _at(box: Box) -> str:
    return ", ".join(f"{x:g}" for x in box.box)


def migrate(question: BoxesQuestion, answer: Mapping[str, object]) -> dict[str, object] | None:
    """Boxes whose labels this version still has; None when none of them is left, or one is turned and may not be."""
    kept: list[dict[str, object]] = []
    boxes = objects(answer.get("boxes"))
    for box, said in still_asked(question, boxes):
        if box.get("rotation") and not question.rotated:
            return None
        kept.append({**box, "crowd": question.crowds and box.get("crowd") is True, "attributes": said})
    return {"boxes": kept} if kept or not boxes else None


def shown(question: BoxesQuestion, answer: BoxesAnswer) -> str:
    """Boxes in words: how many of which label."""
    return shown_regions(question, answer.boxes, "box", "boxes")
