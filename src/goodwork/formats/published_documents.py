"""The items of a published version as documents, so that every writer of documents exports a version."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
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


def published_documents(published: Published, report: Report) -> Iterator[Document]:
    """The items in order, each with its consensus and the latest revision of every annotation.

    Earlier revisions and the known answers of gold, which a version does not have, are reported as lost.
    """
    says = {key: column["says"] for key, column in published.manifest["columns"].items()}
    for items, consensus, answers in joined(published, "consensus", "annotations"):
        decided, given = _by_item(consensus), _by_item(answers)
        for row in items.to_pylist():
            said = [*_consensus(decided.get(row["item"], []), says, report)]
            said += _annotations(given.get(row["item"], []), says, report)
            if row["gold"] != "none":
                report.lose(
                    row["id"] or str(row["item"]), "that an item is gold", "its known answer is not in a version"
                )
            yield Document(
                row["item"],
                row["id"],
                [_part(part) for part in row["parts"]],
                orjson.loads(row["metadata"]),
                tuple(said),
            )


def _part(part: Mapping[str, Any]) -> dict[str, Any]:
    held = {name: value for name, value in part.items() if value is not None}
    if "data" in held:
        held["data"] = orjson.loads(held["data"])
    return held


def _consensus(rows: Rows, says: Mapping[str, str], report: Report) -> Iterator[Said]:
    if not rows:
        return
    sure = [row["confidence"] for row in rows if row["confidence"] is not None]
    records = tuple(record for row in rows for record in _records(row, says))
    report.lose("", "disagreement and the number of answers", "the format has no place for them beside a consensus")
    yield Said("consensus", "consensus", records, score=min(sure, default=None))


def _annotations(rows: Rows, says: Mapping[str, str], report: Report) -> Iterator[Said]:
    people: dict[str, list[Record]] = {}
    models: dict[str, str | None] = {}
    for row in rows:
        if not row["latest"]:
            report.lose(row["person"], "an earlier revision", "an annotation there is its latest revision")
            continue
        people.setdefault(row["person"], []).extend(_records(row, says))
        models[row["person"]] = row["model"]
    for person, records in people.items():
        yield Said("annotation", person, tuple(records), accepted_from=models[person])


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
