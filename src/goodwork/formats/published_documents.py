"""The items of a published version as documents, so that every writer of documents exports a version."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import orjson

from goodwork.formats.documents import Document
from goodwork.formats.joined import joined
from goodwork.formats.published import Published
from goodwork.formats.published_said import TABLES, Saying
from goodwork.formats.record_json import said_from_json
from goodwork.formats.report import Report


def published_documents(published: Published, report: Report, *, predictions: bool = False) -> Iterator[Document]:
    """The items in order, each with its consensus, the latest revision of every annotation, and its skips.

    ``predictions``: the models' as well. For others they are lost: what a model says is no answer, so no file to train
    from may have it in the place of one. Earlier revisions and the known answers of gold, which a version does not
    have, are reported as lost, too.
    """
    saying = Saying(published)
    for items, *tables in joined(published, *TABLES):
        told = saying.told(items, *tables).to_pylist()
        earlier = _earlier(tables[1])
        for row, saying_of in zip(items.to_pylist(), told, strict=True):
            item = row["item"]
            said = [said_from_json(one) for one in orjson.loads(saying_of or "[]")]
            if row["gold"] != "none":
                report.lose(row["id"] or str(item), "that an item is gold", "its known answer is not in a version")
            if any(one.role == "consensus" for one in said):
                what = "disagreement and the number of answers"
                report.lose("", what, "the format has no place for them beside a consensus")
            for person in earlier.get(item, ()):
                report.lose(person, "an earlier revision", "an annotation there is its latest revision")
            if not predictions:
                answers = [one for one in said if one.role != "prediction"]
                if models := len(said) - len(answers):
                    report.lose("", "a prediction", "what a model says is no answer to train from", models)
                said = answers
            parts = [_part(part) for part in row["parts"]]
            yield Document(item, row["id"], parts, orjson.loads(row["metadata"]), tuple(said))


def _earlier(annotations: Any) -> dict[int, list[str]]:
    """By item the people who answered otherwise before, once for each earlier revision."""
    found: dict[int, list[str]] = {}
    if annotations is not None:
        columns = [annotations.column(name).to_pylist() for name in ("item", "person", "revision", "latest")]
        revisions = {(item, by, revision): latest for item, by, revision, latest in zip(*columns, strict=True)}
        for item, person, _ in (place for place, latest in revisions.items() if not latest):
            found.setdefault(item, []).append(person)
    return found


def _part(part: Mapping[str, Any]) -> dict[str, Any]:
    held = {name: value for name, value in part.items() if value is not None}
    if "data" in held:
        held["data"] = orjson.loads(held["data"])
    return held
