"""Ten minutes of broken files for every reader, in processes that are bounded in time and memory."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.fuzz.cases import Case, Limits, answer, questions
from benchmarks.fuzz.drive import Driver
from benchmarks.fuzz.running import fuzz
from goodwork.formats.registry import FORMATS
from tests.formats.test_broken_files import FOUND
from tests.trial.matrix import Row

MINUTES = 10


def test_broken_files_have_an_answer(
    request: pytest.FixtureRequest, promises: Callable[[str], Row], dice: random.Random
) -> None:
    # A third of a shorter trial, so that the other checks find their time.
    minutes = min(MINUTES, float(request.config.getoption("minutes")) / 3)
    count, found, ended = fuzz(dice.randrange(2**31), 0, 60 * minutes, Limits(20, 600 << 20))
    promises("broken files, read one by one").put(
        "5xx", not found, f"{count:,} files, {len(found)} without an answer: {ended}"
    )
    assert count and not found, "\n".join(f"{one.number}: {one.why}" for one in found)


def test_what_the_fuzzer_found_has_an_answer_with_every_seed() -> None:
    driver = Driver(questions())
    for name, content in FOUND.items():
        for stated in FORMATS:
            for seed in range(3):
                case = Case(f"items{Path(name).suffix}", content, stated, seed)
                assert not answer(driver, case, Limits(30, 0)), (name, stated, seed)
