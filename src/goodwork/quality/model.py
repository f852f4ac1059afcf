"""What every model of categorical answers offers: `fit`, `fit_predict`, `fit_predict_proba`, fitted attributes.

The manner is scikit-learn's, the frames are crowd-kit's (`task`, `worker`, `label`), so changing the import is
enough. A `LabelTable` in gives arrays out; a pandas frame gives a Series or frame indexed by task; any other frame
gives a frame of its own kind with a column ``task``.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from goodwork.errors import Invalid
from goodwork.quality import kernels
from goodwork.quality.labels import LabelTable
from goodwork.quality.mixture import Mixture

Floats = NDArray[np.float64]

MOST_CELLS = 50_000_000
"""Cells of all people's tables, 400 MB of them, above which none are made: they grow with the square of the classes."""


class CategoricalModel(ABC):
    """A model of who gives which class to what. Fitted attributes end in an underscore.

    ``proba_`` (n_items, K) posterior of each item's class; ``classes_`` names; ``people_`` ids; ``confusion_``
    (n_people, K, K) p(answer | class), rows are the true class; ``class_prior_`` (K,); ``skill_`` (n_people,)
    the probability that a person's next answer is right; ``n_iter_``; ``log_likelihood_``.
    """

    proba_: Floats
    confusion_: Floats
    class_prior_: Floats
    skill_: Floats
    classes_: list[Any]
    people_: NDArray[Any]
    n_iter_: int
    log_likelihood_: float

    @abstractmethod
    def _fit(self, table: LabelTable, start: CategoricalModel | None) -> None:
        """Sets the fitted attributes from a table with gold inside."""

    def fit(self, labels: Any, gold: Any = None, *, start: CategoricalModel | None = None) -> Self:
        """Fits to a `LabelTable` or a frame with the columns task, worker, label.

        ``gold`` (mapping, Series, frame, or class codes with a table) enters as observed truth. ``start`` is a
        fitted model to go on from: its confusion matrices are used for the people it knows.
        """
        table = as_table(labels, gold)
        if not table.n_classes:
            raise Invalid("There is no label and no class.", next_step="Pass labels, or declare the classes.")
        self.classes_, self.people_ = table.classes, table.people
        self._fit(table, start)
        return self

    def fit_predict(self, labels: Any, gold: Any = None) -> Any:
        """The most probable class of each task; ties go to the class that comes first."""
        table = as_table(labels, gold)
        best = self.fit(table).proba_.argmax(axis=1)
        names = np.empty(len(self.classes_), object)
        names[:] = self.classes_
        if isinstance(labels, LabelTable):
            return names[best]
        return _like(labels, table.items, {"label": names[best].tolist()}, series="agg_label")

    def fit_predict_proba(self, labels: Any, gold: Any = None) -> Any:
        """The probability of each class for each task: (n_items, K), or a frame with one column per class."""
        table = as_table(labels, gold)
        proba = self.fit(table).proba_
        if isinstance(labels, LabelTable):
            return proba
        return _like(labels, table.items, {name: proba[:, k] for k, name in enumerate(self.classes_)})

    def answer_log_proba(self, item: NDArray[Any], person: NDArray[Any], answer: NDArray[Any]) -> Floats:
        """(n,) ln p of answers that the model has not seen, given what it knows of item and person (codes)."""
        chance = np.einsum("nk,nk->n", self.proba_[item], self.confusion_[person, :, answer])
        return np.log(np.maximum(chance, 1e-12))

    def said(self, table: LabelTable) -> Floats:
        """(n_people, K, K) ``confusion_``, or where that would be large (labels, K) p(each label | class)."""
        return self.confusion_

    def usual(self, share: Floats) -> Floats:
        """(K, K) p(answer | class) of people on the whole, weighed by ``share`` (n_people,)."""
        return np.asarray(np.einsum("j,jkl->kl", share, self.confusion_))

    def mixture(self) -> Mixture:
        """What single items are judged by, as the fit would judge them."""
        newcomer = np.log(self.confusion_.mean(axis=0)).T
        return Mixture.alone(np.log(self.class_prior_), np.log(self.confusion_).transpose(0, 2, 1), newcomer)

    def _describe_people(self, table: LabelTable, confusion: Floats, class_prior: Floats) -> None:
        """Sets ``confusion_``, ``class_prior_`` and the skill that follows: sum_k p(k) p(answer k | k)."""
        self.confusion_, self.class_prior_ = confusion, class_prior
        self.skill_ = np.einsum("k,jkk->j", class_prior, confusion)


def full_tables(n_people: int, n_classes: int, instead: str = "Take the method auto") -> None:
    """Raises `Invalid` where a full table for each person would not fit into memory."""
    if n_people * n_classes**2 > MOST_CELLS:
        raise Invalid(
            f"A full table of {n_classes:,} classes for each of {n_people:,} people does not fit into memory.",
            next_step=f"{instead}, whose tables hold only what occurs.",
        )


def as_table(labels: Any, gold: Any = None) -> LabelTable:
    """The labels as a table, with ``gold`` if it is given."""
    if isinstance(labels, LabelTable):
        return labels if gold is None else labels.with_gold(gold)
    return LabelTable.from_frame(labels, gold=gold)


def observed_confusion(table: LabelTable, proba: Floats, prior: Floats) -> Floats:
    """(n_people, K, K) p(answer | class) as counted against ``proba`` (n_items, K); ``prior`` (K, K) is added.

    Rows are the true class, in ``prior`` too.
    """
    counts = np.zeros((table.n_people, table.n_classes, table.n_classes))
    kernels.count_answers(table.item_ptr, table.person, table.answer, np.ascontiguousarray(proba), counts)
    rows = counts.transpose(0, 2, 1) + prior
    return np.ascontiguousarray(rows / rows.sum(axis=2, keepdims=True))


def diagonal(n_classes: int, right: float, wrong: float) -> Floats:
    """(K, K) with ``right`` on the diagonal and ``wrong`` shared out over the rest of each row."""
    table = np.full((n_classes, n_classes), wrong / max(n_classes - 1, 1))
    np.fill_diagonal(table, right)
    return table


def varied(mean: Floats) -> Floats:
    """(2, K, S) two people whose answers are ``mean`` (K, S) on average: one more decided, one less.

    Imagined people who are all the same would say that real people are; these differ as people with ten answers
    do whose accuracies have a standard deviation of about 0.14 at a mean of 0.7.
    """
    total = mean.sum(axis=0)
    top = mean.max(axis=0)
    pull = np.minimum(2 / 3, 0.8 * top / np.maximum(total - top, 1e-12))
    decided = np.where(mean >= top, total, 0.0)
    decided = (1 - pull) * mean + pull * total * decided / np.maximum(decided.sum(axis=0), 1e-12)
    return np.ascontiguousarray(np.stack([decided, np.maximum(2 * mean - decided, 0.0)]))


def start_table(table: LabelTable, start: CategoricalModel | None) -> Floats | None:
    """(n_people, K answers, K classes) ln of the matrices ``start`` knows; newcomers get their mean.

    None if there is nothing to start from: no model, or other classes.
    """
    if start is None or list(start.classes_) != list(table.classes) or not len(start.people_):
        return None
    return np.log(of_people(start.confusion_.transpose(0, 2, 1), start.people_, table.people))


def of_people(known: Floats, people: NDArray[Any], wanted: NDArray[Any]) -> Floats:
    """The rows of ``known``, which are those of ``people``, for the people ``wanted``; newcomers get their mean."""
    if np.array_equal(people, wanted):
        return np.ascontiguousarray(known)
    place = {person: j for j, person in enumerate(people.tolist())}
    row = np.array([place.get(person, -1) for person in wanted.tolist()], np.int64)
    out = known[row]
    out[row < 0] = known.mean(axis=0)
    return out


def _like(labels: Any, items: NDArray[Any], columns: dict[Any, Any], series: str = "") -> Any:
    """Columns by task as the kind of frame that ``labels`` is."""
    import narwhals as nw

    native = nw.from_native(labels)
    if native.implementation.is_pandas():
        import pandas as pd

        index = pd.Index(items, name="task")
        return pd.Series(columns["label"], index, name=series) if series else pd.DataFrame(columns, index)
    data = {"task": items.tolist(), **{str(name): values for name, values in columns.items()}}
    return nw.from_dict(data, backend=native.implementation).to_native()
