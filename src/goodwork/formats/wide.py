"""One row per item and one per annotation, with a column for each question: what tables and data frames take."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import orjson

from goodwork.formats.arrow import pa, pc
from goodwork.formats.joined import Following, joined
from goodwork.formats.own import ANNOTATIONS, PARTS
from goodwork.formats.parts import written
from goodwork.formats.published import Published, picture_name
from goodwork.formats.published_said import TABLES, Saying

_SAYS = {"choice": "names", "choices": "names", "rating": "value", "text": "text", "json": "answer"}
_QUALITY = {
    "confidence": pa.float64(), "calibrated": pa.bool_(), "disagreement": pa.float64(), "answers": pa.int16(),
    "from_item": pa.int32(),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class QuestionColumn:
    """A question whose answers become a column."""

    key: str
    name: str
    """Of the column; differs from the key where a part or a fixed column has that name."""
    says: str
    """choice, choices, rating, text, or json: the whole answer."""
    labels: tuple[str, ...]
    """Names of all labels, in order."""

    @property
    def type(self) -> Any:
        """Arrow type of the column."""
        return {"choice": pa.string(), "choices": pa.list_(pa.string()), "rating": pa.float64()}.get(
            self.says, pa.string()
        )

    @property
    def has_labels(self) -> bool:
        """Whether the ids of labels stand in a column beside."""
        return self.says in ("choice", "choices")


@dataclass(frozen=True, slots=True)
class PartColumn:
    """A part whose content becomes a column."""

    part: str
    name: str
    is_picture: bool
    language: str | None = None
    """The column beside it with the language of code."""


_ITEM = {"item": pa.int32(), "id": pa.string(), "state": pa.string(), "gold": pa.string(), "metadata": pa.string()}
_ANNOTATION = {
    "item": pa.int32(), "id": pa.string(), "person": pa.string(), "revision": pa.int16(), "latest": pa.bool_(),
    "surplus": pa.bool_(), "form_version": pa.int32(), "began_with": pa.string(),
}  # fmt: skip


class Wide:
    """The wide tables of a version, and the names of their columns."""

    def __init__(self, published: Published) -> None:
        self._published = published
        self._told: dict[Any, str] = {}
        """What the parts of items are, as the column says it: few are different, and a form bounds them."""
        taken = {*_ITEM, *_ANNOTATION, ANNOTATIONS, PARTS}
        self.parts = tuple(
            PartColumn(
                part["name"],
                _free(part["name"], taken),
                part["type"] == "picture",
                _free(f"{part['name']}_language", taken) if part["type"] == "code" else None,
            )
            for part in _by_name(published.manifest["parts"])
        )
        self.questions = tuple(
            QuestionColumn(key, _free(key, taken), column["says"], tuple(x["name"] for x in column["labels"]))
            for key, column in published.manifest["columns"].items()
        )

    def items(self) -> Iterator[Any]:
        """One row per item: its parts, its metadata and for each question the consensus, as Arrow tables.

        Our own columns come last: what the parts are, and all that is said of the item, so that the table reads back.
        There is always a first table, also when it is empty.
        """
        kinds = {**_ITEM, **{part.name: pa.string() for part in self.parts}}
        kinds |= {part.language: pa.string() for part in self.parts if part.language}
        for question in self.questions:
            kinds |= _answer_kinds(question)
            kinds |= {f"{question.name}_{name}": kind for name, kind in _QUALITY.items()}
        kinds |= {PARTS: pa.string(), ANNOTATIONS: pa.string()}
        schema = pa.schema(list(kinds.items()))
        yield schema.empty_table()
        saying = Saying(self._published)
        for items, *tables in joined(self._published, *TABLES):
            made = self._items(items, tables[0], saying.told(items, *tables))
            yield made.select(schema.names).cast(schema)

    def annotations(self) -> Iterator[Any]:
        """One row per annotation, earlier revisions too, with a column for each question, likewise."""
        kinds = dict(_ANNOTATION)
        for question in self.questions:
            kinds |= _answer_kinds(question)
        schema = pa.schema(list(kinds.items()))
        yield schema.empty_table()
        ids = Following(self._published, "items")
        for batch in _whole_items(self._published.batches("annotations")):
            if batch.num_rows:
                yield self._annotations(batch, ids).select(schema.names).cast(schema)

    def _items(self, items: Any, consensus: Any, told: Any) -> Any:
        columns: dict[str, Any] = {name: items.column(name) for name in ("item", "id", "state", "gold")}
        contents = items.column("parts").to_pylist()
        for part in self.parts:
            columns[part.name] = pa.array([_content(parts, part) for parts in contents], pa.string())
            if part.language:
                columns[part.language] = pa.array([_language(parts, part) for parts in contents], pa.string())
        columns["metadata"] = items.column("metadata")
        positions = _ints(items.column("item"))
        for question in self.questions:
            mine = None if consensus is None else consensus.filter(pc.equal(consensus.column("question"), question.key))
            columns |= _answers(question, mine, _where(positions, mine))
            for name, kind in _QUALITY.items():
                columns[f"{question.name}_{name}"] = _take(mine, name, _where(positions, mine), kind)
        columns[PARTS] = pa.array([self._stated(parts) for parts in contents], pa.string())
        columns[ANNOTATIONS] = told
        return pa.table(columns)

    def _stated(self, parts: Sequence[Mapping[str, Any]]) -> str:
        key = tuple([(part["name"], part["type"]) for part in parts])
        known = self._told.get(key)
        if known is None:
            types = dict(key)
            stated = {c.name: types[c.part] for c in self.parts if c.part in types}
            known = self._told[key] = orjson.dumps(stated).decode()
        return known

    def _annotations(self, table: Any, ids: Following) -> Any:
        item = _ints(table.column("item"))
        person = pc.dictionary_encode(table.column("person").combine_chunks()).indices.to_numpy()
        revision = _ints(table.column("revision"))
        new = np.ones(len(item), bool)
        new[1:] = (item[1:] != item[:-1]) | (person[1:] != person[:-1]) | (revision[1:] != revision[:-1])
        first, group = np.flatnonzero(new), np.cumsum(new) - 1
        heads = table.take(pa.array(first))
        columns: dict[str, Any] = {
            "item": heads.column("item"),
            "id": _ids(ids, _ints(heads.column("item"))),
            **{name: heads.column(name) for name in ("person", "revision", "latest", "surplus", "form_version")},
            "began_with": heads.column("model"),
        }
        for question in self.questions:
            mask = pc.equal(table.column("question"), question.key)
            mine = table.filter(mask)
            where = np.full(len(first), -1, np.int64)
            where[group[mask.to_numpy()]] = np.arange(mine.num_rows)
            columns |= _answers(question, mine, where)
        return pa.table(columns)


def _answer_kinds(question: QuestionColumn) -> dict[str, Any]:
    kinds = {question.name: question.type}
    return {**kinds, f"{question.name}_id": question.type} if question.has_labels else kinds


def _by_name(parts: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    # A part that is a text in one item and a picture in another has one column; its first type decides.
    return list({part["name"]: part for part in reversed(parts)}.values())[::-1]


def _free(wanted: str, taken: set[str]) -> str:
    name = wanted
    while name in taken:
        name += "_"
    taken |= {name, f"{name}_id", *(f"{name}_{quality}" for quality in _QUALITY)}
    return name


def _content(parts: Sequence[Mapping[str, Any]], column: PartColumn) -> str | None:
    for part in parts:
        if part["name"] == column.part:
            return picture_name(part["blob"], part["media"]) if part["blob"] else written(part)
    return None


def _language(parts: Sequence[Mapping[str, Any]], column: PartColumn) -> str | None:
    data = next((part["data"] for part in parts if part["name"] == column.part), None)
    return None if data is None else orjson.loads(data).get("language")


def _found(values: Any, wanted: Any) -> Any:
    """Where ``wanted`` lies among values in order."""
    return np.searchsorted(values, wanted)  # pyright: ignore[reportUnknownVariableType] - Arrow's arrays have no types


def _ints(column: Any) -> Any:
    return column.to_numpy(zero_copy_only=False) if isinstance(column, pa.Array) else column.to_numpy()


def _where(positions: Any, mine: Any) -> Any:
    """For each item the row of ``mine`` that is about it, or -1."""
    where = np.full(len(positions), -1, np.int64)
    if mine is not None and mine.num_rows:
        where[np.searchsorted(positions, _ints(mine.column("item")))] = np.arange(mine.num_rows)
    return where


def _take(table: Any, column: str, where: Any, kind: Any) -> Any:
    if table is None or column not in table.column_names:
        return pa.nulls(len(where), kind)
    return table.column(column).take(pa.array(where, mask=where < 0))


def _answers(question: QuestionColumn, mine: Any, where: Any) -> dict[str, Any]:
    found = _take(mine, _SAYS[question.says], where, pa.list_(pa.string()) if question.has_labels else question.type)
    if not question.has_labels:
        return {question.name: found}
    ids = _take(mine, "labels", where, pa.list_(pa.string()))
    if question.says == "choice":
        found, ids = _only(found), _only(ids)
    return {question.name: found, f"{question.name}_id": ids}


def _only(lists: Any) -> Any:
    """The one element of each list; null for null and for an empty one."""
    if not len(lists):
        return pa.array([], pa.string())
    return pc.list_element(pc.if_else(pc.equal(pc.list_value_length(lists), 0), None, lists), 0)


def _ids(items: Following, wanted: Any) -> Any:
    table = items.upto(int(wanted[-1]))
    assert table is not None
    where = _found(_ints(table.column("item")), wanted)
    return table.column("id").take(pa.array(where))


def _whole_items(batches: Iterator[Any]) -> Iterator[Any]:
    """The same rows, cut so that no item's rows fall apart."""
    held: Any = None
    for batch in batches:
        table = pa.Table.from_batches([batch])
        held = table if held is None else pa.concat_tables([held, table])
        item = _ints(held.column("item"))
        if not len(item):
            continue
        cut = int(_found(item, item[-1]))
        if cut:
            yield held.slice(0, cut)
            held = held.slice(cut)
    if held is not None:
        yield held
