"""What is said of the items of a published version, as JSON text of the form of ``record_json.said_as_json``.

A version has millions of answers, most of which are the same few: whole columns are put together, and each different
answer is looked at once.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import orjson

from goodwork.formats.arrow import pa, pc
from goodwork.formats.published import Published
from goodwork.formats.record_json import record_as_json
from goodwork.model.records import Choice, Rating, TextAnswer

TABLES = ("consensus", "annotations", "predictions", "skips")
"""What a version's tables say of its items, in the order in which it is told."""
_BETWEEN = "\x00"
"""No text of a version has it: the database holds none."""
_LISTS = ("labels", "names")


class Saying:
    """What is said of the items of a version."""

    def __init__(self, published: Published) -> None:
        self._says = {key: column["says"] for key, column in published.manifest["columns"].items()}

    def told(self, items: Any, consensus: Any, annotations: Any, predictions: Any, skips: Any) -> Any:
        """For each item a JSON list with an object for each thing that is said of it, out of a portion of each table.

        An Arrow array of texts; null where nothing is said. Of annotations there are the latest revisions.
        """
        if annotations is not None:
            annotations = annotations.filter(annotations.column("latest"))
        said = [
            self._hands(consensus, "consensus", None, _least),
            self._hands(annotations, "annotation", "person", _accepted),
            self._hands(predictions, "prediction", "model", _score),
            _skipped(skips),
        ]
        of_item = np.concatenate([item for item, _ in said])
        order = np.argsort(of_item, kind="stable")
        positions = np.asarray(items.column("item").to_numpy())
        counts = np.bincount(np.searchsorted(positions, of_item), minlength=len(positions))
        texts = pa.concat_arrays([text for _, text in said]).take(pa.array(order))
        lists = pc.binary_join_element_wise("[", _joined(texts, counts), "]", "")
        return pc.if_else(pa.array(counts > 0), lists, pa.scalar(None, pa.string()))

    def _hands(self, table: Any, role: str, by: str | None, more: Callable[[Any, Any], Any]) -> tuple[Any, Any]:
        """For all rows that follow each other by the same hand their item, and what they say as one object."""
        if table is None or not table.num_rows:
            return np.zeros(0, np.int64), pa.array([], pa.string())
        item = np.asarray(table.column("item").to_numpy())
        begins = np.ones(len(item), bool)
        begins[1:] = item[1:] != item[:-1]
        people = pa.array([role]).dictionary_encode() if by is None else pc.dictionary_encode(_column(table, by))
        codes = np.zeros(len(item), np.int32) if by is None else people.indices.to_numpy()
        begins[1:] |= codes[1:] != codes[:-1]
        first = np.flatnonzero(begins)
        begun = [f'{{"role":"{role}","by":{_text(one)},"records":[' for one in people.dictionary.to_pylist()]
        name = pa.array(begun, pa.string()).take(pa.array(codes[first]))
        records = self._records(table)
        said = np.asarray(pc.not_equal(records, "").to_numpy(zero_copy_only=False))
        counts = np.bincount((np.cumsum(begins) - 1)[said], minlength=len(first))
        if not said.all():
            records = records.filter(pa.array(said))
        joined = pc.binary_join_element_wise(name, _joined(records, counts), "]", more(table, first), "}", "")
        return item[first], joined

    def _records(self, table: Any) -> Any:
        """For each row its records as JSON, with commas between them."""
        given, plain = _column(table, "records"), _encoded(table)
        first = np.zeros(len(plain.dictionary), np.int64)
        # The first row of each different answer: what comes later is written over.
        codes = plain.indices.to_numpy()
        first[codes[::-1]] = np.arange(len(codes))[::-1]
        one_each = table.take(pa.array(first))
        columns = [_column(one_each, name).to_pylist() for name in ("question", *_LISTS, "value", "text")]
        texts = pa.array([self._plain(*answer) for answer in zip(*columns, strict=True)], pa.string())
        found = texts.take(plain.indices)
        if given.null_count == len(given):
            return found
        return pc.coalesce(pc.utf8_slice_codeunits(given, 1, -1), found)

    def _plain(self, question: str, labels: Any, names: Any, value: float | None, text: str | None) -> str:
        if names is not None:
            several = self._says.get(question) == "choices"
            found = [Choice(question, tuple(labels), tuple(names), multiple=several)]
        else:
            found = [Rating(question, value)] if value is not None else []
            found += [TextAnswer(question, text)] if text is not None else []
        return ",".join(orjson.dumps(record_as_json(record)).decode() for record in found)


def hands(table: Any, by: str) -> int:
    """How many people or models say something of how many items, counted together."""
    if table is None or not table.num_rows:
        return 0
    return len(set(zip(table.column("item").to_pylist(), table.column(by).to_pylist(), strict=True)))


def _encoded(table: Any) -> Any:
    """The rows of answers by what they say, where that is no records: a dictionary of different ones."""
    cells: list[Any] = []
    for name in ("question", *_LISTS, "value", "text"):
        column = _column(table, name)
        if column.null_count == len(column):
            continue
        if name in _LISTS:
            lengths = pc.cast(pc.list_value_length(column), pa.string())
            column = pc.binary_join_element_wise(lengths, pc.binary_join(column, _BETWEEN), _BETWEEN)
        elif name == "value":
            column = pc.cast(column, pa.string())
        cells.append(pc.fill_null(column, _BETWEEN * 2))
    return pc.dictionary_encode(pc.binary_join_element_wise(*cells, _BETWEEN))


def _column(table: Any, name: str) -> Any:
    # Versions that were published before a column came lack it.
    if name not in table.column_names:
        return pa.nulls(table.num_rows, pa.string())
    column = table.column(name).combine_chunks()
    return pa.concat_arrays(column.chunks) if isinstance(column, pa.ChunkedArray) and column.chunks else column


def _joined(texts: Any, counts: Any) -> Any:
    """Texts with commas between them, so many to each; nothing where there are none."""
    if len(texts) == len(counts) and (counts == 1).all():
        return texts
    offsets = np.zeros(len(counts) + 1, np.int32)
    np.cumsum(counts, out=offsets[1:])
    return pc.binary_join(pa.ListArray.from_arrays(pa.array(offsets), texts), ",")


def _skipped(table: Any) -> tuple[Any, Any]:
    if table is None or not table.num_rows:
        return np.zeros(0, np.int64), pa.array([], pa.string())
    people = pc.dictionary_encode(_column(table, "person"))
    texts = [f'{{"role":"skip","by":{_text(one)},"records":[]}}' for one in people.dictionary.to_pylist()]
    return np.asarray(table.column("item").to_numpy()), pa.array(texts, pa.string()).take(people.indices)


def _text(value: str) -> str:
    return orjson.dumps(value).decode()


def _least(table: Any, first: Any) -> Any:
    """The least of what is known of how sure each is."""
    sure = _column(table, "confidence")
    if sure.null_count == len(sure):
        return pa.scalar("")
    known = np.asarray(sure.to_numpy(zero_copy_only=False), float)
    return _scores(np.fmin.reduceat(known, first))


def _score(table: Any, first: Any) -> Any:
    score = _column(table, "score")
    if score.null_count == len(score):
        return pa.scalar("")
    return _scores(np.asarray(score.to_numpy(zero_copy_only=False), float)[first])


def _scores(numbers: Any) -> Any:
    written = orjson.dumps(numbers.tolist())[1:-1].decode().split(",")
    return pa.array(["" if number == "null" else f',"score":{number}' for number in written], pa.string())


def _accepted(table: Any, first: Any) -> Any:
    models = _column(table, "model")
    if models.null_count == len(models):
        return pa.scalar("")
    begun = pc.dictionary_encode(models.take(pa.array(first)))
    texts = [f',"accepted_from":{_text(model)}' for model in begun.dictionary.to_pylist()]
    return pc.fill_null(pa.array(texts, pa.string()).take(begun.indices), "")
