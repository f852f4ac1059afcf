"""A run that is stopped goes on: after Ctrl+C, after kill -9, at any stage, to the same bytes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from goodwork.redundancy.keep import write_lists
from goodwork.redundancy.run import Options, run_texts
from goodwork.redundancy.sources import open_texts
from goodwork.redundancy.work import Work


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """30,000 texts in clusters, over six row groups."""
    rng = np.random.default_rng(4)
    vocabulary = np.array([f"w{i}" for i in range(5000)])
    texts: list[str] = []
    for _ in range(6000):
        base = rng.choice(vocabulary, rng.integers(20, 50))
        for _ in range(5):
            edited = base.copy()
            edited[rng.integers(0, edited.size, rng.integers(0, 3))] = rng.choice(vocabulary)
            texts.append(" ".join(edited))
    rng.shuffle(texts)
    path = tmp_path_factory.mktemp("resume") / "data.parquet"
    pq.write_table(pa.table({"id": [f"n{i}" for i in range(30_000)], "text": texts}), path, row_group_size=5000)
    return path


class StopAt:
    """Progress that stops the run when a stage has advanced so many times."""

    def __init__(self, work: Work, stage: str, times: int) -> None:
        self.work, self.wanted, self.times = work, stage, times
        self.name = ""

    def stage(self, name: str, total: int | None, unit: str) -> None:
        self.name = name

    def advance(self, amount: int) -> None:
        if self.name == self.wanted and amount:
            self.times -= 1
            if self.times == 0:
                self.work.stop.set()


def keep_list(data: Path, folder: Path, threads: int, stops: list[tuple[str, int]] | None = None) -> bytes:
    options = Options(threads=threads)
    for stop in stops or []:
        source = open_texts([data])
        work = Work(folder / "work", options.question(source))
        with pytest.raises(KeyboardInterrupt):
            run_texts(source, options, work, StopAt(work, *stop))
    source = open_texts([data])
    work = Work(folder / "work", options.question(source))
    assert work.resumed == bool(stops)
    answer, _ = run_texts(source, options, work, StopAt(work, "never", 1))
    write_lists(work, answer, folder / "keep.parquet", folder / "clusters.parquet")
    return (folder / "keep.parquet").read_bytes() + (folder / "clusters.parquet").read_bytes()


def test_stopped_at_every_stage_it_ends_in_the_same_bytes(data: Path, tmp_path: Path) -> None:
    straight = keep_list(data, tmp_path / "straight", 1)
    assert keep_list(data, tmp_path / "two", 2) == straight
    stops = [("read", 2), ("read", 2), ("compare sketches", 5), ("gather candidates", 1), ("verify pairs", 1)]
    assert keep_list(data, tmp_path / "stopped", 2, stops[:3]) == straight
    assert keep_list(data, tmp_path / "later", 1, stops[3:4]) == straight


def start(data: Path, out: Path) -> subprocess.Popen[bytes]:
    code = "from goodwork.cli.main import main; main()"
    arguments = ["redundancy", str(data), "--out", str(out), "--threads", "2"]
    return subprocess.Popen([sys.executable, "-c", code, *arguments], stderr=subprocess.PIPE)


def wait_for(manifest: Path, run: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 60
    while not manifest.exists() and run.poll() is None and time.monotonic() < until:
        time.sleep(0.002)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_a_process_that_ends_early_leaves_what_goes_on(data: Path, tmp_path: Path, how: signal.Signals) -> None:
    out = tmp_path / "keep.parquet"
    run = start(data, out)
    wait_for(tmp_path / ".keep.parquet.work" / "manifest.json", run)
    os.kill(run.pid, how)
    said = run.communicate(timeout=600)[1].decode()
    if run.returncode:  # it may have been quicker than the signal
        assert run.returncode == (130 if how == signal.SIGINT else -signal.SIGKILL)
        assert not out.exists()
        assert "Traceback" not in said
        if how == signal.SIGINT:
            assert "run the same command again" in said
    again = start(data, out)
    said = again.communicate(timeout=600)[1].decode()
    assert again.returncode == 0, said
    straight = keep_list(data, tmp_path / "straight", 1)
    assert straight.startswith(out.read_bytes())
    assert not (tmp_path / ".keep.parquet.work").exists()


def test_scratch_of_other_data_is_not_taken_up(data: Path, tmp_path: Path) -> None:
    options = Options()
    source = open_texts([data])
    work = Work(tmp_path / "work", options.question(source))
    with pytest.raises(KeyboardInterrupt):
        run_texts(source, options, work, StopAt(work, "read", 2))
    assert Work(tmp_path / "work", options.question(source)).resumed
    other = Options(threshold=0.8)
    assert not Work(tmp_path / "work", other.question(source)).resumed


def test_a_folder_that_others_have_open_is_not_swept(tmp_path: Path) -> None:
    question = {"data": "the same"}
    Work(tmp_path, question).save(rows=1)
    half_written = tmp_path / "column-1a2b.new"
    half_written.write_bytes(b"in the middle of it")
    Work(tmp_path, question, alone=False)
    assert half_written.exists()
    Work(tmp_path, question)
    assert not half_written.exists()
