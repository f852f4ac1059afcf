"""JSON lines: one object per item, with its consensus and every annotation. Nothing is left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import orjson

from goodwork.formats.joined import joined
from goodwork.formats.own import SAID
from goodwork.formats.published import OutFile, Published, picture_name, pictures_of
from goodwork.formats.published_said import TABLES, Saying, hands
from goodwork.formats.report import Report


def export_jsonl(published: Published, report: Report) -> Iterator[OutFile]:
    """``items.jsonl`` and the pictures.

    A line: ``item`` (its number), ``id``, ``state``, ``gold``, ``parts`` (name -> text, the file of a picture, or an
    object: turns, columns and rows, code with its language), ``types`` (of the parts), ``metadata``, ``consensus``
    (question -> answer, names, confidence, ...), ``annotations`` (person, revision, ..., answers, names), ``said``
    (the consensus, the latest annotations, predictions and skips once more, as records that read back).
    """
    yield OutFile("items.jsonl", _lines(published, report))
    yield from pictures_of(published, report)


def _lines(published: Published, report: Report) -> Iterator[bytes]:
    saying = Saying(published)
    for items, *tables in joined(published, *TABLES):
        decided = _consensus(tables[0])
        given = _annotations(tables[1])
        told = saying.told(items, *tables).to_pylist()
        lines: list[bytes] = []
        for row, said in zip(items.to_pylist(), told, strict=True):
            line = {
                "item": row["item"],
                "id": row["id"],
                "state": row["state"],
                "gold": row["gold"],
                "parts": {part["name"]: _content(part) for part in row["parts"]},
                "types": {part["name"]: part["type"] for part in row["parts"]},
                "metadata": orjson.Fragment(row["metadata"]),
                "consensus": decided.get(row["item"], {}),
                "annotations": given.get(row["item"], []),
                SAID: orjson.Fragment(said or "[]"),
            }
            lines.append(orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE))
        report.keep("items", len(lines))
        report.keep("annotations", sum(map(len, given.values())))
        report.keep("predictions", hands(tables[2], "model"))
        report.keep("skips", hands(tables[3], "person"))
        yield b"".join(lines)


def _content(part: dict[str, Any]) -> Any:
    if part["blob"]:
        return picture_name(part["blob"], part["media"])
    if part["data"] is None:
        return part["text"]
    if part["text"] is None:
        return orjson.Fragment(part["data"])
    return {"text": part["text"], **orjson.loads(part["data"])}


def _consensus(table: Any) -> dict[int, dict[str, Any]]:
    found: dict[int, dict[str, Any]] = defaultdict(dict)
    for row in _rows(
        table, "item", "question", "answer", "names", "confidence", "calibrated", "disagreement", "answers", "from_item"
    ):
        item, question, answer, names, confidence, calibrated, disagreement, answers, from_item = row
        found[item][question] = {
            "answer": orjson.Fragment(answer),
            **({"names": names} if names is not None else {}),
            "confidence": confidence,
            "calibrated": calibrated,
            "disagreement": disagreement,
            "answers": answers,
            **({"from_item": from_item} if from_item is not None else {}),
        }
    return found


def _annotations(table: Any) -> dict[int, list[dict[str, Any]]]:
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    before: tuple[Any, ...] = ()
    for row in _rows(
        table, "item", "person", "revision", "latest", "surplus", "form_version", "model", "question", "answer", "names"
    ):
        item, person, revision, latest, surplus, form_version, model, question, answer, names = row
        if before != (item, person, revision):
            before = (item, person, revision)
            found[item].append(
                {
                    "person": person,
                    "revision": revision,
                    "latest": latest,
                    "surplus": surplus,
                    "form_version": form_version,
                    **({"began_with": model} if model is not None else {}),
                    "answers": {},
                    "names": {},
                }
            )
        found[item][-1]["answers"][question] = orjson.Fragment(answer)
        if names is not None:
            found[item][-1]["names"][question] = names
    return found


def _rows(table: Any, *columns: str) -> Iterator[tuple[Any, ...]]:
    if table is None:
        return iter(())
    return zip(*(_values(table, name) for name in columns), strict=True)


def _values(table: Any, column: str) -> list[Any]:
    # Versions that were published before a column came lack it.
    return table.column(column).to_pylist() if column in table.column_names else [None] * table.num_rows
