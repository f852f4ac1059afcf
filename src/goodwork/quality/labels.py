"""The label table: who gave which class to which item, as checked arrays sorted by item.

A table holds codes, not names: ``item``, ``person`` and ``answer`` are int32 arrays of one length, and
``items``, ``people`` and ``classes`` say what the codes stand for. Everything in this room reads this shape.

>>> import pyarrow as pa
>>> frame = pa.table({"task": ["a", "a", "b"], "worker": [7, 8, 7], "label": ["yes", "no", "yes"]})
>>> table = LabelTable.from_frame(frame, gold={"a": "yes"})
>>> table.n_items, table.n_people, table.classes
(2, 2, ['no', 'yes'])
>>> table.answer.tolist(), table.gold.tolist()
([1, 0, 1], [1, -1])
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from goodwork.errors import Fault, Invalid

if TYPE_CHECKING:
    from goodwork.quality.columns import Column

Ints = NDArray[np.int32]
Ids = NDArray[Any]


MOST_NAMED = 20
"""Classes that an error names."""


@dataclass(frozen=True, eq=False)
class LabelTable:
    """Labels of people on items: codes sorted by item, with labels of one item in the order they came.

    ``item``, ``person``, ``answer`` (n,) int32; ``items`` (n_items,) and ``people`` (n_people,) ids;
    ``classes`` the names in code order; ``repeated`` how many labels a later label of the same person on the
    same item replaced; ``gold`` (n_items,) int32, the known class of an item or -1. An item may have no label
    and a person no answer.
    """

    item: Ints
    person: Ints
    answer: Ints
    items: Ids
    people: Ids
    classes: list[Any]
    repeated: int
    gold: Ints
    weight: NDArray[np.float64] | None = None
    """(n,) how much of a voice each label is, where answers depend on each other (`copies`); else None: all of one."""
    ordered: bool = False
    """Whether the classes are steps of a scale, lowest first."""

    @property
    def n(self) -> int:
        """The number of labels."""
        return self.item.size

    @property
    def n_items(self) -> int:
        """The number of items, those without a label included."""
        return len(self.items)

    @property
    def n_people(self) -> int:
        """The number of people."""
        return len(self.people)

    @property
    def n_classes(self) -> int:
        """The number of classes, those nobody chose included."""
        return len(self.classes)

    @property
    def voices(self) -> NDArray[np.float64]:
        """``weight`` as kernels take it: empty where every label is one voice."""
        return np.empty(0) if self.weight is None else self.weight

    @cached_property
    def item_ptr(self) -> NDArray[np.int64]:
        """(n_items + 1,) offsets: the labels of item ``i`` are ``item_ptr[i]:item_ptr[i + 1]``."""
        from goodwork.quality import kernels

        return kernels.offsets(self.item, self.n_items)

    @cached_property
    def person_ptr(self) -> NDArray[np.int64]:
        """(n_people + 1,) offsets into ``by_person``."""
        from goodwork.quality import kernels

        return kernels.offsets(self.person, self.n_people)

    @cached_property
    def by_person(self) -> NDArray[np.int64]:
        """(n,) positions of the labels, person by person; within a person by item."""
        from goodwork.quality import kernels

        return kernels.stable_order(self.person, self.person_ptr)

    @cached_property
    def votes(self) -> NDArray[np.float64]:
        """(n_items, n_classes) how many people gave each class to each item; with ``weight`` how many voices."""
        flat = self.item.astype(np.int64) * self.n_classes + self.answer
        counts = np.bincount(flat, self.weight, minlength=self.n_items * self.n_classes)
        return counts.reshape(self.n_items, self.n_classes).astype(np.float64)

    def take(self, keep: NDArray[np.bool_]) -> LabelTable:
        """The table with only the labels where ``keep`` (n,) is true; items, people and gold stay."""
        weight = None if self.weight is None else self.weight[keep]
        return replace(self, item=self.item[keep], person=self.person[keep], answer=self.answer[keep], weight=weight)

    def of_items(self, chosen: NDArray[np.bool_]) -> LabelTable:
        """The table of the items ``chosen`` (n_items,) alone, and of the people who answered them: codes change."""
        keep = chosen[self.item]
        code = np.cumsum(chosen, dtype=np.int32) - np.int32(1)
        person = self.person[keep]
        there = np.zeros(self.n_people, np.bool_)
        there[person] = True
        place = np.cumsum(there, dtype=np.int32) - np.int32(1)
        return LabelTable(
            np.ascontiguousarray(code[self.item[keep]]),
            np.ascontiguousarray(place[person]),
            self.answer[keep],
            self.items[chosen],
            self.people[there],
            self.classes,
            0,
            self.gold[chosen],
            None if self.weight is None else self.weight[keep],
            self.ordered,
        )

    def some_items(self, most: int) -> LabelTable:
        """The table, or that of a random part of its items, the same in every run, if it has over ``most`` labels."""
        if self.n <= most:
            return self
        return self.of_items(np.random.default_rng(0).random(self.n_items) < most / self.n)

    def with_gold(self, gold: object) -> LabelTable:
        """The table with this gold instead: codes (n_items,), -1 = unknown, or what `from_frame` takes."""
        if isinstance(gold, np.ndarray) and gold.dtype.kind == "i" and gold.shape == (self.n_items,):
            return replace(self, gold=_checked_gold(gold, self.n_items, self.n_classes))
        return replace(self, gold=_known_gold(self, gold))

    @classmethod
    def from_arrays(
        cls,
        item: ArrayLike,
        person: ArrayLike,
        answer: ArrayLike,
        *,
        classes: Sequence[Any],
        items: Sequence[Any] | Ids | None = None,
        people: Sequence[Any] | Ids | None = None,
        gold: ArrayLike | None = None,
        ordered: bool = False,
    ) -> LabelTable:
        """A table of codes that are already there. int32 arrays that are sorted by item are not copied.

        ``items`` and ``people`` default to the codes themselves; ``gold`` is (n_items,) class codes, -1 where
        nothing is known. Raises `Invalid` for codes out of range, naming the first row.
        """
        codes = {"item": item, "person": person, "answer": answer}
        columns = {name: _int32(name, values) for name, values in codes.items()}
        if len({column.size for column in columns.values()}) != 1:
            sizes = ", ".join(f"{name} {column.size}" for name, column in columns.items())
            raise Invalid(f"The three arrays differ in length: {sizes}.", next_step="Pass one entry per label.")
        names = {
            "item": _names(items, columns["item"]),
            "person": _names(people, columns["person"]),
            "answer": list(classes),
        }
        for name, column in columns.items():
            _check_range(name, column, len(names[name]))
        known = np.full(len(names["item"]), -1) if gold is None else np.asarray(gold)
        return _by_item(
            columns,
            items=np.asarray(names["item"]),
            people=np.asarray(names["person"]),
            classes=list(classes),
            gold=_checked_gold(known, len(names["item"]), len(classes)),
            ordered=ordered,
        )

    @classmethod
    def from_frame(
        cls,
        frame: Any,
        *,
        task: str = "task",
        worker: str = "worker",
        label: str = "label",
        gold: object = None,
        classes: Sequence[Any] | None = None,
        ordered: bool = False,
    ) -> LabelTable:
        """A table from any data frame narwhals reads (pandas, polars, Arrow, DuckDB, ...).

        ``gold`` is a mapping from task to class, a pandas Series indexed by task, or a frame with the
        columns ``task`` and ``label``. A task that only gold names becomes an item without labels.
        ``classes`` fixes the classes and their order; otherwise they are the labels that occur, sorted.
        ``ordered``: whether they are steps of a scale, lowest first; unless they are numbers, ``classes`` says so.
        Raises `Invalid` for missing columns, nulls, and labels or gold outside the classes, with the row
        (the first row is 0).
        """
        from goodwork.quality.columns import read_frame, read_gold

        columns = read_frame(frame, (task, worker, label), what="labels")
        known = None if gold is None else read_gold(gold, task, label)
        return _encoded(columns, known, classes, ordered=ordered)

    @classmethod
    def read(
        cls,
        path: str | Path,
        gold: str | Path | None = None,
        *,
        classes: Sequence[Any] | None = None,
        ordered: bool = False,
    ) -> LabelTable:
        """A table from a CSV or Parquet file with the columns task, worker, label; gold has task, label.

        Ids and classes of a CSV become integers only where every one of them is written as an integer is, so
        ``007`` stays what it is. ``classes`` and ``ordered`` as `from_columns` takes them. Raises `Unreadable` for a
        file that can't be read.
        """
        from goodwork.quality.columns import read_file

        known = None if gold is None else read_file(Path(gold), ("task", "label"))
        return cls.from_columns(
            read_file(Path(path), ("task", "worker", "label")), known, classes=classes, ordered=ordered
        )

    @classmethod
    def from_columns(
        cls,
        columns: Sequence[Column],
        known: Sequence[Column] | None = None,
        *,
        classes: Sequence[Any] | None = None,
        ordered: bool = False,
    ) -> LabelTable:
        """A table from the columns task, worker and label of a file, and task and label of its gold.

        ``classes`` are classes that there are beside those that occur among the labels, as the file writes them.
        With ``ordered`` the classes are steps of a scale: numbers in their order, or ``classes``, which then names
        all of them, lowest first.
        """
        from goodwork.quality.columns import encode, in_order, names_of, natural

        further = names_of([] if classes is None else classes, columns[2])
        tasks, gold_tasks = natural(*_both(columns[0], known, 0))
        labels, gold_labels, further = natural(*_both(columns[2], known, 1), further)
        declared = None
        if classes is not None:
            there = in_order(np.unique(encode(labels)[1]))
            declared = in_order(np.array([*there, *(c for c in further.to_pylist() if c not in there)], object))
            if ordered:
                # As they were named, and what was not named is refused as every label of no class is.
                declared = list(dict.fromkeys(further.to_pylist()))
        gold = None if known is None else [gold_tasks, gold_labels]
        return _encoded([tasks, natural(columns[1])[0], labels], gold, declared, ordered=ordered)


def _both(column: Column, known: Sequence[Column] | None, at: int) -> tuple[Column, Column]:
    """A column of the labels and the one of gold that has the same names; without gold an empty one."""
    return column, (column.slice(0, 0) if known is None else known[at])


def _int32(name: str, values: ArrayLike) -> Ints:
    array = np.asarray(values)
    if array.ndim != 1 or (array.size and array.dtype.kind not in "iu"):
        raise Invalid(f"{name} has to be one row of whole numbers, not {array.dtype} of shape {array.shape}.")
    if array.size and array.dtype.itemsize > 4 and int(array.max()) > np.iinfo(np.int32).max:
        raise Invalid(f"{name} holds codes above {np.iinfo(np.int32).max}.", next_step="Number them from 0.")
    return np.ascontiguousarray(array, dtype=np.int32)


def _names(given: Sequence[Any] | Ids | None, codes: Ints) -> Any:
    if given is not None:
        return given
    return np.arange(int(codes.max()) + 1 if codes.size else 0)


def _check_range(name: str, codes: Ints, n: int) -> None:
    if codes.size and (int(codes.min()) < 0 or int(codes.max()) >= n):
        row = int(np.flatnonzero((codes < 0) | (codes >= n))[0])
        raise Invalid(
            f"Row {row}: {name} code {int(codes[row])} is outside 0..{n - 1}.",
            faults=[Fault(f"row {row}", f"{name} must be in 0..{n - 1}")],
        )


def _checked_gold(gold: NDArray[Any], n_items: int, n_classes: int) -> Ints:
    if gold.shape != (n_items,):
        raise Invalid(f"Gold has shape {gold.shape}; it has to be one class code per item: ({n_items},).")
    codes = np.ascontiguousarray(gold, dtype=np.int32)
    wrong = np.flatnonzero((codes < -1) | (codes >= n_classes))
    if wrong.size:
        raise Invalid(f"Gold of item {int(wrong[0])} is {int(codes[wrong[0]])}, not in -1..{n_classes - 1}.")
    return codes


def _by_item(
    columns: dict[str, Ints], *, items: Ids, people: Ids, classes: list[Any], gold: Ints, ordered: bool
) -> LabelTable:
    """The table, sorted by item if need be, with repeated (item, person) pairs reduced to their last."""
    from goodwork.quality import kernels

    item, person, answer = columns["item"], columns["person"], columns["answer"]
    ptr = kernels.offsets(item, len(items))
    if not kernels.is_sorted(item):
        order = kernels.stable_order(item, ptr)
        item, person, answer = item[order], person[order], answer[order]
    keep = kernels.last_of_pair(ptr, person, len(people))
    repeated = int(keep.size - np.count_nonzero(keep))
    if repeated:
        item, person, answer = item[keep], person[keep], answer[keep]
    return LabelTable(item, person, answer, items, people, classes, repeated, gold, ordered=ordered)


def _encoded(
    columns: Sequence[Column], known: Sequence[Column] | None, classes: Sequence[Any] | None, *, ordered: bool
) -> LabelTable:
    """The table of three columns of names, with gold by name."""
    from goodwork.quality.columns import encode, in_order

    (item, items), (person, people), (answer, labels) = (encode(column) for column in columns)
    names = list(classes) if classes is not None else in_order(labels)
    if ordered and classes is None and not all(isinstance(name, int | float) for name in names):
        raise Invalid(
            "The steps of the scale are words, and nothing says which is the lowest.",
            next_step="Name all of them, lowest first: classes= of the library, --class of the command, once each.",
        )
    place = {name: code for code, name in enumerate(names)}
    if len(place) != len(names):
        raise Invalid("A class is declared twice.", next_step="Name every class once.")
    recode = np.array([place.get(name, -1) for name in labels], np.int32)
    answer = recode[answer] if len(labels) else answer
    unknown = np.flatnonzero(answer < 0)
    if unknown.size:
        row = int(unknown[0])
        raise Invalid(
            f"Row {row}: label {columns[2][row].as_py()!r} is none of the declared classes.",
            faults=[Fault(f"row {int(r)}", f"label {columns[2][int(r)].as_py()!r}") for r in unknown[:20]],
        )
    table = _by_item(
        {"item": item, "person": person, "answer": answer},
        items=items,
        people=people,
        classes=names,
        gold=np.full(len(items), -1, np.int32),
        ordered=ordered,
    )
    if known is None:
        return table
    return _golden(table, known)


def _known_gold(table: LabelTable, gold: Any) -> Ints:
    from goodwork.quality.columns import read_gold

    blank = replace(table, gold=np.full(table.n_items, -1, np.int32))
    return _golden(blank, read_gold(gold, "task", "label")).gold[: table.n_items]


def _golden(table: LabelTable, known: Sequence[Column]) -> LabelTable:
    """The table with gold by name; items that only gold names are added at the end, without labels."""
    tasks, labels = (column.to_pylist() for column in known)
    place = {name: code for code, name in enumerate(table.classes)}
    row_of = {name: code for code, name in enumerate(table.items.tolist())}
    more = len(place) - MOST_NAMED
    named = ", ".join(map(repr, table.classes[:MOST_NAMED])) + (f" and {more:,} more" if more > 0 else "")
    faults = [
        Fault(f"row {row}", f"gold {label!r} of task {task!r} is none of the classes {named}")
        for row, (task, label) in enumerate(zip(tasks, labels, strict=True))
        if label not in place
    ]
    if faults:
        raise Invalid(
            f"Gold {faults[0].where}: {faults[0].what}.",
            next_step="Correct it. If it is a class that nobody has chosen, name all classes: classes= of "
            "LabelTable.from_frame and LabelTable.read, --class of the command.",
            faults=faults[:20],
        )
    added = list(dict.fromkeys(task for task in tasks if task not in row_of))
    row_of.update({task: table.n_items + k for k, task in enumerate(added)})
    gold = np.full(len(row_of), -1, np.int32)
    for row, (task, label) in enumerate(zip(tasks, labels, strict=True)):
        code = place[label]
        if gold[row_of[task]] not in (-1, code):
            raise Invalid(
                f"Gold row {row}: task {task!r} has two different gold classes.",
                faults=[Fault(f"row {row}", f"gold of {task!r} contradicts an earlier row")],
            )
        gold[row_of[task]] = code
    items = table.items
    if added:
        extra = np.asarray(added) if items.dtype.kind == np.asarray(added).dtype.kind else np.array(added, object)
        items = extra if not items.size else np.concatenate([items, extra])
    return replace(table, items=items, gold=gold)
