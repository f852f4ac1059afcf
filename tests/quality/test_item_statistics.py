"""Item response against published estimates, and wrong keys that are planted and found."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from benchmarks.quality.items import examinees, found_keys
from goodwork.quality.item_response import fit_item_response
from goodwork.quality.item_statistics import item_statistics

# Section 6 of the Law School Admission Test, 1000 people: what they had right, item by item, and how many of them.
LSAT = {
    "00000": 3, "00001": 6, "00010": 2, "00011": 11, "00100": 1, "00101": 1, "00110": 3, "00111": 4, "01000": 1,
    "01001": 8, "01011": 16, "01101": 3, "01110": 2, "01111": 15, "10000": 10, "10001": 29, "10010": 14, "10011": 81,
    "10100": 3, "10101": 28, "10110": 15, "10111": 80, "11000": 16, "11001": 56, "11010": 21, "11011": 173,
    "11100": 11, "11101": 61, "11110": 28, "11111": 298,
}  # fmt: skip


def test_the_model_has_the_published_estimates() -> None:
    """Bock & Lieberman's data; the 2PL estimates of R's package ltm (Rizopoulos 2006), which girth gives, too."""
    right = np.array([[float(c) for c in pattern] for pattern, n in LSAT.items() for _ in range(n)])
    model = fit_item_response(right, discrimination=(1, 1e4), intercept=(0, 1e4))
    assert model.discrimination == pytest.approx([0.8254, 0.7229, 0.8905, 0.6886, 0.6575], abs=2e-3)
    assert model.difficulty == pytest.approx([-3.3597, -1.3696, -0.2799, -1.8659, -3.1236], abs=1e-2)
    assert model.log_likelihood == pytest.approx(-2466.653, abs=2e-3)
    # Standard errors by another formula than ltm's: near to its own.
    assert model.discrimination_error == pytest.approx([0.2581, 0.1867, 0.2326, 0.1852, 0.2100], rel=0.15)


@pytest.mark.parametrize(("name", "near"), [("whole", 0.003), ("drawn", 0.02)])
def test_items_people_and_what_items_tell_are_those_of_girth_and_catsim(name: str, near: float) -> None:
    """Figures of two other libraries, with how they were made; where items are drawn, girth stops a little early."""
    theirs = json.loads((Path(__file__).parent / "peers" / "item_response.json").read_text())[name]
    right = np.array([[np.nan if c == "-" else float(c) for c in row] for row in theirs["answers"]])
    model = fit_item_response(right, discrimination=(1, 1e4), intercept=(0, 1e4))
    assert model.discrimination == pytest.approx(theirs["discrimination"], rel=near)
    assert model.difficulty == pytest.approx(theirs["difficulty"], abs=3 * near)
    assert model.ability[:60] == pytest.approx(theirs["ability"], abs=near)
    # What items tell of a person bounds what is left open of them: the prior counts for 1.
    left = 1 / np.sqrt(1 + np.array(theirs["information"]))
    assert model.ability_error[:60] == pytest.approx(left, rel=0.1)


def test_wrong_keys_are_found_and_right_ones_are_not_named() -> None:
    caught = [found_keys(*examinees(seed, people=200, items=20, drawn=20, wrong=0.1)) for seed in range(8)]
    assert sum(hit for hit, _, _ in caught) >= 13, "of 16"
    assert sum(alarm for _, alarm, _ in caught) <= 1
    clean = [found_keys(*examinees(seed, people=200, items=20, drawn=20, wrong=0.0)) for seed in range(8)]
    assert sum(alarm for _, alarm, _ in clean) <= 1


def test_few_people_say_nothing_and_a_key_that_nobody_chose_is_no_fault() -> None:
    nobody = item_statistics(np.zeros((30, 2)), [["a", "b"]] * 30)
    assert nobody[0].share_right == 0 and nobody[0].point_biserial is None
    few = item_statistics(np.ones((5, 3)), [["a", "b", "c"]] * 5)
    assert [one.asked for one in few] == [5, 5, 5] and few[0].discrimination is None and few[0].suspicion is None
    assert item_statistics(np.empty((0, 2)), [])[1].asked == 0
