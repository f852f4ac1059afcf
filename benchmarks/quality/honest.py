"""How honest `auto` is with thirty random gold items, on recorded sets and simulated crowds, beside Dawid-Skene.

Every draw is kept in a file, as `kept` does, under a number of the sources of the engine.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.quality import sets, shapes
from benchmarks.quality.kept import Key, Row, kept, sources
from goodwork.quality.aggregation import appraise
from goodwork.quality.calibration import calibration_error, log_loss
from goodwork.quality.dawid_skene import DawidSkene
from goodwork.quality.labels import LabelTable
from goodwork.quality.majority import Majority
from goodwork.quality.promise import promise

TARGETS = (0.8, 0.9, 0.95)


def recorded(draws: int, data: Path, folder: Path) -> list[dict[str, Any]]:
    """A row for each recorded set, and their mean."""
    keys = [(str(data), name, draw) for draw in range(draws) for name in sets.NAMES]
    found = kept(keys, _of_recorded, folder / f"honesty-{sources()}.jsonl")
    rows = [{"data": name, **_means([_numbers(found[key]) for key in keys if key[1] == name])} for name in sets.NAMES]
    rows.append({"data": "mean", **_means([_numbers(row) for row in rows])})
    return [_realised(row) for row in rows]


def simulated(draws: int, folder: Path) -> list[dict[str, Any]]:
    """A row for each shape of a crowd, and their mean; accuracy without gold too."""
    keys = [(n, draw) for draw in range(draws) for n in range(len(shapes.SHAPES))]
    found = kept(keys, _of_simulated, folder / f"stress-{sources(shapes)}.jsonl")
    rows: list[dict[str, Any]] = []
    for n, shape in enumerate(shapes.SHAPES):
        runs = [found[key] for key in keys if key[0] == n]
        chosen = Counter(run["chosen"] for run in runs).most_common(1)[0][0]
        worst = max(run["majority"] - run["auto"] for run in runs)
        rows.append({"shape": shape.name, "chosen": chosen, **_means([_numbers(run) for run in runs]), "under": worst})
    rows.append({"shape": "mean", **_means([_numbers(row) for row in rows])})
    return [_realised(row) for row in rows]


def _of_recorded(key: Key) -> Row:
    data, name, draw = key
    return {"key": key, **honesty_of(sets.recorded(Path(data), name), draw)}


def _of_simulated(key: Key) -> Row:
    n, seed = key
    table, truth = shapes.SHAPES[n].draw(seed)
    blind = appraise(table, seed=seed)
    plain = DawidSkene(smoothing=0.01).fit(table).proba_
    run = {
        "auto": float((blind.label == truth).mean()),
        "majority": float((Majority().fit(table).proba_.argmax(1) == truth).mean()),
        "dawid_skene": float((plain.argmax(1) == truth).mean()),
    }
    gold = table.with_gold(truth.astype(np.int32))
    return {"key": key, "chosen": blind.choice.method, **run, **honesty_of(gold, seed)}


def _numbers(row: Row) -> dict[str, float]:
    return {name: value for name, value in row.items() if isinstance(value, float)}


def honesty_of(table: LabelTable, draw: int) -> dict[str, float]:
    """One draw of 30 gold items: how honest `auto` is on the rest, beside Dawid-Skene with a temperature."""
    known = np.flatnonzero((table.gold >= 0) & (np.diff(table.item_ptr) > 0))
    rng = np.random.default_rng(draw)
    given = rng.permutation(known)[:30]
    rest = np.setdiff1d(known, given)
    truth = table.gold[rest]
    blind = DawidSkene(smoothing=1.0).fit(table.with_gold(np.full(table.n_items, -1))).proba_
    plain = _tempered(blind, given, table.gold)[rest]
    gold = np.full(table.n_items, -1, np.int32)
    gold[given] = table.gold[given]
    found = appraise(table.with_gold(gold), seed=draw)
    right = found.proba[rest].argmax(axis=1) == truth
    run = {"ece": calibration_error(found.confidence[rest], right), "log_loss": log_loss(found.proba[rest], truth)}
    for target in TARGETS:
        on = found.declared(target)[rest]
        run[f"declared_{target}"], run[f"hits_{target}"] = float(on.mean()), float((on & right).mean())
        base = plain.max(axis=1) >= target
        run[f"ds_{target}"] = float(base.mean())
        run[f"ds_hits_{target}"] = float((base & (plain.argmax(axis=1) == truth)).mean())
        # Draws in which more of what is declared is wrong than the target allows, and promises made and broken.
        run[f"beyond_{target}"] = float(np.count_nonzero(on & ~right) > (1 - target) * np.count_nonzero(on))
        seen = found.unseen[given]
        made = promise(seen.max(axis=1), seen.argmax(axis=1) == table.gold[given], found.confidence, target)
        there = found.confidence[rest] >= (2.0 if made.above is None or not found.speaks else made.above)
        run[f"promised_{target}"] = float(there.any())
        run[f"broken_{target}"] = float(np.count_nonzero(there & ~right) > made.error * np.count_nonzero(there))
    gold[given] = rng.permutation(table.gold[given])
    # The method is the one chosen before: shuffled gold is to be caught whatever the method.
    shuffled = appraise(table.with_gold(gold), method=found.choice.method, seed=draw)
    run["shuffled"] = float(shuffled.declared(0.8)[rest].mean())
    return run


def _means(runs: list[dict[str, Any]]) -> dict[str, float]:
    return {k: float(np.mean([r[k] for r in runs])) for k in runs[0]}


def _realised(row: dict[str, Any]) -> dict[str, Any]:
    """The row with the accuracy of what was declared in place of the share that was declared and right."""
    for target in TARGETS:
        row[f"realised_{target}"] = row.pop(f"hits_{target}") / max(row[f"declared_{target}"], 1e-9)
        row[f"ds_realised_{target}"] = row.pop(f"ds_hits_{target}") / max(row[f"ds_{target}"], 1e-9)
    return row


def _tempered(raw: np.ndarray, given: np.ndarray, gold: np.ndarray) -> np.ndarray:
    """Smoothed Dawid-Skene with a temperature by maximum likelihood on the same gold: what is compared with."""
    from scipy.optimize import minimize_scalar

    logs = np.log(np.maximum(raw, 1e-9))

    def at(log_t: float) -> np.ndarray:
        p = np.exp((logs - logs.max(axis=1, keepdims=True)) / np.exp(log_t))
        return p / p.sum(axis=1, keepdims=True)

    best: Any = minimize_scalar(lambda x: log_loss(at(x)[given], gold[given]), bounds=(-1, 5), method="bounded")
    return at(best.x)
