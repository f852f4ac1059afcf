"""Masks: which pixels of a picture belong to what, each with a label.

A mask is what COCO's files hold: the size of the picture and the runs of its pixels, down the first column, then down
the second, as a short text. So it costs what its border costs, however large the picture is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, FailFast, Field, field_validator, model_validator

from goodwork.errors import Fault, Invalid
from goodwork.kinds.attributes import Said, wrong_attribute
from goodwork.kinds.contract import Answer
from goodwork.kinds.region_schema import (
    FARTHEST,
    MOST,
    RegionQuestion,
    in_one_order,
    no_label,
    still_asked,
)
from goodwork.kinds.region_schema import answer_faults as region_faults
from goodwork.kinds.region_schema import shown as shown_regions
from goodwork.model.items import Part
from goodwork.model.json import objects

if TYPE_CHECKING:
    from goodwork.geometry.masks import Mask as Runs

MOST_RUNS = 200_000
"""Runs of one mask."""

MOST_TEXT = 1_000_000
"""Characters of the runs of one mask."""

MOST_OF_ALL = 3_000_000
"""Characters of the runs of one answer: it has to fit into one request."""

Side = Annotated[int, Field(strict=True, ge=1, le=int(FARTHEST))]


class MasksQuestion(RegionQuestion):
    """Which pixels of the picture belong to what?"""

    kind: str = "masks"
    least: int = Field(default=1, ge=1, le=1_000_000, description="The fewest pixels that a mask may have.")
    overlap: Literal["allowed", "none"] = Field(
        default="allowed", description="Whether a pixel may belong to several masks; none: to one at most."
    )


class Mask(BaseModel):
    """The pixels of one thing in a picture."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(min_length=1, max_length=100, description="m1, m2, ... from the top down.")
    label: str = Field(max_length=60)
    size: tuple[Side, Side] = Field(description="The height and the width of the picture, in pixels.")
    counts: str = Field(
        max_length=MOST_TEXT,
        description="The runs of its pixels in turn, those that don't belong first, down the columns, as COCO's text.",
    )
    attributes: Said = Field(default_factory=dict, max_length=20)

    @field_validator("attributes")
    @classmethod
    def _attributes_in_order(cls, value: dict[str, str]) -> dict[str, str]:
        return dict(sorted(value.items()))

    @model_validator(mode="after")
    def _in_one_form(self) -> Self:
        from goodwork.geometry.coco_text import to_text

        try:
            runs = self.runs
        except Invalid as error:
            raise ValueError(str(error)) from None
        if len(runs.counts) > MOST_RUNS:
            raise ValueError(f"a mask has {len(runs.counts):,} runs; at most {MOST_RUNS:,} are taken")
        # Frozen for everybody else: this is where the value is made.
        object.__setattr__(self, "counts", to_text(runs))
        return self

    @cached_property
    def runs(self) -> Runs:
        """The runs as numbers, for whoever computes with them."""
        # numpy is loaded only where there is a mask.
        from goodwork.geometry.coco_text import from_text

        return from_text(self.counts, *self.size)

    @cached_property
    def around(self) -> tuple[int, int, int, int]:
        """x0, y0, x1, y1 of the least box around its pixels; nothing at 0, 0 where it has none."""
        from goodwork.geometry.masks import bounds

        return bounds(self.runs) or (0, 0, 0, 0)

    @property
    def place(self) -> tuple[Any, ...]:
        """Where it stands in the one order that masks have: from the top down, then from the left, then the rest."""
        x, y, *_ = self.around
        return (y, x, self.counts, self.label, [*self.attributes.items()])

    @property
    def drawn(self) -> tuple[Any, ...]:
        """Its label and its pixels: no answer has the same twice."""
        return (self.label, self.size, self.counts)


class MasksAnswer(Answer):
    """Masks from the top down; none: there is nothing to mark. Equal answers are equal in whatever order drawn."""

    masks: Annotated[tuple[Mask, ...], FailFast(), Field(max_length=MOST)]

    @model_validator(mode="after")
    def _in_one_order(self) -> Self:
        # Frozen for everybody else: this is where the value is made.
        object.__setattr__(self, "masks", in_one_order(self.masks, "m"))
        return self


def answer_faults(question: MasksQuestion, answer: MasksAnswer, parts: Sequence[Part]) -> list[Fault]:
    """Unknown labels, too few pixels, those of another picture, overlaps where none may be, attributes, doubles."""
    length = sum(len(mask.counts) for mask in answer.masks)
    if length > MOST_OF_ALL:
        what = f"The runs of all masks take {length:,} characters; one answer holds {MOST_OF_ALL:,}."
        return [Fault(question.key, what)]
    sizes = sorted({mask.size for mask in answer.masks})
    if len(sizes) > 1:
        named = " and ".join(f"{width} x {height}" for height, width in sizes[:2])
        return [Fault(question.key, f"The masks are of pictures of different size: {named}.")]
    faults = region_faults(
        question,
        answer.masks,
        parts,
        wrong=lambda mask: _wrong(question, mask),
        outside=lambda mask, width, height: mask.size != (height, width),
        at=_at,
        one="mask",
        many="masks",
        unfit="is not as large as",
    )
    return faults or _overlaps(question, answer)


def _wrong(question: MasksQuestion, mask: Mask) -> str | None:
    label = question.label(mask.label)
    if label is None:
        return no_label(question, mask.label)
    named = f"mask {mask.id} ({label.name}, at {_at(mask)})"
    area = mask.runs.area
    if not area:
        return f"The mask {mask.id} ({label.name}) has no pixel."
    if area < question.least:
        return f"The {named} has {area:,} of the {question.least:,} pixels that it needs."
    return wrong_attribute(label, mask.attributes, f"mask {mask.id}", named)


def _overlaps(question: MasksQuestion, answer: MasksAnswer) -> list[Fault]:
    from goodwork.geometry.masks import overlap, shared

    found = overlap([mask.runs for mask in answer.masks]) if question.overlap == "none" else None
    if found is None:
        return []
    one, other = (answer.masks[place] for place in found)
    names = {label.id: label.name for label in question.labels}
    pixels = shared(one.runs, other.runs)
    return [
        Fault(
            question.key,
            f"The masks {one.id} ({names[one.label]}, at {_at(one)}) and {other.id} ({names[other.label]}, at "
            f"{_at(other)}) have {pixels:,} pixel{'' if pixels == 1 else 's'} in common; here a pixel belongs to one "
            "mask at most.",
        )
    ]


def _at(mask: Mask) -> str:
    x, y, *_ = mask.around
    return f"{x}, {y}"


def migrate(question: MasksQuestion, answer: Mapping[str, object]) -> dict[str, object] | None:
    """Masks whose labels this version still has; None when none of them is left."""
    masks = objects(answer.get("masks"))
    kept: list[dict[str, object]] = [{**one, "attributes": said} for one, said in still_asked(question, masks)]
    return {"masks": kept} if kept or not masks else None


def shown(question: MasksQuestion, answer: MasksAnswer) -> str:
    """Masks in words: how many of which label."""
    return shown_regions(question, answer.masks, "mask", "masks")
