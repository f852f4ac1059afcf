"""Masks as runs: the same pixels, texts and areas as COCO's own tools, and the laws of sets."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from goodwork.errors import Invalid
from goodwork.geometry import masks
from goodwork.geometry.coco_text import from_text, to_text
from goodwork.geometry.drawing import from_ring, from_shape, outline

tables = arrays.arrays(bool, st.tuples(st.integers(1, 9), st.integers(1, 9)))


def some(seed: int, shape: tuple[int, int] = (40, 60)) -> np.ndarray:
    rng = np.random.default_rng(seed)
    return rng.random(shape) < rng.uniform(0.02, 0.98)


@settings(max_examples=100, deadline=None)
@given(tables)
def test_every_form_of_a_mask_gives_it_back(table: np.ndarray) -> None:
    mask = masks.from_dense(table)
    height, width = table.shape
    assert (masks.dense(mask) == table).all()
    assert mask.area == table.sum()
    assert masks.from_counts(mask.counts, height, width) == mask
    assert (mask.counts[1:] > 0).all()
    assert from_text(to_text(mask), height, width) == mask
    if table.any():
        assert from_shape(outline(mask), height, width) == mask
        rows, columns = np.nonzero(table)
        assert masks.bounds(mask) == (columns.min(), rows.min(), columns.max() + 1, rows.max() + 1)
    else:
        assert outline(mask) == [] and masks.bounds(mask) is None
    x, y = width // 3, height // 3
    assert (masks.window(mask, x, y, width, height) == table[y:, x:]).all()
    right, low = x + (width - x + 1) // 2, y + (height - y + 1) // 2
    assert (masks.window(mask, x, y, right, low) == table[y:low, x:right]).all()
    alone = np.zeros_like(table)
    alone[y:, x:] = table[y:, x:]
    assert masks.placed(table[y:, x:], x, y, height, width) == masks.from_dense(alone)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**6))
def test_sets_of_pixels_are_those_of_the_tables(seed: int) -> None:
    a, b = some(seed), some(seed + 1)
    one, other = masks.from_dense(a), masks.from_dense(b)
    assert (masks.dense(masks.union([one, other])) == (a | b)).all()
    assert (masks.dense(masks.common([one, other])) == (a & b)).all()
    assert (masks.dense(masks.minus(one, other)) == (a & ~b)).all()
    assert masks.shared(one, other) == (a & b).sum()
    np.testing.assert_allclose(masks.iou([one, other], [other]), [[(a & b).sum() / (a | b).sum()], [1.0]])


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000))
def test_two_that_overlap_are_found_and_what_they_share_is_that_of_the_tables(seed: int) -> None:
    drawn = np.stack([some(seed + n, (6, 7)) & (np.indices((6, 7))[1] // 3 == n % 3) for n in range(4)])
    made = [masks.from_dense(table) for table in drawn]
    both = np.einsum("ihw,jhw->ij", drawn.astype(int), drawn.astype(int))
    either = (drawn[:, None] | drawn[None]).sum(axis=(2, 3))
    assert np.allclose(masks.iou(made, made), both / np.maximum(either, 1))
    found = masks.overlap(made)
    assert (found is None) == (both[np.triu_indices(4, 1)].sum() == 0)
    assert found is None or (found[0] < found[1] and both[found] == masks.shared(made[found[0]], made[found[1]]) > 0)


def test_an_outline_has_its_holes_and_parts_that_touch_at_a_corner_are_two() -> None:
    table = np.zeros((8, 9), dtype=bool)
    table[1:7, 1:7] = True
    table[2:6, 2:6] = False
    table[3:5, 3:5] = True
    table[7, 7] = True
    found = outline(masks.from_dense(table))
    assert [(len(part.outer), len(part.holes)) for part in found] == [(4, 1), (4, 0), (4, 0)]


def test_polygons_cover_the_pixels_that_pycocotools_says() -> None:
    # pycocotools 2.0.11: mask.frPyObjects([points], 50, 70), "counts".
    for seed, text in COCO.items():
        rng = np.random.default_rng(seed)
        ring = rng.uniform(-15, 85, (rng.integers(3, 12), 2))
        if seed % 2:
            ring = np.round(ring)
        assert to_text(from_ring(ring, 50, 70)) == text


COCO = {
    0: (
        "h0j0e03M3M3M3M3M3Me?O^@1N2O1N2O1N2O1N2N2O1N2O1N2O1N4M3L5L3L4M3LUP1NfnN0P12nNNS12lNNT13kNMU15iNKX170N"
        "gNKY153O0O10eN"
    ),
    1: (
        "S31`11O1O100O1O1O001O010O001O0010O0001O001O010O001O00;E100O1O1O1O1O100O1O1O1O100000000O100000O1O1O1O"
        "1O001O1O1O1O1O1O1O1O001O1O1O000000000000H"
    ),
    3: (
        "h0j0i0O00000000000000000G_OAX11iN?<<O1O1O10UO_Oe0`0ZOBf0=YOEg0:XOHh07WOKi0a0O@XO6f0H[O:d0D]O?a0_O@d0"
        ">YODj09VOGm05UOJn02TOKQ11PONS10lN2R19MIPO0n0OWOOg01]OMa02CN:1KO025OE0`02[OMh06:3M00N2N2N2Nj70UH1O00O"
        "01000O10O10O1000O010000O010OWO"
    ),
    4: "_d14`15K5K1NO2N2N2N1O2N2N2N00N2O1N2O1N2O1O1N100O01O1O001O001O1O001O010O1O001OC",
}


def test_a_large_mask_is_compared_on_its_runs() -> None:
    side = 60_000
    square = np.array([[1.0, 1], [59_999, 1], [59_999, 59_999], [1, 59_999]])
    one, other = from_ring(square, side, side), from_ring(square - 1, side, side)
    both = (side - 3) ** 2
    assert one.area == (side - 2) ** 2
    assert masks.iou([one], [other])[0, 0] == pytest.approx(both / (2 * (side - 2) ** 2 - both), abs=1e-12)
    with pytest.raises(Invalid):
        masks.dense(one)


@pytest.mark.parametrize(
    ("counts", "height", "width"),
    [([1, 2], 2, 2), ([-1, 5], 2, 2), ([1.5, 2.5], 2, 2), (["a"], 2, 2), ([4], 0, 4), ([2**70], 2, 2), ([[4]], 2, 2)],
)
def test_runs_that_are_none_are_refused(counts: list[Any], height: int, width: int) -> None:
    with pytest.raises(Invalid):
        masks.from_counts(counts, height, width)


@pytest.mark.parametrize("text", ["", "33n", "é", "33", "oooooooooooooooooooo1", "~~", "33n2 "])
def test_texts_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(Invalid):
        from_text(text, 10, 10)


def test_masks_of_different_pictures_are_not_compared() -> None:
    with pytest.raises(Invalid):
        masks.shared(masks.from_dense([[1]]), masks.from_dense([[1, 0]]))
    with pytest.raises(Invalid):
        masks.iou([masks.from_dense([[1]])], [masks.from_dense([[1, 0]])])
