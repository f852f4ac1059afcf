"""Outlines of lung nodules by three or four readers: how well the others foretell the one who is left out."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageDraw

from goodwork.geometry.masks import dense, from_dense
from goodwork.quality.masks import mask_consensus
from goodwork.quality.regions_shapes import Masks

DRAWS = 2_000
EDGE = 6
Table = np.ndarray
WAYS: dict[str, Callable[[list[Table]], Table]] = {
    "majority": lambda masks: np.mean(masks, axis=0) > 0.5,
    "half and more": lambda masks: np.mean(masks, axis=0) >= 0.5,
    "STAPLE": lambda masks: mask_consensus(masks).mask,
    "goodwork": lambda masks: dense(Masks().middle([from_dense(mask) for mask in masks], np.ones(len(masks)))),
}


def measure(folder: Path) -> None:
    """Prints the Dice of each way with the reader who was left out, by the number of readers."""
    with (folder / "lidc" / "nodules.jsonl").open(encoding="utf-8") as file:
        nodules = [_masks(json.loads(line)) for line in file]
    for readers in (4, 3):
        few = [masks for masks in nodules if len(masks) == readers and all(mask.any() for mask in masks)]
        print(f"outlines: {len(few)} nodules with {readers} readers, Dice with the one left out")
        own = np.array([np.mean([_dice(a, b) for a in few_ for b in few_ if a is not b]) for few_ in few])
        print(f"one reader     {own.mean():.4f}")
        found = {name: np.array([_left_out(masks, way) for masks in few]) for name, way in WAYS.items()}
        rng = np.random.default_rng(0)
        drawn = rng.integers(len(few), size=(DRAWS, len(few)))
        for name, values in found.items():
            low, high = np.percentile((values - found["majority"])[drawn].mean(axis=1), [2.5, 97.5])
            print(f"{name:14} {values.mean():.4f}, above majority {low:+.4f} to {high:+.4f}")


def _left_out(masks: list[Table], way: Callable[[list[Table]], Table]) -> float:
    return float(np.mean([_dice(way(masks[:k] + masks[k + 1 :]), masks[k]) for k in range(len(masks))]))


def _dice(a: Table, b: Table) -> float:
    return float(2 * (a & b).sum() / max(a.sum() + b.sum(), 1))


def _masks(nodule: dict[str, Any]) -> list[Table]:
    """The pixels inside and on each reader's outlines, in a window around all; holes come last."""
    readers = [sorted(reader["polygons"], key=lambda one: not one["inside"]) for reader in nodule["readers"]]
    points = np.concatenate([np.array(one["points"]) for reader in readers for one in reader])
    low = points.min(axis=0) - EDGE
    width, height = (points.max(axis=0) + EDGE - low + 1).astype(int).tolist()
    made: list[Table] = []
    for reader in readers:
        pixels = np.zeros((height, width), dtype=bool)
        for one in reader:
            picture = Image.new("1", (width, height))
            ring = [tuple(point) for point in (np.array(one["points"]) - low).tolist()]
            ImageDraw.Draw(picture).polygon(ring if len(ring) > 1 else ring * 2, fill=1, outline=1)
            pixels = pixels | np.array(picture) if one["inside"] else pixels & ~np.array(picture)
        made.append(pixels)
    return made
