"""How unlike two people's boxes are."""

from __future__ import annotations

from goodwork.kinds.boxes.schema import BoxesAnswer, BoxesQuestion


def distance(question: BoxesQuestion, a: BoxesAnswer, b: BoxesAnswer) -> float:
    """1 - soft F1 of the boxes, matched at the greatest total likeness."""
    if a == b:
        return 0.0
    # numpy is at hand in the worker, where answers are compared; the web process starts without it.
    from goodwork.kinds.boxes.craft import CRAFT
    from goodwork.kinds.region_matching import apart

    return apart(CRAFT, a.boxes, b.boxes)
