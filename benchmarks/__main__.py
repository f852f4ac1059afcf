"""``make bench``: every measurement, one after the other, with the machine's load beside it.

One that fails, for want of a peer or of time, does not keep the others from running; at the end stands which.
``python -m benchmarks queue`` runs those whose module has this name.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Sequence

from benchmarks.installation import load

LONGEST = 1800
"""Seconds after which a measurement is ended."""

RUNS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("From the command to ready", ("benchmarks.start",)),
    ("The queue: 8 people without a pause", ("benchmarks.queue", "--clients", "8", "--seconds", "10")),
    ("The queue: 200 people who think two seconds",
     ("benchmarks.queue", "--clients", "200", "--seconds", "30", "--think", "2")),
    ("The queue: server and database killed with -9",
     ("benchmarks.queue", "--clients", "8", "--seconds", "15", "--kill", "web,database")),
    ("The queue: one person alone on a million items", ("benchmarks.queue", "--solo")),
    ("A claim where a project asks for qualifications", ("benchmarks.qualified",)),
    ("An upheld appeal on an item that fifty people answered", ("benchmarks.appeals",)),
    ("A million items: lists, filters, the next page", ("benchmarks.lists",)),
    ("100,000 items, 2,000 decided cases: what stands beside a task", ("benchmarks.panel",)),
    ("50,000 items: import, publish, export", ("benchmarks.data", "--items", "50000")),
    ("A million items: import", ("benchmarks.data", "--items", "1000000", "--formats", "jsonl")),
    *((f"Quality: {part}", ("benchmarks.quality", part))
      for part in ("speed", "accuracy", "honesty", "saving", "copying", "stress", "growth")),
    *((f"Redundancy: {part}", ("benchmarks.redundancy", part)) for part in ("growth", "pairs", "pictures")),
    ("Conversions of 100,000 texts", ("benchmarks.convert",)),
    ("The desk: weight, marking, writing", ("benchmarks.desk",)),
    ("Boxes in a picture: frames while one is dragged, and the picture", ("benchmarks.pictures",)),
    ("Keys and pointer of a session of 50 items", ("benchmarks.keystrokes",)),
)  # fmt: skip


def main(chosen: Sequence[str]) -> int:
    """Run all, or those of the modules named; 1 when one of them failed."""
    failed: list[str] = []
    for title, (module, *arguments) in RUNS:
        if chosen and module.removeprefix("benchmarks.") not in chosen:
            continue
        print(f"\n{title}\n  python -m {' '.join([module, *arguments])}\n  load before: {load()}", flush=True)
        begun = time.monotonic()
        try:
            status = subprocess.run([sys.executable, "-m", module, *arguments], check=False, timeout=LONGEST).returncode
        except subprocess.TimeoutExpired:
            print(f"  ended: it took longer than {LONGEST} s", flush=True)
            status = 1
        print(f"  load after: {load()}; {time.monotonic() - begun:.0f} s", flush=True)
        if status:
            failed.append(title)
    for title in failed:
        print(f"failed: {title}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
