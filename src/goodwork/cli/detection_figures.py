"""What COCO's evaluation says of predictions, by class and size, and which classes are taken for which.

Average precision and recall are hotcoco's, whose figures are those of pycocotools; nothing of them is computed here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from goodwork.cli.detections import Detections
from goodwork.errors import Unavailable

NAMES = ("AP", "AP50", "AP75", "APs", "APm", "APl", "AR1", "AR10", "AR100", "ARs", "ARm", "ARl")
"""COCO's twelve figures in its order: sizes are below 32² pixels, below 96², and above."""
MATCH = 0.5
"""IoU from which a prediction and an object are the same in the table of classes."""
_ALL, _SMALL, _MEDIUM, _LARGE = range(4)
_MOST = -1
"""At most 100 predictions a picture, the last of COCO's three limits."""


@dataclass(frozen=True, slots=True)
class ClassFigures:
    """What is said of one class; None: it has no such object."""

    name: str
    objects: int
    predictions: int
    ap: float | None
    ap_50: float | None
    ap_75: float | None
    by_size: tuple[float | None, float | None, float | None]
    """AP of small, medium and large objects."""
    ar: float | None
    """Average recall with at most 100 predictions a picture."""


@dataclass(frozen=True, slots=True)
class Figures:
    """All of it."""

    compared: str
    """``boxes`` or ``outlines``."""
    overall: dict[str, float | None]
    """COCO's twelve figures by their names."""
    classes: list[ClassFigures]
    score: float
    """Predictions from this score on are in the table."""
    confusion: npt.NDArray[np.int64]
    """Shape (classes + 1, classes + 1): rows are what is there, columns what was predicted; the last one is nothing."""


def figures(found: Detections, *, outlines: bool, score: float) -> Figures:
    """What the evaluation says; Unavailable without the library for it."""
    judged = _judged(found, outlines)
    judged.evaluate()
    judged.accumulate()
    judged.summary_lines()
    table = judged.confusion_matrix(MATCH, None, score)
    precision, recall = np.asarray(judged.eval["precision"]), np.asarray(judged.eval["recall"])
    order = [int(number) for number in judged.params.cat_ids]
    place = {number: k for k, number in enumerate(order)}
    half, three_quarters = (int(np.argmin(np.abs(np.asarray(judged.params.iou_thrs) - at))) for at in (0.5, 0.75))
    objects = _counted(one["category_id"] for one in found.truth if not one["iscrowd"])
    predictions = _counted(one["category_id"] for one in found.predicted)
    classes: list[ClassFigures] = []
    for one in found.categories:
        own = precision[:, :, place[one["id"]], :, _MOST]
        classes.append(
            ClassFigures(
                one["name"], objects.get(one["id"], 0), predictions.get(one["id"], 0),
                _mean(own[:, :, _ALL]), _mean(own[half, :, _ALL]), _mean(own[three_quarters, :, _ALL]),
                (_mean(own[:, :, _SMALL]), _mean(own[:, :, _MEDIUM]), _mean(own[:, :, _LARGE])),
                _mean(recall[:, place[one["id"]], _ALL, _MOST]),
            )
        )  # fmt: skip
    rows = [list(table["cat_ids"]).index(one["id"]) for one in found.categories]
    rows.append(int(table["num_cats"]))
    matrix = np.asarray(table["matrix"]).astype(np.int64)[np.ix_(rows, rows)]
    overall = {name: _known(value) for name, value in zip(NAMES, judged.stats, strict=True)}
    return Figures("outlines" if outlines else "boxes", overall, classes, score, matrix)


def _judged(found: Detections, outlines: bool) -> Any:
    try:
        from hotcoco import COCO, COCOeval  # pyright: ignore
    except ImportError:
        raise Unavailable(
            "The library that evaluates predictions is not installed.",
            kept="Nothing was measured.",
            next_step='Install it in the folder of goodwork: pip install ".[evaluate]"',
        ) from None
    truth: Any = COCO({"images": found.images, "annotations": found.truth, "categories": found.categories})
    shape = "segmentation" if outlines else "bbox"
    kept = ("image_id", "category_id", "score", shape)
    return COCOeval(
        truth, truth.load_res([{key: one[key] for key in kept} for one in found.predicted]),
        "segm" if outlines else "bbox",
    )  # fmt: skip


def _counted(numbers: Any) -> dict[int, int]:
    found: dict[int, int] = {}
    for number in numbers:
        found[number] = found.get(number, 0) + 1
    return found


def _mean(values: npt.NDArray[np.float64]) -> float | None:
    """The mean of what is defined: COCO writes -1 for the rest."""
    known = values[values > -1]
    return float(known.mean()) if known.size else None


def _known(value: float) -> float | None:
    return None if value < 0 else float(value)
