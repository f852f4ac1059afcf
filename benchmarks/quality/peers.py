"""The environment of the peers, and what is asked of them there: a process of its own, one thread, JSON back."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

HOME = Path(tempfile.gettempdir()) / "goodwork-quality-peers"
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "NUMBA_NUM_THREADS": "1"}

SCRIPT = """
import json, resource, sys, time, warnings
import pandas as pd
warnings.filterwarnings("ignore")
import crowdkit.aggregation as a
path, gold, names = sys.argv[1], sys.argv[2], sys.argv[3].split(",")
frame = pd.read_parquet(path)
truth = None if gold == "-" else pd.read_parquet(gold).set_index("task")["label"]
make = {
    "MajorityVote": a.MajorityVote, "Wawa": a.Wawa, "ZeroBasedSkill": a.ZeroBasedSkill,
    "DawidSkene": lambda: a.DawidSkene(n_iter=100), "OneCoinDawidSkene": lambda: a.OneCoinDawidSkene(n_iter=100),
    "MMSR": a.MMSR, "GLAD": a.GLAD, "MACE": lambda: a.MACE(n_restarts=10, n_iter=50),
}
for name in names:
    start = time.process_time()
    row = {"method": name}
    try:
        plain, _, rounds = name.partition(":")
        # With a number of rounds the peer takes just so many: its own rule may stop after two.
        model = a.DawidSkene(n_iter=int(rounds), tol=float("-inf")) if rounds else make[plain]()
        result = model.fit_predict(frame)
        row["seconds"] = time.process_time() - start
        row["rounds"] = len(getattr(model, "loss_history_", []) or [])
        if truth is not None:
            row["accuracy"] = float((result.reindex(truth.index) == truth).mean())
    except Exception as error:  # a peer's failure is a result too
        row["error"] = repr(error)[:200]
    row["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(row), flush=True)
"""


def python() -> Path:
    """The interpreter of the peers' environment, made from ``requirements.txt`` the first time."""
    interpreter = HOME / "bin" / "python"
    ready = HOME / ".ready"
    if not ready.exists():
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(HOME)], check=True)
        wanted = Path(__file__).with_name("requirements.txt")
        subprocess.run([str(interpreter), "-m", "pip", "install", "--quiet", "-r", str(wanted)], check=True)
        ready.touch()
    return interpreter


def run(labels: Path, gold: Path | None, methods: list[str], *, timeout: float = 3_600) -> list[dict[str, Any]]:
    """One row per method: seconds from frame to labels, rounds, accuracy where there is gold, peak memory."""
    command = [str(python()), "-c", SCRIPT, str(labels), str(gold) if gold else "-", ",".join(methods)]
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=timeout, env={**os.environ, **ONE_THREAD}, check=False
    )
    rows = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    if not rows:
        raise RuntimeError(done.stderr[-2_000:])
    return rows
