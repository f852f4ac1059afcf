"""Keypoints: likeness as COCO's tools measure it."""

from __future__ import annotations

import numpy as np
import pytest

from goodwork.errors import Invalid
from goodwork.geometry.keypoints import COCO_PERSON, oks


def people() -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(0)
    known = rng.uniform(0, 100, (2, 17, 3))
    known[..., 2] = rng.integers(0, 3, (2, 17))
    known = known.round(1)
    found = known[[0, 1, 0]]
    found = found + np.concatenate([rng.normal(0, 3, (3, 17, 2)).round(1), np.zeros((3, 17, 1))], axis=2)
    found[..., 2] = 2
    return known, found.round(1)


def test_likeness_is_that_of_pycocotools() -> None:
    # pycocotools 2.0.11, COCOeval(iouType="keypoints").computeOks, its rows and columns exchanged.
    known, found = people()
    likeness = oks(known, found, np.array(COCO_PERSON), np.array([900.0, 1800.0]))
    np.testing.assert_allclose(likeness.T, PYCOCOTOOLS, rtol=1e-9)


PYCOCOTOOLS = [
    [0.5150831887630227, 7.256820058840587e-06],
    [1.071265111745689e-07, 0.6990009361370694],
    [0.6497744779227097, 7.786185615729151e-05],
]


def test_points_that_only_one_marks_count_on_one_side() -> None:
    one = np.array([[[0.0, 0, 2], [10, 0, 2]]])
    half = np.array([[[0.0, 0, 2], [10, 0, 0]]])
    sigmas, area = np.array([0.1, 0.1]), np.array([100.0])
    assert oks(one, half, sigmas, area).tolist() == [[0.5]]
    assert oks(half, one, sigmas, area).tolist() == [[1.0]]
    assert oks(half * 0, one, sigmas, area).tolist() == [[0.0]]
    with pytest.raises(Invalid):
        oks(one, half, sigmas, np.array([0.0]))
