"""Shares as people read them."""

from __future__ import annotations

import math


def per_cent(share: float) -> str:
    """A share in per cent, with one decimal at most and never rounded up: 94.96 % is not 95 %.

    >>> per_cent(0.9496), per_cent(0.95), per_cent(1.0)
    ('94.9 %', '95 %', '100 %')
    """
    # The database keeps seven digits: what is a hair below is not less.
    shown = math.floor(share * 1000 + 1e-3) / 10
    return f"{shown:.1f}".removesuffix(".0") + " %"
