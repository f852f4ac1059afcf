"""The redundancy engine beside its peers: python -m benchmarks.redundancy [texts|growth|pairs|pictures|page ...]

``growth`` takes texts of ``--sizes`` rows, ``texts`` a million; their clusters are known, because the benchmark makes
them (made.py). ``--texts`` are files to take instead, Parquet with the columns ``text`` and ``cluster`` (the truth).
``--peers`` is the environment that environment.sh made. Each part writes ``results/PART.json`` beside this file;
``page`` writes the tables and the plot into docs/benchmarks/redundancy.md.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

HERE = Path(__file__).parent
PEERS = {"rensa": 1_000_000, "datasketch": 200_000, "datatrove": 200_000, "text-dedup": 200_000}
"""Rows that each can finish in a few minutes."""
BESIDE_PEERS = 1_000_000
SIZES = (100_000, 1_000_000, 5_000_000, 20_000_000)


def judged(representative: np.ndarray[Any, Any], truth: np.ndarray[Any, Any]) -> dict[str, int | None]:
    """Rows kept, true clusters of which none is, rows whose representative is of another (None: it is not said)."""
    rows = np.arange(representative.size)
    kept = representative == rows
    told = representative >= 0
    return {
        "kept": int(kept.sum()),
        "lost": int(np.setdiff1d(truth, truth[kept]).size),
        "wrong": int((truth[representative] != truth).sum()) if told.all() else None,
    }


def ours(data: Path, threads: int = 2, out: Path | None = None) -> dict[str, Any]:
    """One run of the command, as a user starts it; ``wall`` has the start-up and the lists in it."""
    command = [str(Path(sys.executable).with_name("goodwork")), "redundancy", str(data), "--threads", str(threads)]
    with tempfile.TemporaryDirectory(dir=data.parent) as folder:
        keep = out or Path(folder) / "keep.parquet"
        load, began = os.getloadavg()[0], time.perf_counter()
        ran = subprocess.run([*command, "--out", str(keep), "--json"], check=True, capture_output=True)
        wall = time.perf_counter() - began
    return {**json.loads(ran.stdout), "wall": wall, "load": load}


@contextmanager
def files(options: argparse.Namespace, sizes: Sequence[int]) -> Generator[Iterator[Path]]:
    """The files that were given, or made ones of these sizes, one at a time: the largest take gigabytes."""
    from benchmarks.redundancy.made import write_texts

    with tempfile.TemporaryDirectory() as folder:

        def made() -> Iterator[Path]:
            for rows in sizes:
                data = Path(folder) / f"{rows}.parquet"
                write_texts(rows, data)
                yield data
                data.unlink()

        yield iter(options.texts) if options.texts else made()


def part_of(data: Path, rows: int, into: Path) -> Path:
    """The first ``rows`` rows as a file of their own."""
    batches: list[Any] = []
    for batch in pq.ParquetFile(data).iter_batches(65536, columns=["text", "cluster"]):
        batches.append(batch)
        if sum(b.num_rows for b in batches) >= rows:
            break
    pq.write_table(pa.Table.from_batches(batches).slice(0, rows), into)
    return into


def rows_of(data: Path) -> int:
    """The rows of a Parquet file."""
    return pq.ParquetFile(data).metadata.num_rows


def texts(options: argparse.Namespace) -> dict[str, Any]:
    """goodwork and each peer on the same rows, at the size that the peer can finish."""
    out: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as folder, files(options, [BESIDE_PEERS]) as given:
        # Of made files there is one, which goes when the next is asked for.
        data = min(options.texts, key=lambda p: abs(rows_of(p) - BESIDE_PEERS)) if options.texts else next(given)
        for peer, rows in PEERS.items():
            part = part_of(data, rows, Path(folder) / f"{rows}.parquet")
            truth = pq.read_table(part, columns=["cluster"]).column(0).to_numpy()
            if f"goodwork {rows}" not in out:
                keep = Path(folder) / "keep.parquet"
                ran = ours(part, out=keep)
                ran |= judged(pq.read_table(keep).column("representative").to_numpy(), truth)
                out[f"goodwork {rows}"] = ran
            script, answer = HERE / "peers.py", Path(folder) / "answer.npy"
            command = [str(options.peers / "bin/python"), str(script), peer, str(part), str(rows), str(answer)]
            try:
                done = subprocess.run(command, check=True, capture_output=True, timeout=options.timeout)
                out[f"{peer} {rows}"] = json.loads(done.stdout) | judged(np.load(answer), truth)
            except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as fault:
                out[f"{peer} {rows}"] = {"failed": str(getattr(fault, "stderr", b"") or fault)[-300:]}
            sys.stderr.write(f"{peer} {out[f'{peer} {rows}']}\n")
    return out


def growth(options: argparse.Namespace) -> dict[str, Any]:
    """Seconds and memory by size."""
    out: dict[str, Any] = {}
    with files(options, options.sizes) as given:
        for data in given:
            keep = data.with_suffix(".keep")
            ran = ours(data, out=keep)
            truth = pq.read_table(data, columns=["cluster"]).column(0).to_numpy()
            ran |= judged(pq.read_table(keep).column("representative").to_numpy(), truth)
            keep.unlink()
            out[str(ran["rows"])] = ran
            sys.stderr.write(f"{ran}\n")
    return out


def pairs(options: argparse.Namespace) -> dict[str, Any]:
    """Planted pairs."""
    from benchmarks.redundancy.pairs import measure

    return measure(options.pairs)


def pictures(options: argparse.Namespace) -> dict[str, Any]:
    """Hashing beside imagehash (one thread each), and the join of a million hashes beside faiss (two threads each)."""
    from PIL import Image

    from goodwork.redundancy.hamming import pairs_within
    from goodwork.redundancy.prints import look, prints_of

    python, script = str(options.peers / "bin/python"), str(HERE / "picture_peers.py")

    def asked(*arguments: str) -> dict[str, Any]:
        done = subprocess.run([python, script, *arguments], check=True, capture_output=True)
        return json.loads(done.stdout)

    rng = np.random.default_rng(1)
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as folder:
        for i in range(200):
            small = rng.normal(128, 60, (12, 16, 3)).clip(0, 255).astype(np.uint8)
            picture = Image.fromarray(small).resize((1600, 1200), Image.Resampling.BICUBIC)
            noise = np.asarray(picture).astype(np.int16) + rng.normal(0, 6, (1200, 1600, 1)).astype(np.int16)
            Image.fromarray(noise.clip(0, 255).astype(np.uint8)).save(Path(folder) / f"{i:03d}.jpg", quality=88)
        files = sorted(Path(folder).glob("*.jpg"))
        prints_of(look(files[0]).gray[None])
        began = time.process_time()
        prints_of(np.stack([look(file).gray for file in files]))
        own = time.process_time() - began
        its = asked("hash", folder)["cpu_seconds"]
        words = rng.integers(0, 2**64, 1_000_000, np.uint64)
        near = rng.integers(0, words.size, 50_000)
        words[near] = words[rng.integers(0, words.size, near.size)] ^ (
            np.uint64(1) << rng.integers(0, 64, near.size, np.uint64)
        )
        pairs_within(words[:1000].copy(), 4, 2)
        began = time.perf_counter()
        left, _ = pairs_within(words, 4, 2)
        join = time.perf_counter() - began
        np.save(Path(folder) / "words.npy", words)
        faiss = asked("join", str(Path(folder) / "words.npy"), "20000")
    return {"load": load, "hash": own, "imagehash": its, "join": join, "pairs": len(left), "faiss": faiss}


def page(_options: argparse.Namespace) -> dict[str, Any]:
    """The tables and the plot of the documentation."""
    from benchmarks.redundancy.page import write

    write(HERE / "results")
    return {}


PARTS: dict[str, Callable[[argparse.Namespace], dict[str, Any]]] = {
    "pairs": pairs,
    "pictures": pictures,
    "texts": texts,
    "growth": growth,
    "page": page,
}


def main() -> None:
    """Runs the parts asked for, all by default."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", help=f"some of {', '.join(PARTS)}")
    parser.add_argument("--texts", nargs="+", type=Path, default=[], help="files to take instead of made ones")
    parser.add_argument("--sizes", nargs="+", type=int, default=SIZES, help="rows of the made files of growth")
    parser.add_argument("--peers", type=Path)
    parser.add_argument("--pairs", type=int, default=21_000, help="pairs planted in each range")
    parser.add_argument("--timeout", type=float, default=900, help="seconds for one peer")
    options = parser.parse_args()
    (HERE / "results").mkdir(exist_ok=True)
    for name in options.parts or PARTS:
        result = PARTS[name](options)
        if result:
            (HERE / "results" / f"{name}.json").write_text(json.dumps(result, indent=1) + "\n")
        sys.stdout.write(f"{name}: {json.dumps(result)}\n")


if __name__ == "__main__":
    main()
