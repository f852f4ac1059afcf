"""What a project says of recorded answers beside what the engine says of them: the same, if all is well.

The answers of a set are those of one question. They are read, learned from and judged by what a project reads, learns
and judges with; what is learned is kept and read again, as a refit keeps it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.quality import sets
from benchmarks.quality.kept import Key, Row, kept, sources
from goodwork.judging import item
from goodwork.judging.item import Fitted, Heard, Said, judge
from goodwork.kinds.classification.schema import ClassificationAnswer, ClassificationQuestion
from goodwork.learning import learn
from goodwork.learning.columns import Column
from goodwork.model.projects import Policy
from goodwork.quality.aggregation import appraise
from goodwork.quality.labels import LabelTable
from goodwork.store.quality.as_json import fitted_json, fitted_of

KEY = "q"
POLICY = Policy(target=0.9, fewest=2, most=10)
GROWN = 0.1
"""By how much a project has grown when it is refitted."""
GOLD_SHARE, MOST_GOLD = 0.1, 200


@dataclass(frozen=True)
class Judged:
    """What a project says of the items of a table that have answers."""

    item: NDArray[np.int64]
    label: NDArray[np.int64]
    confidence: NDArray[np.float64]


class Project:
    """A question whose classes are those of a table."""

    def __init__(self, table: LabelTable) -> None:
        names = [{"id": f"c{k}", "name": str(name)} for k, name in enumerate(table.classes)]
        form = {"key": KEY, "kind": "classification", "title": "Which?", "labels": names}
        self.question = ClassificationQuestion.model_validate(form)
        self.answers = [ClassificationAnswer(labels=(one["id"],)) for one in names]

    def refitted(self, table: LabelTable) -> Fitted:
        """What a refit keeps of these answers; items and people are called by their codes."""
        column = Column(
            self.question, table.item.tolist(), table.person.tolist(), [self.answers[k] for k in table.answer]
        )
        gold = {int(i): {KEY: self.answers[table.gold[i]].model_dump()} for i in np.flatnonzero(table.gold >= 0)}
        learned = learn.learn(column, gold, 1, POLICY, {}, {}).fitted
        return fitted_of(json.loads(json.dumps(fitted_json({KEY: learned}))))[KEY]

    def judged(self, table: LabelTable, fitted: Fitted) -> Judged:
        """Every item with answers, one by one."""
        item = np.flatnonzero(np.diff(table.item_ptr))
        said = [self._said(table, i, fitted) for i in item.tolist()]
        label = np.array([int(one.answer["labels"][0][1:]) for one in said], np.int64)
        return Judged(item, label, np.array([one.confidence for one in said], np.float64))

    def _said(self, table: LabelTable, item: int, fitted: Fitted) -> Said:
        part = range(int(table.item_ptr[item]), int(table.item_ptr[item + 1]))
        heard = [Heard(int(table.person[n]), {KEY: self.answers[table.answer[n]]}) for n in part]
        (said,) = judge([self.question], heard, {KEY: fitted}, POLICY.target).said
        return said


def rows(data: Path, folder: Path) -> list[dict[str, Any]]:
    """A row for each set, and the means."""
    keys = [(str(data), name) for name in (*sets.NAMES, *sets.LATER)]
    found = kept(keys, _played, folder / f"product-{sources(item, learn)}.jsonl", chunk=1)
    out = [{c: value for c, value in found[key].items() if c != "key"} for key in keys]
    columns = [c for c in out[0] if c not in ("data", "items")]
    return [*out, {"data": "mean", **{c: float(np.mean([row[c] for row in out])) for c in columns}}]


def _played(key: Key) -> Row:
    return {"key": key, **_row(sets.recorded(Path(key[0]), key[1]), key[1])}


def _row(table: LabelTable, name: str) -> dict[str, Any]:
    project = Project(table)
    blind = table.with_gold(np.full(table.n_items, -1, np.int32))
    engine = appraise(blind)
    now = project.judged(blind, project.refitted(blind))
    # The last answers came after the refit before: somebody may be new, and items have more answers than it knew.
    order = np.random.default_rng(0).random(blind.n)
    before = project.refitted(blind.take(order < 1 / (1 + GROWN)))
    between = project.judged(blind, before)
    seen = _some_gold(table)
    known = appraise(blind.with_gold(seen))
    with_gold = project.judged(blind, project.refitted(blind.with_gold(seen)))
    unseen = seen[now.item] < 0
    return {
        "data": name,
        "items": now.item.size,
        "auto": _right(table, now.item, engine.label[now.item]),
        "project": _right(table, now.item, now.label),
        "labels otherwise": float((engine.label[now.item] != now.label).mean()),
        "confidence off": float(np.abs(engine.confidence[now.item] - now.confidence).max()),
        "before the refit": _right(table, now.item, between.label),
        "changed by it": float((between.label != now.label).mean()),
        "auto, gold": _right(table, now.item[unseen], known.label[now.item[unseen]]),
        "project, gold": _right(table, now.item[unseen], with_gold.label[unseen]),
        "otherwise, gold": float((known.label[now.item[unseen]] != with_gold.label[unseen]).mean()),
    }


def _some_gold(table: LabelTable) -> NDArray[np.int32]:
    known = np.flatnonzero(table.gold >= 0)
    seen = np.full(table.n_items, -1, np.int32)
    some = np.random.default_rng(7).permutation(known)[: min(round(GOLD_SHARE * known.size), MOST_GOLD)]
    seen[some] = table.gold[some]
    return seen


def _right(table: LabelTable, item: NDArray[np.int64], label: NDArray[np.int64]) -> float:
    known = table.gold[item] >= 0
    return float((label[known] == table.gold[item][known]).mean())
