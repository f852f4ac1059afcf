"""What is said of the items of a published version, as JSON text of the form of ``record_json.said_as_json``.

A version has millions of answers, most of which are the same few, so their text is made without a look into it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

import orjson

from goodwork.formats.published import Published
from goodwork.formats.record_json import record_as_json
from goodwork.model.records import Choice, Rating, TextAnswer

TABLES = ("consensus", "annotations", "predictions", "skips")
"""What a version's tables say of its items, in the order in which it is told."""
_MOST_KNOWN = 20_000


class Saying:
    """What is said of the items of a version."""

    def __init__(self, published: Published) -> None:
        self._says = {key: column["says"] for key, column in published.manifest["columns"].items()}
        self._known: dict[Any, str] = {}

    def told(self, consensus: Any, annotations: Any, predictions: Any, skips: Any) -> dict[int, list[str]]:
        """By item one JSON object for each thing that is said of it, out of a portion of each table.

        Of annotations the latest revisions.
        """
        told: dict[int, list[str]] = {}
        rows = ((item, "consensus", sure, record) for item, sure, record in self._rows(consensus, "confidence"))
        self._gather(told, rows, "consensus", _least)
        latest = self._rows(annotations, "latest", "person", "model")
        rows = ((item, by, model, record) for item, is_latest, by, model, record in latest if is_latest)
        self._gather(told, rows, "annotation", _accepted)
        self._gather(told, self._rows(predictions, "model", "score"), "prediction", _score)
        for item, person in _columns(skips, "item", "person"):
            told.setdefault(item, []).append(f'{{"role":"skip","by":{_text(person)},"records":[]}}')
        return told

    def _gather(
        self,
        told: dict[int, list[str]],
        rows: Iterator[tuple[Any, ...]],
        role: str,
        more: Callable[[list[Any]], str],
    ) -> None:
        """One object for all rows that follow each other by the same hand."""
        for (item, by), group in groupby(rows, itemgetter(0, 1)):
            hand = list(group)
            records = ",".join([row[3] for row in hand if row[3]])
            said = f'{{"role":"{role}","by":{_text(by)},"records":[{records}]{more([row[2] for row in hand])}}}'
            told.setdefault(item, []).append(said)

    def _rows(self, table: Any, *more: str) -> Iterator[tuple[Any, ...]]:
        """For each row of answers its item, some further columns, and its records."""
        plain = ("question", "records", "labels", "names", "value", "text")
        for item, *values in _columns(table, "item", *more, *plain):
            question, records, labels, names, value, text = values[len(more) :]
            if records is not None:
                yield item, *values[: len(more)], records[1:-1]
                continue
            place = (question, *(labels or ()), None, *(names or ()), names is None, value, text)
            known = self._known.get(place)
            if known is None:
                if len(self._known) >= _MOST_KNOWN:
                    self._known.clear()
                known = self._known[place] = self._plain(question, labels, names, value, text)
            yield item, *values[: len(more)], known

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
    return len(set(_columns(table, "item", by)))


def _columns(table: Any, *names: str) -> Iterator[tuple[Any, ...]]:
    if table is None:
        return iter(())
    # Versions that were published before a column came lack it.
    there = frozenset(table.column_names)
    columns = [table.column(name).to_pylist() if name in there else [None] * table.num_rows for name in names]
    return zip(*columns, strict=True)


def _text(value: str) -> str:
    return orjson.dumps(value).decode()


def _least(sure: list[Any]) -> str:
    found = [one for one in sure if one is not None]
    return _score([min(found)]) if found else ""


def _score(given: list[Any]) -> str:
    return "" if given[0] is None else f',"score":{orjson.dumps(given[0]).decode()}'


def _accepted(models: list[Any]) -> str:
    return "" if models[0] is None else f',"accepted_from":{_text(models[0])}'
