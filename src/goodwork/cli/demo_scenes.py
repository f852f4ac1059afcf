"""How well the boxes of the demonstration's crowd find what was planted in its scenes: together, and one by one."""

from __future__ import annotations

import zipfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from goodwork.cli import demo_house

AT = 0.5
"""IoU from which a box is the planted one, when it is called alike too."""

Boxes = Sequence[Mapping[str, Any]]
Counts = tuple[int, int, int]
"""Pairs, boxes drawn, boxes planted."""


@dataclass(frozen=True, slots=True)
class Found:
    """F1 at IoU 0.5 with equal labels, over all boxes of the pictures together: 0 to 1."""

    pictures: int
    consensus: float
    one_person: float
    """The mean of what everybody reaches by themselves, on the same pictures."""
    best_person: float


def found(packed: Path, question: str) -> Found | None:
    """What a published version, packed with its pictures, finds in those whose truth the system was not given; None
    without any."""
    planted = {item: demo_house.boxes_answer(boxes)["boxes"] for item, boxes in demo_house.planted().items()}
    together: list[Counts] = []
    alone: dict[str, list[Counts]] = defaultdict(list)
    with zipfile.ZipFile(packed) as archive, archive.open("items.jsonl") as file:
        for row in map(orjson.loads, file):
            item = str(row["id"])
            said = row["consensus"].get(question)
            if said is None or item not in planted or item in demo_house.SHOWN_GOLD:
                continue
            together.append(counts(said["answer"]["boxes"], planted[item]))
            for worker, boxes in demo_house.drawn_in(item):
                alone[worker].append(counts(boxes, planted[item]))
    if not together:
        return None
    people = [f1(of) for of in alone.values()]
    return Found(len(together), f1(together), sum(people) / len(people), max(people))


def counts(drawn: Boxes, planted: Boxes) -> Counts:
    """How many of the boxes of a picture are planted ones, called alike."""
    import numpy as np

    from goodwork.geometry.boxes import iou
    from goodwork.quality.regions_measures import paired

    if not drawn or not planted:
        return 0, len(drawn), len(planted)
    shared = iou(*(np.array([box["box"] for box in boxes], dtype=np.float64) for boxes in (drawn, planted)))
    alike = np.array([[one["label"] == other["label"] for other in planted] for one in drawn])
    return len(paired(np.where(alike, shared, 0.0), AT)), len(drawn), len(planted)


def f1(of: Sequence[Counts]) -> float:
    """2 x pairs / (drawn + planted), over all pictures together."""
    pairs, drawn, planted = (sum(column) for column in zip(*of, strict=True))
    return 2 * pairs / (drawn + planted) if drawn + planted else 1.0
