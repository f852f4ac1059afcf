"""How long it takes to convert annotated texts, and how much memory: ``python -m benchmarks.convert``.

Texts are made of words and names with spans; each conversion runs in a process of its own, so that its peak of
resident memory is its own. It runs once with a tenth of the texts, for the memory alone: where that is flat, both
peaks are alike.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

PAIRS = [
    ("label-studio", "conll"), ("label-studio", "jsonl"), ("jsonl", "label-studio"), ("jsonl", "docbin"),
    ("jsonl", "parquet"), ("jsonl", "csv"), ("jsonl", "datasets"), ("jsonl", "argilla"), ("conll", "bilou"),
    ("conll", "docbin"), ("docbin", "conll"), ("brat", "jsonl"), ("jsonl", "brat"),
]  # fmt: skip
_WORDS = (
    *("the", "report", "says", "that", "of", "a", "in", "new", "was", "and", "to", "for", "with", "their", "after"),
    *("before", "one", "many", "city", "river", "who", "über", "größte", "🎉", "naïve", "北京", "القاهرة"),
)
_NAMES = (("Ada Lovelace", "PER"), ("Zürich", "LOC"), ("Bank of England", "ORG"), ("القاهرة", "LOC"), ("東京", "LOC"))


def texts(count: int) -> Iterator[dict[str, Any]]:
    """Annotated texts as our JSON lines have them, the same ones every time."""
    draw = random.Random(7)
    for n in range(count):
        pieces: list[str] = []
        records: list[dict[str, Any]] = []
        at = 0
        for _ in range(draw.randint(2, 5)):
            run = " ".join(draw.choices(_WORDS, k=draw.randint(2, 7))) + " "
            name, label = draw.choice(_NAMES)
            start = at + len(run)
            records.append(
                {"type": "span", "question": "entities", "id": f"T{len(records) + 1}", "label": label, "start": start,
                 "end": start + len(name), "text": name}
            )  # fmt: skip
            pieces += [run, name, " "]
            at = start + len(name) + 1
        said = [{"role": "annotation", "by": "1", "records": records}]
        yield {"id": f"t{n}", "text": "".join(pieces).rstrip() + ".", "annotations": said}


def measured(source: Path, read_as: str, to: str, out: Path) -> dict[str, Any]:
    """One conversion in a process of its own: seconds, peak of resident memory, and its account's numbers."""
    command = [sys.executable, "-m", "benchmarks.convert", "--one", str(source), read_as, to, str(out)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return json.loads(done.stdout.splitlines()[-1])


def one(source: str, read_as: str, to: str, out: str) -> None:
    """Convert, as the command does, and print what it took."""
    from typer.testing import CliRunner

    from goodwork.cli import convert

    began = time.perf_counter()
    asked = [source, "--from", read_as, "--to", to, "--out", out, "--json"]
    result = CliRunner().invoke(convert.app, asked, catch_exceptions=False)
    seconds = time.perf_counter() - began
    account = json.loads(result.stdout)
    usage = resource.getrusage(resource.RUSAGE_SELF)
    print(
        json.dumps(
            {
                "from": read_as, "to": to, "seconds": round(seconds, 2),
                "cpu_seconds": round(usage.ru_utime + usage.ru_stime, 2), "peak_rss_mb": round(usage.ru_maxrss / 1024),
                "items": account["items"], "annotations": account["annotations"], "kept": account["kept"],
                "changed": len(account["changed"]), "lost": len(account["lost"]),
            }
        )
    )  # fmt: skip


class Sources:
    """Files to convert, of every format that is asked for, made once."""

    def __init__(self, place: Path, count: int) -> None:
        self._place = place
        self._made = {"jsonl": place / f"texts-{count}.jsonl"}
        self._count = count
        with self._made["jsonl"].open("w", encoding="utf-8") as file:
            for row in texts(count):
                file.write(json.dumps(row, ensure_ascii=False) + "\n")

    def of(self, name: str) -> Path:
        """The file or folder of this format."""
        if name not in self._made:
            made = self._place / f"source-{self._count}.{name}"
            measured(self._made["jsonl"], "jsonl", name, made)
            self._made[name] = made
        return self._made[name]

    def converted(self, read_as: str, to: str) -> dict[str, Any]:
        """What it took to convert all of them."""
        out = self._place / "out"
        row = measured(self.of(read_as), read_as, to, out)
        shutil.rmtree(out) if out.is_dir() else out.unlink()
        return row


def main() -> None:
    """Print a row per conversion."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=3, help="of each conversion; the medians are shown")
    parser.add_argument("--pairs", default="", help="like jsonl:docbin,conll:bilou; default: all")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--one", nargs=4, metavar=("SOURCE", "FROM", "TO", "OUT"), help=argparse.SUPPRESS)
    told = parser.parse_args()
    if told.one:
        one(*told.one)
        return
    wanted = [tuple(pair.split(":")) for pair in told.pairs.split(",") if pair] or PAIRS
    rows: list[dict[str, Any]] = []
    began = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="goodwork-convert-") as folder:
        few, all_ = Sources(Path(folder), told.texts // 10), Sources(Path(folder), told.texts)
        if not told.json:
            print("| from | to | seconds | CPU seconds | peak MB of a tenth | peak MB |\n|---|---|--:|--:|--:|--:|")
        for read_as, to in wanted:
            small = few.converted(read_as, to)
            runs = [all_.converted(read_as, to) for _ in range(told.runs)]
            row = runs[0] | {
                key: statistics.median(run[key] for run in runs) for key in ("seconds", "cpu_seconds", "peak_rss_mb")
            }
            rows.append(row | {"peak_rss_mb_of_a_tenth": small["peak_rss_mb"]})
            if not told.json:
                show(rows[-1])
    load = {"before": began, "after": os.getloadavg()[0]}
    if told.json:
        print(json.dumps({"texts": told.texts, "runs": told.runs, "load": load, "rows": rows}, indent=2))
    else:
        annotations = rows[0]["annotations"]
        print(f"\n{told.texts:,} texts with {annotations:,} annotations, medians of {told.runs} runs; the load was "
              f"{load['before']:.1f} before and {load['after']:.1f} after.")  # fmt: skip


def show(row: dict[str, Any]) -> None:
    """One row of the table."""
    print(
        f"| {row['from']} | {row['to']} | {row['seconds']:.1f} | {row['cpu_seconds']:.1f} | "
        f"{row['peak_rss_mb_of_a_tenth']} | {row['peak_rss_mb']:.0f} |",
        flush=True,
    )


if __name__ == "__main__":
    main()
