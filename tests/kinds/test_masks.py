"""Masks of several people put together: near the truth, within their bounds, and at the cost of their borders."""

from __future__ import annotations

import time
from typing import Any

import numpy as np
import pytest
from pydantic import ValidationError

from goodwork.forms.reading import read_form
from goodwork.geometry import masks
from goodwork.geometry.coco_text import to_text
from goodwork.kinds.contract import Given, Skills
from goodwork.kinds.masks import KIND
from goodwork.kinds.masks.schema import MasksAnswer, MasksQuestion
from goodwork.model.records import Loss
from goodwork.model.records import Mask as MaskRecord
from goodwork.quality import regions_shapes
from goodwork.quality.regions_shapes import Masks


def question(**said: Any) -> MasksQuestion:
    made: Any = read_form([{"key": "q", "kind": "masks", "title": "?", "labels": ["Boat", "Buoy"], **said}])[0]
    assert isinstance(made, MasksQuestion)
    return made


def answer(*drawn: tuple[str, masks.Mask]) -> MasksAnswer:
    raw = [
        {"id": f"x{n}", "label": label, "size": [mask.height, mask.width], "counts": to_text(mask)}
        for n, (label, mask) in enumerate(drawn)
    ]
    return MasksAnswer.model_validate({"masks": raw})


def disc(x: float, y: float, radius: float, height: int = 120, width: int = 160) -> masks.Mask:
    left, top = int(x - radius) - 2, int(y - radius) - 2
    side = int(2 * radius) + 6
    rows, columns = np.mgrid[top : top + side, left : left + side] + 0.5
    return masks.placed(np.hypot(columns - x, rows - y) <= radius, left, top, height, width)


def test_shaky_hands_together_are_nearer_than_one_alone() -> None:
    rng = np.random.default_rng(4)
    true = masks.minus(disc(80, 60, 36), disc(80, 60, 12))
    given: list[Given[MasksAnswer]] = []
    alone: list[float] = []
    for person in range(5):
        x, y, outer, inner = np.array([80, 60, 36, 12]) + rng.normal(0, 2, 4)
        one = masks.minus(disc(x, y, outer), disc(x, y, inner))
        alone.append(float(masks.iou([one], [true])[0, 0]))
        given.append(Given(person, answer(("boat", one), *([("buoy", disc(20, 20, 6))] if person == 0 else []))))
    found = KIND.consensus(question(), given, Skills())
    (boat,) = found.answer.masks
    assert boat.label == "boat"
    assert masks.iou([boat.runs], [true])[0, 0] > max(alone)
    assert found.confidence is not None and 0.3 < found.confidence < 1


@pytest.mark.parametrize("overlap", ["allowed", "none"])
def test_masks_of_several_sizes_come_to_an_answer_of_one(overlap: str) -> None:
    asked = question(overlap=overlap)
    given = [
        *(Given(n, answer(("boat", disc(50, 60, 25)))) for n in range(3)),
        *(Given(n, answer(("boat", disc(50, 60, 25, height=140)))) for n in range(3, 5)),
    ]
    found = KIND.consensus(asked, given, Skills())
    assert [mask.size for mask in found.answer.masks] == [(120, 160)]
    assert not KIND.faults(asked, found.answer, [])


def test_where_none_may_overlap_the_surer_one_keeps_the_pixels() -> None:
    asked = question(overlap="none", least=30)
    # Each answer keeps to the rule; their votes, smoothed, would both claim the seam.
    given = [
        Given(n, answer(("boat", disc(50, 60, 25)), ("buoy", masks.minus(disc(88 + n, 60, 25), disc(50, 60, 25)))))
        for n in (0, 3, 6, 9)
    ]
    for one in given:
        assert not KIND.faults(asked, one.answer, [])
    found = KIND.consensus(asked, given, Skills())
    assert [mask.label for mask in found.answer.masks] == ["boat", "buoy"]
    assert not KIND.faults(asked, found.answer, [])
    (fault,) = KIND.faults(asked, answer(("boat", disc(50, 60, 25)), ("buoy", disc(80, 60, 25))), [])
    assert "m1 (Boat" in fault.what and "m2 (Buoy" in fault.what and "pixels in common" in fault.what


def test_a_vote_in_strips_is_the_vote_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    members = [disc(60 + n, 60, 30 + 2 * n) for n in range(3)]
    weight = np.array([1.0, 0.7, 1.2])
    whole = Masks().middle(members, weight)
    monkeypatch.setattr(regions_shapes, "MOST_VOTED_AT_ONCE", 700)
    assert Masks().middle(members, weight) == whole


def test_two_hundred_strokes_of_24_megapixels_cost_what_their_borders_cost() -> None:
    rng = np.random.default_rng(2)
    size = (4000, 6000)
    places = rng.uniform((400, 400), (5600, 3600), (200, 2)).tolist()
    one = answer(*(("boat", disc(x, y, 150, *size)) for x, y in places))
    other = answer(*(("boat", disc(x + 8, y - 5, 155, *size)) for x, y in places))
    begun = time.process_time()
    assert not KIND.faults(question(), one, [])
    apart = KIND.distance(question(), one, other)
    assert 0.02 < apart < 0.2
    assert time.process_time() - begun < 3  # some tenths, and what a loaded machine adds
    assert len(one.model_dump_json()) < 200_000


def test_what_is_too_much_is_refused_with_the_number() -> None:
    with pytest.raises(ValidationError, match="200,001 runs; at most 200,000"):
        answer(("boat", masks.from_counts([1] * 200_001, 1, 200_001)))
    turns = np.cumsum(np.random.default_rng(1).integers(1, 60_000, 150_000))
    many = answer(*(("boat", masks.from_turns(turns + n, 65_536, 100_000)) for n in range(6)))
    (fault,) = KIND.faults(question(), many, [])
    assert "characters; one answer holds 3,000,000" in fault.what
    crowd = MaskRecord("q", "1", "boat", "Boat", (120, 160), to_text(disc(60, 60, 9)), crowd=True)
    found, lost = KIND.from_records(question(), [crowd])
    assert found is None and isinstance(lost[0], Loss) and "crowd" in lost[0].what
