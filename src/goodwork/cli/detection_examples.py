"""Where predictions and truth part, shown: cut out of the picture, with both shapes drawn."""

from __future__ import annotations

import base64
import io
import os
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from goodwork.cli.detection_figures import MATCH
from goodwork.cli.detections import Detections
from goodwork.errors import Invalid
from goodwork.formats.pictures import look_at
from goodwork.geometry.boxes import iou

NOTHING = "nothing"
EACH = 4
"""Examples of one confusion."""
MOST = 12
"""Confusions that are shown."""
SIDE = 220
"""Pixels of the longer side of an example."""
MOST_FILES = 500_000
MOST_BYTES = 64 << 20


@dataclass(frozen=True, slots=True)
class Example:
    """A prediction and an object that are not of one class, or one of them alone."""

    image: int
    truth: dict[str, Any] | None
    predicted: dict[str, Any] | None


def examples(found: Detections, score: float) -> dict[tuple[int | None, int | None], list[Example]]:
    """(class that is there, class predicted) -> what is so, the surest predictions first; None: nothing.

    Matched as the table of classes is: predictions by falling score, each with the free object that overlaps it most,
    whatever either is called. Boxes are compared.
    """
    objects: defaultdict[int, list[dict[str, Any]]] = defaultdict(list)
    for one in found.truth:
        if not one["iscrowd"]:
            objects[one["image_id"]].append(one)
    given: defaultdict[int, list[dict[str, Any]]] = defaultdict(list)
    for one in found.predicted:
        if one["score"] >= score and "bbox" in one:
            given[one["image_id"]].append(one)
    made: defaultdict[tuple[int | None, int | None], list[Example]] = defaultdict(list)
    for image in dict.fromkeys((*objects, *given)):
        for truth, predicted in _matched(objects[image], given[image]):
            there = None if truth is None else truth["category_id"]
            key = (there, None if predicted is None else predicted["category_id"])
            if key[0] != key[1]:
                made[key].append(Example(image, truth, predicted))
    for shown in made.values():
        shown.sort(key=lambda one: -(one.predicted or {"score": 0.0})["score"])
    return dict(made)


def _matched(
    objects: Sequence[dict[str, Any]], given: Sequence[dict[str, Any]]
) -> Iterator[tuple[dict[str, Any] | None, dict[str, Any] | None]]:
    order = sorted(given, key=lambda one: -one["score"])
    overlaps = iou(_corners(order), _corners(objects)) if order and objects else np.zeros((len(order), 0))
    free = np.ones(len(objects), dtype=bool)
    for row, predicted in zip(overlaps, order, strict=True):
        masked = np.where(free, row, -1.0)
        best = int(masked.argmax()) if masked.size else -1
        if best >= 0 and masked[best] >= MATCH:
            free[best] = False
            yield objects[best], predicted
        else:
            yield None, predicted
    for place in np.flatnonzero(free):
        yield objects[int(place)], None


def _corners(shapes: Sequence[Mapping[str, Any]]) -> npt.NDArray[np.float64]:
    rows = np.array([one["bbox"] for one in shapes], dtype=np.float64)
    return np.column_stack((rows[:, :2], rows[:, :2] + rows[:, 2:]))


def shown(found: Detections, score: float, pictures: Path | None) -> list[str]:
    """The most frequent confusions with their examples, as HTML."""
    names: dict[int | None, str] = {one["id"]: one["name"] for one in found.categories}
    names[None] = NOTHING
    images = {one["id"]: one for one in found.images}
    files = _files(pictures or found.folder)
    listed = sorted(examples(found, score).items(), key=lambda pair: -len(pair[1]))[:MOST]
    parts: list[str] = []
    for (truth, predicted), those in listed:
        told = f'{escape(names[truth])} <span class="quiet">taken for</span> {escape(names[predicted])}'
        if truth is None:
            told = f'{escape(names[predicted])} <span class="quiet">where nothing is</span>'
        elif predicted is None:
            told = f'{escape(names[truth])} <span class="quiet">not found</span>'
        parts.append(f'<h3>{told} <span class="quiet">· {len(those):,}</span></h3><div class="crops">')
        parts += [_drawn(one, images[one.image], files) for one in those[:EACH]]
        parts.append("</div>")
    return parts


def _files(folder: Path | None) -> dict[str, Path]:
    """Name -> where it lies below the folder; the first of one name."""
    found: dict[str, Path] = {}
    if folder is None or not folder.is_dir():
        return found
    count = 0
    for root, below, names in os.walk(folder):
        below[:] = sorted(one for one in below if not one.startswith("."))
        for name in sorted(names):
            found.setdefault(name, Path(root) / name)
            count += 1
            if count >= MOST_FILES:
                return found
    return found


def _drawn(one: Example, image: Mapping[str, Any], files: Mapping[str, Path]) -> str:
    boxes = [shape["bbox"] for shape in (one.truth, one.predicted) if shape is not None]
    x0, y0 = (min(box[k] for box in boxes) for k in (0, 1))
    x1, y1 = (max(box[k] + box[k + 2] for box in boxes) for k in (0, 1))
    margin = 0.35 * max(x1 - x0, y1 - y0, 24.0)
    left, top = max(0.0, x0 - margin), max(0.0, y0 - margin)
    width = max(1.0, min(float(image["width"]), x1 + margin) - left)
    height = max(1.0, min(float(image["height"]), y1 + margin) - top)
    scale = SIDE / max(width, height)
    name = str(image["file_name"])
    last = name.rpartition("/")[2]
    inside = _crop(files.get(last), (left, top, left + width, top + height), image)
    shapes = [
        f'<rect class="{kind}" x="{scale * (shape["bbox"][0] - left):.1f}" y="{scale * (shape["bbox"][1] - top):.1f}" '
        f'width="{scale * shape["bbox"][2]:.1f}" height="{scale * shape["bbox"][3]:.1f}"/>'
        for kind, shape in (("there", one.truth), ("said", one.predicted))
        if shape is not None
    ]
    sure = f" · score {one.predicted['score']:.2f}" if one.predicted is not None else ""
    size = f'width="{scale * width:.0f}" height="{scale * height:.0f}"'
    picture = (
        f'<image href="{inside}" {size} preserveAspectRatio="none"/>' if inside else f'<rect class="empty" {size}/>'
    )
    return (
        f'<figure><svg {size} role="img" aria-label="{escape(last)}">{picture}{"".join(shapes)}</svg>'
        f"<figcaption>{escape(last)}{sure}</figcaption></figure>"
    )


def _crop(place: Path | None, box: tuple[float, float, float, float], image: Mapping[str, Any]) -> str:
    """The part of a picture as a data address; empty without a picture that can be trusted."""
    if place is None:
        return ""
    from PIL import Image, ImageOps

    try:
        if place.stat().st_size > MOST_BYTES:
            return ""
        content = place.read_bytes()
        look_at(content)
        with Image.open(io.BytesIO(content)) as opened:
            upright = ImageOps.exif_transpose(opened)
            across, down = upright.width / image["width"], upright.height / image["height"]
            part = upright.convert("RGB").crop(
                (round(box[0] * across), round(box[1] * down), round(box[2] * across), round(box[3] * down))
            )
        part.thumbnail((2 * SIDE, 2 * SIDE))
        held = io.BytesIO()
        part.save(held, "JPEG", quality=80)
    except (Invalid, OSError, ValueError):
        return ""
    return "data:image/jpeg;base64," + base64.b64encode(held.getvalue()).decode("ascii")
