"""``python -m benchmarks.fuzz --minutes 5 --seed 7``: broken files for every reader; exit 1 when one has no answer.

Each input is made from the seed and its number, in a process of its own that is bounded in time and memory and started
again when it dies. What goes wrong is made as small as it gets and saved under ``--found``.
"""

from __future__ import annotations

import argparse
import random
import sys
from pathlib import Path

from benchmarks.fuzz.cases import Limits
from benchmarks.fuzz.running import fuzz


def main() -> int:
    """Fuzz for so many minutes; 1 when something had no answer."""
    told = argparse.ArgumentParser(prog="python -m benchmarks.fuzz", description=__doc__)
    told.add_argument("--minutes", type=float, default=5)
    told.add_argument("--seed", type=int, default=random.randrange(2**31))
    told.add_argument("--first", type=int, default=0, help="number of the first input")
    told.add_argument("--seconds", type=float, default=5, help="of the processor that one input may take")
    told.add_argument("--mebibytes", type=int, default=600, help="the most memory that one input may take")
    told.add_argument("--found", type=Path, default=Path("fuzz-found"), help="folder for what goes wrong")
    given = told.parse_args()
    limits = Limits(given.seconds, given.mebibytes << 20)
    count, found, ended = fuzz(given.seed, given.first, 60 * given.minutes, limits)
    print(f"seed {given.seed}: {count:,} inputs, {len(found)} different ones without an answer; {ended}")
    for one in found:
        given.found.mkdir(parents=True, exist_ok=True)
        place = given.found / f"{one.number}-{one.name}"
        place.write_bytes(one.content)
        print(f"\n{one.why}\n  {place} ({len(one.content):,} bytes, stated as {one.stated}), met {one.times} times")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
