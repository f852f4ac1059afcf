"""One function for those who want no class: labels in, a frame with label, confidence and probabilities out."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goodwork.quality.calibration import (
    Calibration,
    Support,
    cross_fitted,
    support,
    unrelated,
    vote_shares,
)
from goodwork.quality.choose import Choice, choose
from goodwork.quality.copies import Copies, find_copies
from goodwork.quality.features import learned
from goodwork.quality.labels import LabelTable
from goodwork.quality.majority import Majority
from goodwork.quality.model import CategoricalModel, as_table, diagonal, full_tables, observed_confusion
from goodwork.quality.predicted_files import features_of, predictions_of
from goodwork.quality.predictions import Predictions, Weighed, weighed

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Aggregation:
    """Everything that is known after the labels were put together."""

    table: LabelTable
    model: CategoricalModel
    choice: Choice
    copies: Copies
    raw: Floats
    """(n_items, K) posterior without gold of the item itself, before calibration."""
    calibration: Calibration
    """Fitted to all gold, or the prior guess that is used until there is enough."""
    proba: Floats
    """(n_items, K) calibrated probabilities; gold items are certain."""
    unseen: Floats
    """(n_items, K) the same, but gold items too are judged without their own gold (cross-fitted)."""

    gold_unrelated: bool
    """Whether gold and answers look as if they had nothing to do with each other (shuffled ids, wrong file)."""
    judged: NDArray[np.int64]
    """Gold items with an answer: what calibration, accuracy and support rest on."""
    models: Weighed | None = None
    """What models that predict the items are worth beside the answers; None where there are none."""

    @property
    def one_sided(self) -> bool:
        """Whether all gold is of one class among several, so that it can't tell careful answers from a habit."""
        gold = self.table.gold[self.judged]
        return bool(gold.size) and self.table.n_classes > 1 and bool(gold.min() == gold.max())

    @property
    def speaks(self) -> bool:
        """Whether gold can say anything of a target: there is enough to calibrate, of more than one class, and it looks
        as if it belonged to these answers."""
        several = self.table.n_classes > 1 and not self.one_sided
        return self.calibration.calibrated and several and not self.gold_unrelated

    def support(self, target: float) -> Support:
        """What gold says about declaring items at ``target`` (see `calibration.support`)."""
        unseen, gold = self.unseen[self.judged], self.table.gold[self.judged]
        return support(unseen.max(axis=1), unseen.argmax(axis=1) == gold, target)

    def declared(self, target: float) -> NDArray[np.bool_]:
        """(n_items,) whether an item is declared right with probability ``target`` or more.

        Nothing is declared unless gold `speaks`, whatever the method: what calls itself sure is no evidence. Nor if
        gold contradicts the target. An item with neither an answer nor gold is never declared.
        """
        if not self.speaks or self.support(target).refuted:
            return np.zeros(self.table.n_items, np.bool_)
        known = (np.diff(self.table.item_ptr) > 0) | (self.table.gold >= 0)
        return (self.confidence >= target) & known

    @property
    def label(self) -> NDArray[np.int64]:
        """(n_items,) code of the most probable class."""
        return self.proba.argmax(axis=1)

    @property
    def confidence(self) -> Floats:
        """(n_items,) calibrated probability that ``label`` is right."""
        return self.proba.max(axis=1)


def aggregate(
    labels: Any,
    gold: Any = None,
    method: str = "auto",
    seed: int = 0,
    *,
    task: str = "task",
    worker: str = "worker",
    label: str = "label",
    probabilities: Any = None,
    features: Any = None,
    classes: Sequence[Any] | None = None,
    ordered: bool = False,
) -> Any:
    """A frame with ``task, label, confidence`` and one column of probability per class, one row per task.

    ``labels``: a `LabelTable` (an Arrow table comes back) or any frame with the columns task, worker, label (a
    frame of the same kind comes back). ``gold``: known classes of some tasks, drawn at random; they enter as
    observed truth and calibrate the confidence. ``method``: "auto" or a name of `choose.METHODS`. ``seed`` deals
    gold into folds. A class column is called by its class; one that would collide with the first
    three columns is called ``p(class)``. ``probabilities``: a frame of what models say, with ``task``, a column for
    each class, and ``model`` where there are several. ``features``: a frame with ``task`` and columns of numbers, from
    which a classifier learns what the answers say. Both join the answers as far as they predict them (`predictions`).
    ``classes`` and ``ordered`` (the classes are steps of a scale) as `LabelTable.from_frame` takes them.

    >>> import pyarrow as pa
    >>> frame = pa.table({"task": list("aaabbb"), "worker": [1, 2, 3] * 2, "label": ["x", "x", "x", "x", "y", "y"]})
    >>> aggregate(frame, method="majority").column("label").to_pylist()
    ['x', 'y']
    """
    if isinstance(labels, LabelTable):
        table = as_table(labels, gold)
    else:
        table = LabelTable.from_frame(
            labels, task=task, worker=worker, label=label, gold=gold, classes=classes, ordered=ordered
        )
    said = None if probabilities is None else predictions_of(table, probabilities, task=task)
    known = None if features is None else features_of(table, features, task=task)
    return frame_of(appraise(table, method=method, seed=seed, predictions=said, features=known), like=labels)


def appraise(
    table: LabelTable,
    *,
    method: str = "auto",
    seed: int = 0,
    folds: int = 5,
    apart: Collection[tuple[int, int]] = (),
    predictions: Predictions | None = None,
    features: tuple[Floats, NDArray[np.bool_]] | None = None,
) -> Aggregation:
    """`aggregate` with everything it found out: the model, the choice and why, copies, calibration.

    With method "auto" answers that depend on each other count as the voices they are worth together (`copies`);
    ``apart`` as `find_copies` takes it. ``predictions`` of models and ``features`` ((n_items, D), and who has them)
    join the answers' posterior as `weighed` says.
    """
    copies = Copies([], [], [])
    if method == "auto":
        copies = find_copies(table, seed=seed, apart=apart)
    used = copies.weighed(table)
    choice = choose(used) if method == "auto" else Choice(method, "It was asked for.", {})
    model = choice.model().fit(used)
    raw = _without_own_gold(used, model, choice, folds, seed)
    if isinstance(model, Majority):
        # Shares of votes are no posterior: of one vote they are 1, and nothing is known of who gave it.
        raw = vote_shares(raw * used.votes.sum(axis=1, keepdims=True))
    raw, models = _with_models(used, model, raw, predictions, features)
    known = np.flatnonzero(table.gold >= 0)
    shares = vote_shares(used.votes)
    answers = np.diff(used.item_ptr)
    usable = known[answers[known] > 0]
    calibration, unseen_gold = cross_fitted(raw[usable], shares[usable], table.gold[usable], folds=folds, seed=seed)
    unseen = calibration.apply(raw, shares)
    proba = unseen.copy()
    unseen[usable] = unseen_gold
    proba[known] = 0.0
    proba[known, table.gold[known]] = 1.0
    strange = unrelated(raw[usable], shares[usable], table.gold[usable], seed=seed)
    return Aggregation(
        table, model, choice, copies, raw, calibration, proba, unseen, strange, np.asarray(usable), models
    )


def _with_models(
    table: LabelTable,
    model: CategoricalModel,
    raw: Floats,
    predictions: Predictions | None,
    features: tuple[Floats, NDArray[np.bool_]] | None,
) -> tuple[Floats, Weighed | None]:
    """The posterior ``raw`` with what models and features add to it, and what they are worth."""
    if features is not None and (found := learned(table, raw, *features)) is not None:
        predictions = found if predictions is None else predictions.and_(found)
    if predictions is None:
        return raw, None
    full_tables(table.n_people, table.n_classes, "Leave models and features out, and take the method auto")
    confusion = observed_confusion(table, raw, diagonal(table.n_classes, 2.0, 1.0))
    worth = weighed(table, raw, confusion, predictions)
    return worth.added(raw, predictions) if worth.used else raw, worth


def _without_own_gold(table: LabelTable, model: CategoricalModel, choice: Choice, folds: int, seed: int) -> Floats:
    """(n_items, K) posteriors in which no item knows its own gold: gold is hidden fold by fold, and refitted."""
    known = np.flatnonzero(table.gold >= 0)
    raw = model.proba_
    if not known.size:
        return raw
    raw = raw.copy()
    fold = np.random.default_rng(seed).permutation(known.size) % min(folds, known.size)
    for f in range(int(fold.max()) + 1):
        hidden = known[fold == f]
        gold = table.gold.copy()
        gold[hidden] = -1
        raw[hidden] = choice.model().fit(replace(table, gold=gold), start=model).proba_[hidden]
    return raw


def frame_of(found: Aggregation, like: Any = None) -> Any:
    """The frame of `aggregate`, of the kind that ``like`` is; Arrow for a `LabelTable` or None."""
    import narwhals as nw
    import pyarrow as pa

    table, proba = found.table, found.proba
    names = pa.array(table.classes)
    label = names.take(pa.array(found.label)) if len(table.classes) else names
    columns: dict[str, Any] = {
        "task": pa.array(table.items.tolist()) if table.items.dtype == object else pa.array(table.items),
        "label": label,
        "confidence": pa.array(found.confidence),
    }
    for k, name in enumerate(table.classes):
        text = str(name)
        columns[f"p({text})" if text in columns else text] = pa.array(np.ascontiguousarray(proba[:, k]))
    frame = pa.table(columns)
    if like is None or isinstance(like, LabelTable):
        return frame
    backend = nw.from_native(like).implementation
    if backend.is_pandas():
        return frame.to_pandas()
    if backend.is_pyarrow():
        return frame
    return nw.from_arrow(frame, backend=backend).to_native()
