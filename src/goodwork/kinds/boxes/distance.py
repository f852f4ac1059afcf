"""How unlike two people's boxes are."""

from __future__ import annotations

import math

from goodwork.kinds.boxes.schema import BoxesAnswer, BoxesQuestion


def distance(question: BoxesQuestion, a: BoxesAnswer, b: BoxesAnswer) -> float:
    """1 - soft F1 of the boxes, matched at the greatest total likeness."""
    if a == b:
        return 0.0
    # numpy is at hand in the worker, where answers are compared; the web process starts without it.
    from goodwork.kinds.boxes.matching import match_boxes

    # In one order: the last digit of what turned boxes share depends on which comes first.
    a, b = sorted((a, b), key=lambda one: [box.place for box in one.boxes])
    total = math.fsum(value for _, _, value in match_boxes(a.boxes, b.boxes))
    return min(max(1.0 - round(2 * total / (len(a.boxes) + len(b.boxes)), 12), 0.0), 1.0)
