"""How long it takes to convert annotated texts, and how much memory: ``python -m benchmarks.convert``.

Texts are made of words and names with spans; each conversion runs in a process of its own, so that its peak of
resident memory is its own.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
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


def main() -> None:
    """Print a row per conversion."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=int, default=100_000)
    parser.add_argument("--pairs", default="", help="like jsonl:docbin,conll:bilou; default: all")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--one", nargs=4, metavar=("SOURCE", "FROM", "TO", "OUT"), help=argparse.SUPPRESS)
    told = parser.parse_args()
    if told.one:
        one(*told.one)
        return
    wanted = [tuple(pair.split(":")) for pair in told.pairs.split(",") if pair] or PAIRS
    rows: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory(prefix="goodwork-convert-") as folder:
        place = Path(folder)
        made = {"jsonl": place / "texts.jsonl"}
        with made["jsonl"].open("w", encoding="utf-8") as file:
            for row in texts(told.texts):
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
        for read_as, to in wanted:
            if read_as not in made:
                made[read_as] = place / f"source.{read_as}"
                measured(made["jsonl"], "jsonl", read_as, made[read_as])
            rows.append(measured(made[read_as], read_as, to, place / f"{read_as}-{to}"))
            if not told.json:
                show(rows[-1])
    if told.json:
        print(json.dumps({"texts": told.texts, "load": os.getloadavg()[0], "rows": rows}, indent=2))
    else:
        print(f"load {os.getloadavg()[0]:.1f}")


def show(row: dict[str, Any]) -> None:
    """One row in words."""
    print(
        f"{row['from']:>13} -> {row['to']:<13} {row['seconds']:7.2f} s {row['cpu_seconds']:7.2f} CPU s "
        f"{row['peak_rss_mb']:5} MB  {row['items']:,} items, {row['annotations']:,} annotations, {row['lost']:,} lost",
        flush=True,
    )


if __name__ == "__main__":
    main()
