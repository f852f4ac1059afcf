"""Regions of several people are matched, whoever comes first."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodwork.errors import Invalid
from goodwork.geometry import masks
from goodwork.quality.regions import Drawn, match_regions
from goodwork.quality.regions_shapes import Masks

Box = tuple[float, float, float, float, str]


def unlike(boxes) -> np.ndarray:
    """1 - IoU of all pairs of boxes (left, top, right, bottom, class)."""
    b = np.array([box[:4] for box in boxes])
    size = np.clip(np.minimum(b[:, None, 2:], b[None, :, 2:]) - np.maximum(b[:, None, :2], b[None, :, :2]), 0, None)
    inside = size.prod(axis=2)
    area = (b[:, 2:] - b[:, :2]).prod(axis=1)
    return 1 - inside / (area[:, None] + area[None, :] - inside)


def scene(seed: int, items: int = 60, people: int = 5):
    rng = np.random.default_rng(seed)
    noise = np.linspace(1.0, 5.0, people)
    truth, drawn = [], []
    for _ in range(items):
        cells = rng.choice(9, rng.integers(0, 5), replace=False)
        boxes = [
            (*(100 * np.array(divmod(c, 3)) + 10), *(100 * np.array(divmod(c, 3)) + 80), rng.choice(["cat", "dog"]))
            for c in cells
        ]
        truth.append(boxes)
        answers = []
        for j in range(people):
            own = []
            for box in boxes:
                if rng.random() < 0.85:
                    name = box[4] if rng.random() < 0.85 else {"cat": "dog", "dog": "cat"}[box[4]]
                    own.append((*(np.array(box[:4]) + noise[j] * rng.normal(size=4)), str(name)))
            if rng.random() < 0.15:
                own.append((*rng.uniform(300, 310, 2), *rng.uniform(340, 380, 2), "cat"))
            answers.append([own[k] for k in rng.permutation(len(own))])
        drawn.append(Drawn(list(range(people)), answers))
    return truth, drawn


@given(st.permutations(range(4)), st.integers(0, 200))
@settings(max_examples=25, deadline=None)
def test_order_of_people_plays_no_part(order: list[int], seed: int) -> None:
    _, drawn = scene(seed, items=1, people=4)
    one = drawn[0]
    other = Drawn([one.people[j] for j in order], [one.regions[j] for j in order])

    def objects(d: Drawn) -> set[frozenset[tuple[int, int]]]:
        flat = [r for own in d.regions for r in own]
        table = unlike(flat) if flat else np.zeros((0, 0))
        return {frozenset((d.people[j], r) for j, r in group) for group in match_regions(d, table)}

    assert objects(one) == objects(other)


def test_regions_too_far_apart_are_different_objects() -> None:
    table = np.array([[0, 0.5], [0.5, 0]])
    one = Drawn([0, 1], [["a"], ["b"]])
    assert match_regions(one, table) == [[(0, 0), (1, 0)]]
    assert match_regions(one, table, farthest=0.4) == [[(0, 0)], [(1, 0)]]


def test_bad_input_is_refused() -> None:
    for wrong in (
        lambda: Drawn([0, 0], [[], []]),
        lambda: Drawn([0], []),
        lambda: match_regions(Drawn([0], [["a"]]), np.zeros((2, 2))),
    ):
        with pytest.raises(Invalid):
            wrong()


@pytest.mark.parametrize(("width", "height"), [(1, 1), (2, 1), (1, 40)])
def test_a_mask_thinner_than_the_smoothing_stays_what_all_drew(width: int, height: int) -> None:
    pixels = np.zeros((50, 50), bool)
    pixels[5 : 5 + height, 7 : 7 + width] = True
    mask = masks.from_dense(pixels)
    assert Masks().middle([mask] * 3, np.ones(3)) == mask
    beside = masks.from_dense(np.roll(pixels, 1, axis=1))
    assert masks.bounds(Masks().middle([mask, beside], np.array([1.0, 2.0]))) is not None
