"""Boxes that a crowd drew: one person, greedy groups and average-link groups with each quorum, naive EM, goodwork."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from goodwork.cli.region_files import read_answers, read_gold
from goodwork.cli.region_kinds import Kind
from goodwork.quality import regions_existence, regions_objects
from goodwork.quality.dawid_skene import DawidSkene
from goodwork.quality.labels import LabelTable
from goodwork.quality.regions_consensus import consensus, judged
from goodwork.quality.regions_grouping import grouped
from goodwork.quality.regions_measures import BesideGold, agreement, beside_gold, f1
from goodwork.quality.regions_objects import Drawn, Region
from goodwork.quality.regions_shapes import Boxes

DRAWS = 2_000
FOLDS = 10
LEASTS = (0.2, 0.25, 0.3, 0.4)
FINDS = (0.5, 0.8)
JOINS = (0.3, 0.7, 1.2)
Found = list[list[Region[Any]]]


def measure(folder: Path) -> None:
    """Prints the figures of boxes."""
    answers = read_answers(folder / "crowd-boxes" / "answers.jsonl", Kind.BOXES)
    by_name = read_gold(folder / "crowd-boxes" / "gold.jsonl", Kind.BOXES)
    gold = [by_name.get(item) for item in answers.items]
    sort = Boxes()

    def beside(found: Found) -> BesideGold:
        return beside_gold(found, gold, sort)

    print(f"boxes: {len(answers.items)} pictures, {len(answers.people)} people")
    print(f"one person                        F1 {f1(_alone(answers.drawn, gold)):.3f}")
    for name, groups in (
        ("greedy", _greedy),
        ("average-link at 0.5", _linked(0.5)),
        ("average-link at 0.25", _linked(0.25)),
    ):
        made = [groups(drawings) for drawings in answers.drawn]
        for quorum in (1, 2, 3, 4, 5):
            found = [[_sure(np.median(g, axis=0)) for g in of if len(g) >= quorum] for of in made]
            _show(f"{name}, {quorum} or more", beside(found))
        majority = [
            [_sure(np.median(g, axis=0)) for g in of if len(g) * 2 > len(drawings)]
            for of, drawings in zip(made, answers.drawn, strict=True)
        ]
        _show(f"{name}, majority", beside(majority))
    found = consensus(answers.drawn, sort).items
    _show("two coins for each person (EM)", beside(_two_coins(answers.drawn, found)))
    whole = beside(found)
    _show("goodwork", whole)
    print(f"ECE {whole.ece:.3f} of its {len(whole.confidence)} regions")
    for people in (2, 3, 5, 9):
        _whole_pictures(answers.drawn, gold, people)
    print(f"agreement alpha {agreement(answers.drawn, sort).value:.3f}")
    print(f"chosen on the other pictures, ten parts: F1 {_left_out(answers.drawn, beside):.3f}")


def _whole_pictures(drawn: list[list[Drawn[Any]]], gold: list[Any], people: int) -> None:
    """How sure a picture's consensus is of being right as a whole, and how often it is, with this many people."""
    items = [drawings[:people] for drawings in drawn]
    known = consensus(items, Boxes()).known
    rows: list[tuple[float, float, bool]] = []
    for drawings, there in zip(items, gold, strict=True):
        if there is None:
            continue
        found = judged(drawings, Boxes(), known.of(np.array([one.person for one in drawings])))
        own = [one for one in found.regions if one.exists > 0.5]
        sure = math.prod(one.confidence if one.exists > 0.5 else 1 - one.exists for one in found.regions)
        right = beside_gold([[_sure(one.shape) for one in own]], [there], Boxes()).f1_50 == 1
        rows.append((sure, sure * math.exp(-found.overlooked), right))
    drew, whole, right = np.array(rows, dtype=np.float64).T
    brier = float(((whole - right) ** 2).mean())
    print(f"whole pictures, {people} people: said {whole.mean():.3f} (what nobody drew left out of account: "
          f"{drew.mean():.3f}), right {right.mean():.3f}, Brier {brier:.3f}")  # fmt: skip


def _sure(shape: Any) -> Region[Any]:
    return Region(shape, None, 1.0, 1.0, 1.0, 1.0, (), "")


def _alone(drawn: list[list[Drawn[Any]]], gold: list[Any]) -> np.ndarray:
    """(answers, 3) pairs, regions and gold regions of every person's answer by itself."""
    of_place: list[np.ndarray] = []
    for k in range(max(map(len, drawn))):
        found = [[_sure(box) for box in of[k].shapes] if k < len(of) else [] for of in drawn]
        there = [known if k < len(of) else None for of, known in zip(drawn, gold, strict=True)]
        of_place.append(beside_gold(found, there, Boxes()).pairs)
    return np.concatenate(of_place)


def _linked(least: float) -> Callable[[list[Drawn[Any]]], list[np.ndarray]]:
    def groups(drawings: list[Drawn[Any]]) -> list[np.ndarray]:
        shapes = np.array([box for one in drawings for box in one.shapes]).reshape(-1, 4)
        owner = [j for j, one in enumerate(drawings) for _ in one.shapes]
        table = Boxes().likeness(list(shapes), list(shapes))
        return [shapes[places] for places in grouped(table, owner, least=least)]

    return groups


def _greedy(drawings: list[Drawn[Any]]) -> list[np.ndarray]:
    """Each box joins the first group whose first box it shares half with."""
    groups: list[list[np.ndarray]] = []
    for box in (box for one in drawings for box in one.shapes):
        near = Boxes().likeness([box], [group[0] for group in groups])
        place = int(near[0].argmax()) if groups else -1
        if place >= 0 and near[0, place] >= 0.5:
            groups[place].append(box)
        else:
            groups.append([box])
    return [np.array(group) for group in groups]


def _two_coins(drawn: list[list[Drawn[Any]]], found: Found) -> Found:
    """The same regions, there when Dawid-Skene of drawn-or-not says so."""
    rows = [
        (n, one.person, int(j in {who for who, _ in region.members}))
        for n, (item, region) in enumerate((item, region) for item, of in enumerate(found) for region in of)
        for j, one in enumerate(drawn[item])
    ]
    item, person, answer = np.array(rows, dtype=np.int64).T
    table = LabelTable.from_arrays(
        item, person, answer, classes=[0, 1], items=np.arange(item.max() + 1), people=np.arange(person.max() + 1)
    )
    chance = iter(DawidSkene().fit(table).proba_[:, 1].tolist())
    return [[replace(region, confidence=next(chance)) for region in of] for of in found]


def _left_out(drawn: list[list[Drawn[Any]]], beside: Callable[[Found], BesideGold]) -> float:
    """F1 where each tenth of the pictures is measured with the constants that are best on the other nine."""
    tables: list[np.ndarray] = []
    kept_as = regions_objects.LEAST, regions_existence.FIND_SPREAD, regions_existence.JOIN_SPREAD
    for least, find, join in itertools.product(LEASTS, FINDS, JOINS):
        regions_objects.LEAST, regions_existence.FIND_SPREAD, regions_existence.JOIN_SPREAD = least, find, join
        tables.append(beside(consensus(drawn, Boxes()).items).pairs)
    regions_objects.LEAST, regions_existence.FIND_SPREAD, regions_existence.JOIN_SPREAD = kept_as
    every = np.stack(tables)
    part = np.random.default_rng(0).permutation(every.shape[1]) % FOLDS
    total = np.zeros((1, 3), dtype=np.int64)
    for fold in range(FOLDS):
        best = max(range(len(every)), key=lambda k: f1(every[k, part != fold]) or 0.0)
        total += every[best, part == fold].sum(axis=0)
    return f1(total) or 0.0


def _show(name: str, measured: BesideGold) -> None:
    rng = np.random.default_rng(0)
    pairs = measured.pairs
    draws = [f1(pairs[rng.integers(len(pairs), size=len(pairs))]) or 0.0 for _ in range(DRAWS)]
    low, high = np.percentile(draws, [2.5, 97.5])
    print(f"{name:33} F1 {measured.f1_50:.3f} ({low:.3f} to {high:.3f}), at 0.75 {measured.f1_75:.3f}, "
          f"mean IoU {measured.mean_iou:.3f}")  # fmt: skip
