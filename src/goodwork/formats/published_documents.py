"""The items of a published version as documents, so that every writer of documents exports a version."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from goodwork.formats.documents import Document
from goodwork.formats.joined import joined
from goodwork.formats.published import Published
from goodwork.formats.record_json import record_from_json
from goodwork.formats.report import Report
from goodwork.formats.rows import Said
from goodwork.model.records import Choice, Rating, Record, TextAnswer

Rows = list[dict[str, Any]]


def published_documents(published: Published, report: Report, *, predictions: bool = False) -> Iterator[Document]:
    """The items in order, each with its consensus, the latest revision of every annotation, and its skips.

    ``predictions``: the models' as well. For others they are lost: what a model says is no answer, so no file to train
    from may have it in the place of one. Earlier revisions and the known answers of gold, which a version does not
    have, are reported as lost, too.
    """
    saying = Saying(published)
    for items, *tables in joined(published, *TABLES):
        told = saying.told(*tables)
        for row in items.to_pylist():
            item = row["item"]
            if row["gold"] != "none":
                report.lose(row["id"] or str(item), "that an item is gold", "its known answer is not in a version")
            said = told.consensus(item)
            if said:
                what = "disagreement and the number of answers"
                report.lose("", what, "the format has no place for them beside a consensus")
            said += told.annotations(item)
            for person in told.revised(item):
                report.lose(person, "an earlier revision", "an annotation there is its latest revision")
            models = told.predictions(item)
            if predictions:
                said += models
            elif models:
                report.lose("", "a prediction", "what a model says is no answer to train from", len(models))
            said += told.skips(item)
            parts = [_part(part) for part in row["parts"]]
            yield Document(item, row["id"], parts, orjson.loads(row["metadata"]), tuple(said))


TABLES = ("consensus", "annotations", "predictions", "skips")
"""What a version's tables say of its items, in the order in which it is told."""


class Saying:
    """What is said of the items of a version, as our own files and writers of documents have it."""

    def __init__(self, published: Published) -> None:
        self._says = {key: column["says"] for key, column in published.manifest["columns"].items()}

    def told(self, *tables: Any) -> Told:
        """What ``TABLES`` say of a portion of items."""
        return Told(self._says, *map(_by_item, tables))


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of a portion of items: by item the rows of each table."""

    _says: Mapping[str, str]
    _decided: Mapping[int, Rows]
    _given: Mapping[int, Rows]
    _predicted: Mapping[int, Rows]
    _skipped: Mapping[int, Rows]

    def of(self, item: int) -> list[Said]:
        """All that is said of an item: its consensus, the latest annotations, predictions, skips."""
        return [*self.consensus(item), *self.annotations(item), *self.predictions(item), *self.skips(item)]

    def consensus(self, item: int) -> list[Said]:
        """The consensus, with its lowest confidence as the score; nothing where nobody answered."""
        rows = self._decided.get(item, [])
        sure = [row["confidence"] for row in rows if row["confidence"] is not None]
        records = tuple(record for row in rows for record in _records(row, self._says))
        return [Said("consensus", "consensus", records, score=min(sure, default=None))] if rows else []

    def annotations(self, item: int) -> list[Said]:
        """What each person answered last."""
        people: dict[str, list[Record]] = {}
        models: dict[str, str | None] = {}
        for row in self._given.get(item, []):
            if row["latest"]:
                people.setdefault(row["person"], []).extend(_records(row, self._says))
                models[row["person"]] = row["model"]
        return [Said("annotation", by, tuple(records), accepted_from=models[by]) for by, records in people.items()]

    def revised(self, item: int) -> list[str]:
        """Who answered otherwise before, once for each earlier revision."""
        rows = self._given.get(item, [])
        earlier = dict.fromkeys((row["person"], row["revision"]) for row in rows if not row["latest"])
        return [person for person, _ in earlier]

    def predictions(self, item: int) -> list[Said]:
        """What each model predicted."""
        models: dict[str, list[Record]] = {}
        scores: dict[str, float | None] = {}
        for row in self._predicted.get(item, []):
            models.setdefault(row["model"], []).extend(_records(row, self._says))
            scores[row["model"]] = row["score"]
        return [Said("prediction", model, tuple(found), score=scores[model]) for model, found in models.items()]

    def skips(self, item: int) -> list[Said]:
        """Who skipped the item."""
        return [Said("skip", row["person"]) for row in self._skipped.get(item, [])]


def _part(part: Mapping[str, Any]) -> dict[str, Any]:
    held = {name: value for name, value in part.items() if value is not None}
    if "data" in held:
        held["data"] = orjson.loads(held["data"])
    return held


def _records(row: Mapping[str, Any], says: Mapping[str, str]) -> list[Record]:
    """What a row of answers says; its plain columns where they say all of it."""
    key = row["question"]
    if row.get("records") is not None:
        return [record_from_json(record) for record in orjson.loads(row["records"])]
    if row["names"] is not None:
        return [Choice(key, tuple(row["labels"]), tuple(row["names"]), multiple=says.get(key) == "choices")]
    found: list[Record] = []
    if row["value"] is not None:
        found.append(Rating(key, row["value"]))
    if row["text"] is not None:
        found.append(TextAnswer(key, row["text"]))
    return found


def _by_item(table: Any) -> dict[int, Rows]:
    found: dict[int, Rows] = defaultdict(list)
    rows: Rows = [] if table is None else table.to_pylist()
    for row in rows:
        found[row["item"]].append(row)
    return found
