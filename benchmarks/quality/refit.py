"""What a refit of a project costs as its answers grow, and what 100 more answers cost among those that there are.

A refit is what the worker computes of one question, without reading and writing the database. Each size runs in a
process of its own, so that its peak of memory is its own.
"""

from __future__ import annotations

import json
import multiprocessing
import resource
import time
from collections.abc import Callable
from typing import Any

import numpy as np

from benchmarks.quality import sets
from benchmarks.quality.product import KEY, Project
from goodwork.quality.labels import LabelTable
from goodwork.store.quality.as_json import fitted_json

CLASSES, PEOPLE, EACH, GOLD = 5, 200, 5, 300
NEW = 100
"""Answers that come after a refit."""
MIB = 2**20


def rows(sizes: list[int], among: int) -> list[dict[str, Any]]:
    """A row for each number of answers, and one for `NEW` answers more than ``among``."""
    sized = [{"kind": "answers", **_alone(_refit, n)} for n in sizes]
    return [*sized, {"kind": "more", **_alone(_more, among)}]


def _alone(work: Callable[[int], dict[str, Any]], n: int) -> dict[str, Any]:
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(work, (n,))


def _table(answers: int) -> LabelTable:
    """Answers to items in the order of the items; some of the items are gold."""
    frame, truth = sets.simulated(answers // EACH, PEOPLE, CLASSES, EACH)
    gold = np.full(truth.size, -1, np.int32)
    drawn = np.random.default_rng(1).permutation(truth.size)[:GOLD]
    gold[drawn] = truth[drawn]
    return LabelTable.from_frame(frame).with_gold(gold)


def _timed(work: Callable[[], Any]) -> tuple[Any, float]:
    start = time.process_time()
    made = work()
    return made, time.process_time() - start


def _warm() -> float:
    """Compiles, and says how many MiB the process takes before any answers."""
    small = _table(2_000)
    Project(small).refitted(small)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _refit(answers: int) -> dict[str, Any]:
    before = _warm()
    table = _table(answers)
    fitted, seconds = _timed(lambda: Project(table).refitted(table))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    kept = len(json.dumps(fitted_json({KEY: fitted}))) / MIB
    return {
        "answers": table.n, "cpu_s": seconds, "us_per_answer": 1e6 * seconds / table.n, "before_mib": before,
        "peak_mib": peak, "kept_mib": kept,
    }  # fmt: skip


def _more(among: int) -> dict[str, Any]:
    """`NEW` answers to as many items, judged by the last refit and by one more."""
    _warm()
    whole = _table(among)
    order = np.random.default_rng(2).permutation(whole.n)
    # No two of them to one item.
    late = order[np.unique(whole.item[order], return_index=True)[1]][:NEW]
    is_late = np.zeros(whole.n, np.bool_)
    is_late[late] = True
    project = Project(whole)
    before, refit_before = _timed(lambda: project.refitted(whole.take(~is_late)))
    touched = np.zeros(whole.n_items, np.bool_)
    touched[whole.item[is_late]] = True
    some = whole.take(touched[whole.item])
    judged, judging = _timed(lambda: project.judged(some, before))
    after, refit_after = _timed(lambda: project.refitted(whole))
    # What one more refit says of everything, beside what was said without it.
    sampled = touched | (np.random.default_rng(3).random(whole.n_items) < 0.2)
    sample = whole.take(sampled[whole.item])
    without, then = project.judged(sample, before), project.judged(sample, after)
    again = project.judged(some, after)
    return {
        "among": whole.n, "new": int(is_late.sum()), "judged_s": judging, "ms_each": 1e3 * judging / judged.item.size,
        "refit_before_s": refit_before, "refit_after_s": refit_after,
        "confidence moved": float(np.abs(without.confidence - then.confidence).max()),
        "labels moved": float((without.label != then.label).mean()),
        "touched moved": float((judged.label != again.label).mean()),
    }  # fmt: skip
