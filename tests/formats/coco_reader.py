"""What pycocotools reads of a file, and what COCOeval says of predictions: a file's, or exactly what it holds."""

from __future__ import annotations

import contextlib
import json
import sys

from pycocotools.coco import COCO  # pyright: ignore
from pycocotools.cocoeval import COCOeval  # pyright: ignore

held, sort, *predicted = sys.argv[1:]
with contextlib.redirect_stdout(sys.stderr):
    truth = COCO(held)
    marks = truth.loadAnns(truth.getAnnIds())
    if sort == "segm":
        places = [{"segmentation": truth.annToRLE(one)} for one in marks]
    else:
        places = [{"bbox": one["bbox"]} for one in marks]
    perfect = [
        {"image_id": one["image_id"], "category_id": one["category_id"], **place, "score": 0.9}
        for one, place in zip(marks, places, strict=True)
        if not one["iscrowd"]
    ]
    judged = COCOeval(truth, truth.loadRes(predicted[0] if predicted else perfect), sort)  # pyright: ignore
    judged.evaluate()
    judged.accumulate()
    judged.summarize()
pixels = {one["id"]: int(truth.annToMask(one).sum()) for one in marks[:20]} if sort == "segm" else {}
sys.stdout.write(
    json.dumps({
        "images": len(truth.imgs), "annotations": len(marks), "ap": round(judged.stats[0], 6), "pixels": pixels,
    })
    + "\n"
)  # fmt: skip
