"""The HTML report of ``goodwork evaluate``: one file, no scripts, nothing fetched."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import numpy as np

from goodwork.cli.detection_examples import NOTHING
from goodwork.cli.detection_figures import MATCH, ClassFigures, Figures
from goodwork.cli.detections import Detections
from goodwork.learning.page import Tile, page
from goodwork.learning.plots import MOST_CLASSES, confusion_plot

MOST_ROWS = 500


def report(found: Detections, made: Figures, crops: Sequence[str], name: str, against: str) -> str:
    """The report as a page; ``name`` and ``against`` are what both files are called, ``crops`` are HTML."""
    body = [*_notes(found), *_classes(made), *_confusion(made)]
    if crops:
        body += [
            "<h2>Where they part</h2>",
            f"<p>What is there is drawn whole, what was predicted with score {made.score:g} or more is dashed. "
            f"Boxes that share {MATCH:.0%} or more of their area are taken for one object, whatever it is called.</p>",
            *crops,
        ]
    body += [
        "<h2>How it was computed</h2>",
        "<p>Average precision (AP) and average recall (AR) are COCO’s, by hotcoco: the mean over IoU from .50 to .95 "
        "in steps of .05, at most 100 predictions a picture, crowds left out. Sizes: small is below 32² pixels, medium "
        f"below 96². {made.compared.capitalize()} were compared.</p>",
    ]
    return page(name, story(found, made, against), _tiles(found, made), body)


def figure(value: float | None) -> str:
    """A figure between 0 and 1, or a dash."""
    return "–" if value is None else f"{value:.3f}"


def story(found: Detections, made: Figures, against: str) -> list[str]:
    """What is to be known, in sentences."""
    objects, table = sum(one.objects for one in made.classes), made.confusion
    inner = table[:-1, :-1]
    right, wrong = int(np.trace(inner)), int(inner.sum() - np.trace(inner))
    missed, nothing = int(table[:-1, -1].sum()), int(table[-1, :-1].sum())
    beside = f"{objects:,} objects in {len(found.images):,} pictures of {against}"
    return [
        f"{len(found.predicted):,} predictions beside {beside}.",
        f"At score {made.score:g} or more: {right:,} objects are found and rightly named, {wrong:,} found and named "
        f"otherwise, {missed:,} not found; {nothing:,} predictions are where nothing is.",
    ]


def _tiles(found: Detections, made: Figures) -> list[Tile]:
    said = made.overall
    return [
        Tile("AP", figure(said["AP"]), f"of {made.compared}, IoU .50 to .95"),
        Tile("AP at IoU .50", figure(said["AP50"]), f"at .75: {figure(said['AP75'])}"),
        Tile("AR", figure(said["AR100"]), f"with one a picture: {figure(said['AR1'])}"),
        Tile("AP of small ones", figure(said["APs"]), "below 32² pixels"),
        Tile("AP of medium ones", figure(said["APm"]), "below 96² pixels"),
        Tile("AP of large ones", figure(said["APl"]), "96² pixels and more"),
    ]


def _notes(found: Detections) -> list[str]:
    return [f'<p class="standing warn">{escape(note)}</p>' for note in found.notes]


def _classes(made: Figures) -> list[str]:
    order = sorted(made.classes, key=lambda one: -one.objects)
    head = "".join(
        f'<th class="number">{name}</th>'
        for name in ("objects", "predictions", "AP", "AP50", "AP75", "small", "medium", "large", "AR")
    )
    rows = "".join(f"<tr><td>{escape(one.name)}</td>{_cells(one)}</tr>" for one in order[:MOST_ROWS])
    more = f" The {MOST_ROWS} with the most objects:" if len(order) > MOST_ROWS else ""
    return [
        "<h2>Class by class</h2>",
        f"<p>A dash: there is no object of that class and size.{more}</p>",
        f'<div class="scroll"><table><tr><th>class</th>{head}</tr>{rows}</table></div>',
    ]


def _cells(one: ClassFigures) -> str:
    shown = [f"{one.objects:,}", f"{one.predictions:,}"]
    shown += [figure(value) for value in (one.ap, one.ap_50, one.ap_75, *one.by_size, one.ar)]
    return "".join(f'<td class="number">{value}</td>' for value in shown)


def _confusion(made: Figures) -> list[str]:
    counts = made.confusion
    largest = np.sort(np.argsort(-counts[:-1].sum(axis=1), kind="stable")[:MOST_CLASSES])
    chosen = [*largest.tolist(), len(counts) - 1]
    names = [*(made.classes[k].name for k in largest.tolist()), NOTHING]
    totals = counts.sum(axis=1, keepdims=True)
    shares = np.divide(counts, totals, out=np.zeros(counts.shape), where=totals > 0)
    text = "<p>Of the objects of each class, the share that was predicted as each class, in per cent; the last column "
    text += "was not found. The last row is what was predicted where nothing is.</p>"
    if len(made.classes) > MOST_CLASSES:
        text += f'<p class="quiet">The {MOST_CLASSES} most frequent of {len(made.classes):,} classes:</p>'
    plot = confusion_plot(shares[np.ix_(chosen, chosen)], names, said="predictions", what="object")
    return ["<h2>Which classes are confused?</h2>", text, f"<figure>{plot}</figure>"]
