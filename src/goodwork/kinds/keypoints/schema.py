"""Keypoints: the named points of what is in a picture, joined to a skeleton, each with a label.

A point is visible, hidden or not there: 2, 1 and 0 in COCO's files. Points that are not there are left out. Pixels: see
`kinds.region_schema`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, FailFast, Field, field_validator, model_validator

from goodwork.errors import Fault
from goodwork.kinds import region_schema
from goodwork.kinds.attributes import Said, of_id_or_name, wrong_attribute
from goodwork.kinds.contract import Answer
from goodwork.kinds.labels import labels_in_full
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
from goodwork.model.json import fields, objects

MOST_POINTS = 200
"""Points of one skeleton."""

MOST_LINES = 400
"""Lines between them."""

MOST_OF_ALL = 40_000
"""Points of one answer."""

COCO = (
    "nose", "left-eye", "right-eye", "left-ear", "right-ear", "left-shoulder", "right-shoulder", "left-elbow",
    "right-elbow", "left-wrist", "right-wrist", "left-hip", "right-hip", "left-knee", "right-knee", "left-ankle",
    "right-ankle",
)  # fmt: skip
"""The points of COCO's person, for which it is published how far people lie apart."""

Placed = tuple[Coordinate, Coordinate, Literal[1, 2]]
Id = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,59}$")]

End = Annotated[str, Field(min_length=1, max_length=200)]


class NamedPoint(BaseModel):
    """A point that every skeleton may have."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Id = Field(description="Stable; made from the name when left out.")
    name: str = Field(min_length=1, max_length=200)


class KeypointsQuestion(RegionQuestion):
    """Where are the named points of what is in the picture?"""

    kind: str = "keypoints"
    points: Annotated[tuple[NamedPoint, ...], Field(min_length=1, max_length=MOST_POINTS)] = Field(
        description="The points of every skeleton, in the order in which they are placed."
    )
    lines: tuple[tuple[End, End], ...] = Field(
        default=(), max_length=MOST_LINES, description="Pairs of points that are joined by a line, by id or by name."
    )
    tolerance: float = Field(
        default=0.5,
        ge=0.1,
        le=0.95,
        description="What counts as right: the object keypoint similarity of two skeletons, at least.",
    )
    least: float = Field(
        default=16,
        ge=1,
        le=10_000,
        description="Pixels that a side of the box around a skeleton is taken to have at least where two are compared.",
    )

    @field_validator("points", mode="before")
    @classmethod
    def _points_in_full(cls, value: Any) -> Any:
        return labels_in_full(value)

    @model_validator(mode="after")
    def _lines_by_id(self) -> Self:
        def found(end: str) -> str:
            point = of_id_or_name(self.points, end, end)
            return end if point is None else point.id

        # Frozen for everybody else: this is where the value is made.
        object.__setattr__(self, "lines", tuple((found(a), found(b)) for a, b in self.lines))
        return self

    @cached_property
    def point_ids(self) -> tuple[str, ...]:
        """The ids of the points, in order."""
        return tuple(point.id for point in self.points)

    @cached_property
    def point_names(self) -> Mapping[str, str]:
        """What people read for each point."""
        return {point.id: point.name for point in self.points}


class Skeleton(BaseModel):
    """The points of one thing in a picture."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(min_length=1, max_length=100, description="k1, k2, ... from the top down.")
    label: str = Field(max_length=60)
    points: Annotated[dict[Id, Placed], FailFast(), Field(min_length=1, max_length=MOST_POINTS)] = Field(
        description="Point id -> x and y in pixels, and 2 where it is visible, 1 where it is hidden. A point that is "
        "not there is left out."
    )
    attributes: Said = Field(default_factory=dict, max_length=20)

    @field_validator("attributes", "points")
    @classmethod
    def _in_order(cls, value: dict[str, Any]) -> dict[str, Any]:
        return dict(sorted(value.items()))

    @cached_property
    def around(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of all points."""
        xs, ys = [x for x, _, _ in self.points.values()], [y for _, y, _ in self.points.values()]
        return min(xs), min(ys), max(xs), max(ys)

    @property
    def place(self) -> tuple[Any, ...]:
        """Where it stands in the one order of skeletons: from the top down, then from the left, then the rest."""
        left, top, *_ = self.around
        return (top, left, [*self.points.items()], self.label, [*self.attributes.items()])

    @property
    def drawn(self) -> tuple[Any, ...]:
        """Its label and its points: no answer has the same twice."""
        return (self.label, tuple(self.points.items()))


class KeypointsAnswer(Answer):
    """Skeletons from the top down; none: there is nothing to mark. Equal answers are equal in whatever order placed."""

    keypoints: Annotated[tuple[Skeleton, ...], FailFast(), Field(max_length=MOST)]

    @model_validator(mode="after")
    def _in_one_order(self) -> Self:
        # Frozen for everybody else: this is where the value is made.
        object.__setattr__(self, "keypoints", in_one_order(self.keypoints, "k"))
        return self


def question_faults(question: KeypointsQuestion) -> list[Fault]:
    """Those of labels; points and lines that are there twice, and lines to what is no point."""
    where = f"{question.key}.points"
    faults = region_schema.question_faults(question)
    for sort, said in (("id", question.point_ids), ("name", [p.name.strip().casefold() for p in question.points])):
        doubled = next((one for one, n in Counter(said).items() if n > 1), None)
        if doubled is not None:
            faults.append(Fault(where, f"Two points have the {sort} {doubled!r}."))
    known = set(question.point_ids)
    seen: set[frozenset[str]] = set()
    for line in question.lines:
        unknown = next((end for end in line if end not in known), None)
        if unknown is not None:
            faults.append(Fault(f"{question.key}.lines", f"A line goes to {unknown!r}, which is no point."))
        elif line[0] == line[1] or frozenset(line) in seen:
            what = f"The line from {line[0]!r} to {line[1]!r} is there twice, or goes nowhere."
            faults.append(Fault(f"{question.key}.lines", what))
        seen.add(frozenset(line))
    return faults


def answer_faults(question: KeypointsQuestion, answer: KeypointsAnswer, parts: Sequence[Part]) -> list[Fault]:
    """Unknown labels and points, points outside of the picture, attributes, doubles."""
    points = sum(len(skeleton.points) for skeleton in answer.keypoints)
    if points > MOST_OF_ALL:
        return [Fault(question.key, f"{points:,} points are more than the {MOST_OF_ALL:,} that one answer holds.")]
    return region_schema.answer_faults(
        question,
        answer.keypoints,
        parts,
        wrong=lambda skeleton: _wrong(question, skeleton),
        outside=_is_outside,
        at=_at,
        one="skeleton",
        many="skeletons",
    )


def _wrong(question: KeypointsQuestion, skeleton: Skeleton) -> str | None:
    label = question.label(skeleton.label)
    if label is None:
        return no_label(question, skeleton.label)
    named = f"skeleton {skeleton.id} ({label.name}, at {_at(skeleton)})"
    unknown = next((name for name in skeleton.points if name not in question.point_names), None)
    if unknown is not None:
        known = ", ".join(question.point_ids[:20])
        return f"The {named} has a point {unknown!r}, which this question does not ask for; it asks for {known}."
    return wrong_attribute(label, skeleton.attributes, f"skeleton {skeleton.id}", named)


def _is_outside(skeleton: Skeleton, width: int, height: int) -> bool:
    left, top, right, bottom = skeleton.around
    return left < -SLACK or top < -SLACK or right > width + SLACK or bottom > height + SLACK


def _at(skeleton: Skeleton) -> str:
    return f"{skeleton.around[0]:g}, {skeleton.around[1]:g}"


def migrate(question: KeypointsQuestion, answer: Mapping[str, object]) -> dict[str, object] | None:
    """Skeletons whose labels this version still has, with the points that it has; None when none of them is left."""
    before = objects(answer.get("keypoints"))
    kept: list[dict[str, object]] = []
    for one, said in still_asked(question, before):
        points = {name: at for name, at in fields(one.get("points")).items() if name in question.point_names}
        if points:
            kept.append({**one, "points": points, "attributes": said})
    return {"keypoints": kept} if kept or not before else None


def shown(question: KeypointsQuestion, answer: KeypointsAnswer) -> str:
    """Keypoints in words: how many skeletons of which label."""
    return region_schema.shown(question, answer.keypoints, "skeleton", "skeletons")
