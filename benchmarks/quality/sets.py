"""The data measured on: recorded labels with gold from a folder, and simulated crowds of any size."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from goodwork.quality.labels import LabelTable

NAMES = ("rte", "SP", "SP_amt", "CF", "CF_amt", "bluebirds", "AdultContent2")
LATER = ("MS", "ZenCrowd_us", "TREC2011", "Barzan", "ducks")
"""Sets that came when the engine stood: experts among the crowd, sparse people, many who answer by habit."""


def folder(data: Path, name: str) -> Path:
    """Where the files of a set are."""
    return data / name if (data / name).is_dir() else data / "crowd-labels" / name


def recorded(data: Path, name: str) -> LabelTable:
    """A set with its gold."""
    home = folder(data, name)
    return LabelTable.read(home / "labels.csv", home / "gold.csv")


def as_parquet(data: Path, name: str, into: Path) -> tuple[Path, Path]:
    """Labels and gold of a set as Parquet files, for the peers."""
    home = folder(data, name)
    paths = into / f"{name}-labels.parquet", into / f"{name}-gold.parquet"
    pd.read_csv(home / "labels.csv").to_parquet(paths[0])
    pd.read_csv(home / "gold.csv").to_parquet(paths[1])
    return paths


def simulated(items: int, people: int, classes: int, each: int, seed: int = 0) -> tuple[pd.DataFrame, np.ndarray]:
    """A frame task, worker, label and the truth: people's skills are Beta(8, 3), errors any other class."""
    rng = np.random.default_rng(seed)
    truth = rng.integers(0, classes, items)
    skill = rng.beta(8, 3, people)
    task = np.repeat(np.arange(items), each)
    worker = (
        rng.integers(0, people, items)[:, None] + rng.integers(1, people // each, (items, each)).cumsum(1)
    ) % people
    worker = worker.ravel()
    right = rng.random(task.size) < skill[worker]
    wrong = (truth[task] + rng.integers(1, classes, task.size)) % classes
    return pd.DataFrame({"task": task, "worker": worker, "label": np.where(right, truth[task], wrong)}), truth
