"""What pycocotools reads of a file, and what COCOeval says of a prediction of exactly that."""

from __future__ import annotations

import contextlib
import json
import sys

from pycocotools.coco import COCO  # pyright: ignore
from pycocotools.cocoeval import COCOeval  # pyright: ignore

with contextlib.redirect_stdout(sys.stderr):
    truth = COCO(sys.argv[1])
    marks = truth.loadAnns(truth.getAnnIds())
    perfect = [{**{k: one[k] for k in ("image_id", "category_id", "bbox")}, "score": 0.9} for one in marks]
    judged = COCOeval(truth, truth.loadRes(perfect), "bbox")  # pyright: ignore
    judged.evaluate()
    judged.accumulate()
    judged.summarize()
sys.stdout.write(
    json.dumps({"images": len(truth.imgs), "annotations": len(marks), "ap": round(judged.stats[0], 6)}) + "\n"
)
