"""How unlike two people's polygons are."""

from __future__ import annotations

from goodwork.kinds.polygons.schema import PolygonsAnswer, PolygonsQuestion


def distance(question: PolygonsQuestion, a: PolygonsAnswer, b: PolygonsAnswer) -> float:
    """1 - soft F1 of the polygons, matched at the greatest total likeness."""
    if a == b:
        return 0.0
    # numpy is at hand in the worker, where answers are compared; the web process starts without it.
    from goodwork.kinds.polygons.craft import CRAFT
    from goodwork.kinds.region_matching import apart

    return apart(CRAFT, a.polygons, b.polygons)
