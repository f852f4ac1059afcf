"""From ``goodwork serve`` to the line that says it is ready: with a database to make, and with one that exists.

``python -m benchmarks.start --json``
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.installation import load, serving


def measure(times: int) -> dict[str, Any]:
    """One new home, then the same home several times."""
    before = load()
    with tempfile.TemporaryDirectory(prefix="goodwork-bench-", ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        home.chmod(0o755)  # the database runs as a user of its own
        made = _once(home)
        again = [_once(home) for _ in range(times)]
    return {
        "made_s": made,
        "existing_median_s": statistics.median(again),
        "existing_s": again,
        "load_before": before,
        "load_after": load(),
    }


def _once(home: Path) -> float:
    begun = time.perf_counter()
    with serving(home, web_processes=1):
        return round(time.perf_counter() - begun, 2)


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    found = measure(given.times)
    if given.json:
        print(json.dumps(found))
    else:
        for name, value in found.items():
            print(f"{name:>22}  {value}")


if __name__ == "__main__":
    main()
