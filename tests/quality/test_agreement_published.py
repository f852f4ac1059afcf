"""Agreement coefficients equal the published implementations to 1e-9."""

from __future__ import annotations

import krippendorff
import numpy as np
import pytest
from sklearn.metrics import cohen_kappa_score
from statsmodels.stats.inter_rater import aggregate_raters
from statsmodels.stats.inter_rater import fleiss_kappa as statsmodels_fleiss

from goodwork.quality.agreement import Level, krippendorff_alpha, long_form
from goodwork.quality.agreement_distance import alpha_by_distance
from goodwork.quality.agreement_kappa import between, cohen_kappa, fleiss_kappa, gwet_ac

nan = float("nan")
EXACT = {"rel": 0, "abs": 1e-9}

# "raw_4raters" of Gwet (2014), people in columns. The values below were printed by irrCAC 0.4.4 (digits=15).
FOUR_RATERS = np.array(
    [
        [1, 1, nan, 1], [2, 2, 3, 2], [3, 3, 3, 3], [3, 3, 3, 3], [2, 2, 2, 2], [1, 2, 3, 4],
        [4, 4, 4, 4], [1, 1, 2, 1], [2, 2, 2, 2], [nan, 5, 5, 5], [nan, nan, 1, 1], [nan, nan, 3, nan],
    ]
).T  # fmt: skip
IRRCAC_FOUR = {
    "identity": (0.775444068126995, 0.761169275422411),
    "linear": (0.858739136432611, 0.817944767097309),
    "quadratic": (0.914000723551605, 0.864935064935065),
    "ordinal": (0.898939769907511, 0.850206189397035),
}
IRRCAC_RANDOM = {
    "identity": (0.485660498013609, 0.465234750011872),
    "linear": (0.552843192178835, 0.477395152375346),
    "quadratic": (0.625039072085464, 0.501039953932898),
    "ordinal": (0.601497298896223, 0.492640847711194),
}


def random_ratings(seed: int, people: int, items: int, classes: int, missing: float) -> np.ndarray:
    """(people, items) answers that agree more than chance, with NaN."""
    rng = np.random.default_rng(seed)
    truth = rng.integers(1, classes + 1, items)
    noise = rng.integers(1, classes + 1, (people, items))
    table = np.where(rng.random((people, items)) < 0.6, truth, noise).astype(float)
    table[rng.random(table.shape) < missing] = nan
    return table


@pytest.mark.parametrize("level", ["nominal", "ordinal", "interval", "ratio"])
@pytest.mark.parametrize(("seed", "classes", "missing"), [(0, 2, 0.0), (1, 5, 0.4), (2, 30, 0.7), (3, 9, 0.9)])
def test_alpha_is_krippendorffs(level: Level, seed: int, classes: int, missing: float) -> None:
    table = random_ratings(seed, 7, 60, classes, missing)
    item, _, answer = long_form(table)
    ours = krippendorff_alpha(item, answer, level=level, replicates=0)
    assert ours.value == pytest.approx(krippendorff.alpha(table, level_of_measurement=level), **EXACT)


def test_alpha_of_negative_and_real_numbers() -> None:
    rng = np.random.default_rng(4)
    table = rng.normal(size=(1, 50)) * 3 + rng.normal(size=(4, 50))
    table[rng.random(table.shape) < 0.3] = nan
    item, _, answer = long_form(table)
    for level in ("nominal", "ordinal", "interval"):
        ours = krippendorff_alpha(item, answer, level=level, replicates=0)
        assert ours.value == pytest.approx(krippendorff.alpha(table, level_of_measurement=level), **EXACT)


def test_a_distance_matrix_and_a_distance_function_are_the_same_alpha() -> None:
    table = random_ratings(5, 6, 40, 4, 0.3)
    item, _, answer = long_form(table)
    code = answer.astype(int) - 1
    squared = np.subtract.outer(np.arange(4), np.arange(4)) ** 2.0
    theirs = krippendorff.alpha(table, level_of_measurement="interval")
    assert krippendorff_alpha(item, code, distance=squared, replicates=0).value == pytest.approx(theirs, **EXACT)
    by_function = alpha_by_distance(item, code.tolist(), lambda a, b: float((a - b) ** 2), replicates=0)
    assert by_function.value == pytest.approx(theirs, **EXACT)
    assert by_function.note == ""


@pytest.mark.parametrize("weighting", ["identity", "linear", "quadratic", "ordinal"])
def test_gwet_and_fleiss_are_those_of_irrcac(weighting: str) -> None:
    item, _, answer = long_form(FOUR_RATERS)
    ac, fleiss = IRRCAC_FOUR[weighting]
    assert gwet_ac(item, answer, weights=weighting).value == pytest.approx(ac, **EXACT)
    assert fleiss_kappa(item, answer, weights=weighting).value == pytest.approx(fleiss, **EXACT)

    rng = np.random.default_rng(5)
    table = rng.integers(1, 5, (40, 6)).astype(float)
    table[:, 1:] = np.where(rng.random((40, 5)) < 0.6, table[:, :1], table[:, 1:])
    table[rng.random(table.shape) < 0.3] = nan
    table[0] = nan
    assert np.nansum(table) == 429  # the same random table irrCAC was given
    item, _, answer = long_form(table.T)
    ac, fleiss = IRRCAC_RANDOM[weighting]
    assert gwet_ac(item, answer, weights=weighting).value == pytest.approx(ac, **EXACT)
    assert fleiss_kappa(item, answer, weights=weighting).value == pytest.approx(fleiss, **EXACT)


def test_gwet_knows_classes_nobody_used() -> None:
    item, _, answer = long_form(FOUR_RATERS)
    ours = gwet_ac(item, answer, classes=[1, 2, 3, 4, 5, 6])
    assert ours.value == pytest.approx(0.785526781226146, **EXACT)


def test_fleiss_is_that_of_statsmodels() -> None:
    table = random_ratings(6, 5, 80, 4, 0.0)
    counts, _ = aggregate_raters(table.T)
    item, _, answer = long_form(table)
    assert fleiss_kappa(item, answer).value == pytest.approx(statsmodels_fleiss(counts), **EXACT)


@pytest.mark.parametrize("weighting", [None, "linear", "quadratic"])
def test_cohen_is_that_of_scikit_learn(weighting: str | None) -> None:
    one, other = random_ratings(7, 2, 200, 5, 0.0)
    theirs = cohen_kappa_score(one.astype(int), other.astype(int), weights=weighting)
    assert cohen_kappa(one, other, weights=weighting or "identity").value == pytest.approx(theirs, **EXACT)


def test_cohen_of_two_people_in_a_table() -> None:
    table = random_ratings(8, 3, 100, 3, 0.4)
    item, person, answer = long_form(table)
    both = ~np.isnan(table[0]) & ~np.isnan(table[2])
    theirs = cohen_kappa_score(table[0, both].astype(int), table[2, both].astype(int))
    ours = cohen_kappa(*between(item, person, answer, 0, 2))
    assert ours.value == pytest.approx(theirs, **EXACT)
    assert ours.items == both.sum()
    assert cohen_kappa(table[0], table[2]).value == ours.value
