"""STAPLE recovers a mask and its people's performance."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from goodwork.errors import Invalid
from goodwork.quality.masks import mask_consensus


def disc(radius: float, size: int = 41, shift: tuple[int, int] = (0, 0)) -> np.ndarray:
    y, x = np.mgrid[:size, :size] - size // 2
    return np.hypot(y - shift[0], x - shift[1]) <= radius


def test_planted_performance_is_recovered() -> None:
    rng = np.random.default_rng(0)
    truth = disc(14)
    p, q = np.array([0.95, 0.9, 0.85, 0.6]), np.array([0.97, 0.9, 0.95, 0.7])
    masks = np.stack(
        [np.where(truth, rng.random(truth.shape) < a, rng.random(truth.shape) > b) for a, b in zip(p, q, strict=True)]
    )
    fit = mask_consensus(masks)
    np.testing.assert_allclose(fit.sensitivity, p, atol=0.06)
    np.testing.assert_allclose(fit.specificity, q, atol=0.06)
    majority = masks.mean(axis=0) > 0.5
    assert (fit.mask == truth).mean() > (majority == truth).mean()


def test_it_is_the_em_of_the_paper() -> None:
    """Against the plain EM over all pixels, without patterns."""
    rng = np.random.default_rng(1)
    masks = rng.random((3, 9, 7)) < np.where(disc(3, 9)[:, :7], 0.8, 0.3)
    masks[0, 0, 0] = masks[0, -1, -1] = True
    votes = masks.reshape(3, -1)
    p = q = np.full(3, 0.9)
    f = votes.mean()
    for _ in range(100):
        a, b = f * np.ones(63), (1 - f) * np.ones(63)
        for j in range(3):
            a *= np.where(votes[j], p[j], 1 - p[j])
            b *= np.where(votes[j], 1 - q[j], q[j])
        w = a / (a + b)
        p = np.array([(w[votes[j]].sum() + 9) / (w.sum() + 10) for j in range(3)])
        q = np.array([((1 - w)[~votes[j]].sum() + 9) / ((1 - w).sum() + 10) for j in range(3)])
    fit = mask_consensus(masks, tolerance=0)
    np.testing.assert_allclose(fit.probability.ravel(), w, atol=1e-9)


@given(st.permutations(range(4)), st.integers(0, 100))
@example([0, 1, 3, 2], 91)
@settings(max_examples=20, deadline=None)
def test_order_of_people_plays_no_part_and_unanimity_is_followed(order: list[int], seed: int) -> None:
    rng = np.random.default_rng(seed)
    masks = np.stack([disc(8, 31, tuple(rng.integers(-2, 3, 2))) for _ in range(4)])
    one, other = mask_consensus(masks), mask_consensus(masks[list(order)])
    np.testing.assert_allclose(one.probability, other.probability, atol=1e-9)
    np.testing.assert_allclose(one.sensitivity[list(order)], other.sensitivity, atol=1e-9)
    assert (mask_consensus(np.repeat(masks[:1], 4, axis=0)).mask == masks[0]).all()


def test_background_far_away_changes_nothing() -> None:
    masks = np.stack([disc(8, 31), disc(8, 31, (2, 0)), disc(7, 31)])
    wide = np.pad(masks, ((0, 0), (50, 50), (50, 50)))
    np.testing.assert_allclose(mask_consensus(wide).probability[50:-50, 50:-50], mask_consensus(masks).probability)


def test_empty_masks_single_people_and_bad_input() -> None:
    assert not mask_consensus(np.zeros((3, 4, 4))).mask.any()
    assert (mask_consensus(disc(5)[None]).mask == disc(5)).all()
    many = np.repeat(disc(5)[None], 70, axis=0)
    assert (mask_consensus(many).mask == disc(5)).all()
    for wrong in (np.zeros((4, 4)), np.zeros((0, 4, 4))):
        with pytest.raises(Invalid):
            mask_consensus(wrong)
    with pytest.raises(Invalid):
        mask_consensus(np.zeros((2, 4, 4)), sensitivity=[0.5, 1.0])
