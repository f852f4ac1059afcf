"""Lives of a project: whatever happens, every number of every story is what is computed again from the answers."""

from __future__ import annotations

import random

import pytest

from tests.api.callers import House
from tests.api.conftest import house
from tests.queue.test_recomputed import live

__all__ = ["house"]


@pytest.mark.parametrize("n", range(3))
async def test_what_the_product_did_is_what_is_computed_again(house: House, dice: random.Random, n: int) -> None:
    await live(house, dice, 150)
