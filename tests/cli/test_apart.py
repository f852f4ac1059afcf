"""Commands that read strangers' files end with a sentence, whatever ends what reads them."""

from __future__ import annotations

import io
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from goodwork.cli.main import APART


def damaged() -> bytes:
    """A Parquet file of texts that says they were numbers: asking what its columns take up ends the process."""
    out = io.BytesIO()
    pq.write_table(pa.table({"text": ["some words", "others"], "id": ["1", "2"]}), out)
    made = out.getvalue().replace(b"\x15\x0c\x25\x02\x18\x04text", b"\x15\x08\x25\x02\x18\x04text")
    assert made != out.getvalue()
    return made


def goodwork(folder: Path, *asked: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "goodwork.cli.main", *asked], cwd=folder, capture_output=True, text=True, timeout=120
    )


@pytest.mark.parametrize(
    "asked", [["convert", "a.parquet", "--to", "jsonl", "--out", "b"], ["redundancy", "a.parquet"]], ids=lambda a: a[0]
)
def test_a_table_that_ends_what_reads_it_has_an_answer(tmp_path: Path, asked: list[str]) -> None:
    (tmp_path / "a.parquet").write_bytes(damaged())
    done = goodwork(tmp_path, *asked)
    assert done.returncode == APART[asked[0]]
    assert "can't be read" in done.stderr and "Traceback" not in done.stderr
    assert [place.name for place in tmp_path.iterdir()] == ["a.parquet"]


def begun(folder: Path, number: int) -> subprocess.Popen[str]:
    """A conversion that this signal ends while it writes; that waits for one when it is 0."""
    (folder / "a.jsonl").write_text('{"text": "a"}\n')
    program = f"""
import os, time
from goodwork.cli import convert, main

def ended(*_, **__):
    print("begun", flush=True)
    os.kill(os.getpid(), {number}) if {number} else time.sleep(60)

convert._write = ended
main.main()
"""
    asked = [sys.executable, "-c", program, "convert", "a.jsonl", "--to", "csv", "--out", "b"]
    return subprocess.Popen(asked, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.mark.parametrize(
    ("number", "status", "said"), [(signal.SIGSEGV, 1, "damaged"), (signal.SIGKILL, 137, "memory")]
)
def test_what_ends_it_is_said_and_nothing_half_made_stays(
    tmp_path: Path, number: signal.Signals, status: int, said: str
) -> None:
    with begun(tmp_path, number) as process:
        _, told = process.communicate(timeout=60)
    assert process.returncode == status
    assert said in told and "Nothing was written" in told
    assert [place.name for place in tmp_path.iterdir()] == ["a.jsonl"]


def test_whoever_is_asked_to_end_ends_what_works_for_it(tmp_path: Path) -> None:
    for asked in (signal.SIGTERM, signal.SIGKILL):
        with begun(tmp_path, 0) as process:
            assert process.stdout is not None and process.stdout.readline() == "begun\n"
            (worker,) = psutil.Process(process.pid).children()
            process.send_signal(asked)
            process.wait(30)
            until = time.monotonic() + 30
            while worker.is_running() and worker.status() != psutil.STATUS_ZOMBIE and time.monotonic() < until:
                time.sleep(0.02)
            assert not worker.is_running() or worker.status() == psutil.STATUS_ZOMBIE
    assert process.returncode == -signal.SIGKILL
