"""Ten minutes of broken files for every reader, in processes that are bounded in time and memory."""

from __future__ import annotations

import random

import pytest

from benchmarks.fuzz.cases import Limits
from benchmarks.fuzz.running import fuzz

MINUTES = 10


def test_broken_files_have_an_answer(request: pytest.FixtureRequest, dice: random.Random) -> None:
    # A third of a shorter trial, so that the other checks find their time.
    minutes = min(MINUTES, float(request.config.getoption("minutes")) / 3)
    count, found, ended = fuzz(dice.randrange(2**31), 0, 60 * minutes, Limits(20, 600 << 20))
    print(f"{count:,} broken files: {ended}")
    assert count and not found, "\n".join(f"{one.number}: {one.why}" for one in found)
