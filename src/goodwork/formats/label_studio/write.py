"""Label Studio's JSON: tasks with annotations, known answers and predictions, one of which is the consensus."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import orjson

from goodwork.errors import Invalid
from goodwork.formats import guesses
from goodwork.formats.boxes import Place, corner_of
from goodwork.formats.documents import Document, Shown, lose_records
from goodwork.formats.json_values import write
from goodwork.formats.label_studio.brush import to_brush
from goodwork.formats.label_studio.dialogue import Dialogue
from goodwork.formats.label_studio.hypertext import Hypertext
from goodwork.formats.label_studio.read import KNOWN, SKIPPED, TASKS
from goodwork.formats.label_studio.texts import MARKUP, TURNS, as_written
from goodwork.formats.masks import rows_of, runs_in
from goodwork.formats.portions import portions
from goodwork.formats.published import OutFile, picture_name
from goodwork.formats.report import Report
from goodwork.formats.rows import Said, Size
from goodwork.formats.turns import as_messages
from goodwork.model.items import PartType
from goodwork.model.records import (
    MARKED,
    NOTHING,
    Box,
    Choice,
    Mask,
    Polygon,
    Preference,
    Ranking,
    Rating,
    Record,
    Relation,
    Span,
    TextAnswer,
)  # fmt: skip

_NUMBER = re.compile(r"[1-9][0-9]{0,17}")
"""Ids that are numbers of tasks."""
_WHICH = "a task does not say which of its data are shown: the labelling config does"


def write_label_studio(
    documents: Iterable[Document], report: Report, looks_at: Mapping[str, str | None] | None = None
) -> Iterator[OutFile]:
    """``tasks.json``. Controls have the names of the questions, objects those of the parts.

    ``looks_at``: for each question the part that it looks at, where that is known.
    """
    yield OutFile(TASKS, _Tasks(report, looks_at or {}).pieces(documents))


class _Tasks:
    def __init__(self, report: Report, looks_at: Mapping[str, str | None]) -> None:
        self._report = report
        self._people: dict[str, int] = {}
        self._looks_at = looks_at
        self._predictions = 0
        self._written_as: dict[str, Dialogue | Hypertext] = {}
        """Parts of the document at hand that are dialogues and HTML there."""
        self._text: str | None = None
        """The part that is its text."""

    def pieces(self, documents: Iterable[Document]) -> Iterator[bytes]:
        """One JSON array, a task per line."""
        return portions(self._lines(documents))

    def _lines(self, documents: Iterable[Document]) -> Iterator[bytes]:
        begun = False
        for document in documents:
            yield (b",\n" if begun else b"[\n") + self._written(self._task(document))
            self._report.keep("items")
            begun = True
        yield b"\n]\n" if begun else b"[]\n"

    def _written(self, task: dict[str, Any]) -> bytes:
        try:
            return orjson.dumps(task)
        except TypeError:  # whole numbers beyond 64 bits
            return write(task)

    def _task(self, document: Document) -> dict[str, Any]:
        data = {part["name"]: _value(part) for part in document.parts}
        self._written_as = {}
        text = document.text
        self._text = None if text is None else text["name"]
        for part in document.parts:
            name = part["name"]
            if not guesses.may_take(name):
                self._report.change("", f"the part {name!r}", _WHICH)
            elif name == "id":
                self._report.change("", "the part 'id'", "what the data of a task call so is the id of the item")
            made = as_written(
                part.get("text"), document.metadata.get(name + TURNS), document.metadata.get(name + MARKUP)
            )
            if made is not None:
                data[name], self._written_as[name] = made
        for name, value in document.metadata.items():
            if name.endswith((TURNS, MARKUP)) and name.rsplit("_", 1)[0] in self._written_as:
                continue
            if guesses.may_take(name):
                self._report.change("", f"the metadata {name!r}", _WHICH)
            if name in data:
                self._report.lose(document.name, f"the metadata {name!r}", "the task has data of that name")
            else:
                data[name] = value
        number = document.line
        if document.id is None:
            self._report.change("", "an item without an id", "tasks there have numbers")
        elif "id" not in data and _NUMBER.fullmatch(document.id):
            number = int(document.id)
        elif data.setdefault("id", document.id) != document.id:
            self._report.lose(document.name, "the id", "the task has data of that name")
        task: dict[str, Any] = {"id": number, "data": data, "annotations": [], "predictions": []}
        begun = {said.accepted_from for said in document.said if said.accepted_from is not None}
        ids: dict[str, int] = {}
        for said in document.said:
            if said.role in ("prediction", "consensus"):
                model = "consensus" if said.role == "consensus" else said.by
                if said.role == "consensus":
                    self._report.change("", "the consensus", "it is a prediction by 'consensus' there")
                made = {"model_version": model, "score": said.score, "result": self._results(document, said)}
                if model in begun:
                    # Annotations name by its number the prediction that they began with.
                    self._predictions += 1
                    ids[model] = self._predictions
                    made = {"id": self._predictions, **made}
                task["predictions"].append(made)
        for said in document.said:
            if said.role in ("annotation", "gold", "skip"):
                annotation = self._annotation(document, said)
                if said.accepted_from in ids:
                    annotation["parent_prediction"] = ids[said.accepted_from]
                elif said.accepted_from is not None:
                    annotation["prediction"] = {"model_version": said.accepted_from}
                task["annotations"].append(annotation)
        return task

    def _annotation(self, document: Document, said: Said) -> dict[str, Any]:
        if said.by.isdecimal() and len(said.by) < 10:
            number = int(said.by)
        else:
            number = self._people.setdefault(said.by, len(self._people) + 1)
            why = "people there have numbers: they are counted in the order in which they appear"
            self._report.change(document.name, "pseudonyms", why)
        if said.reason not in ("", SKIPPED, KNOWN):
            what = "a skip" if said.role == "skip" else "a known answer"
            self._report.lose(document.name, f"the reason of {what}", "an annotation there has none")
        return {
            "completed_by": number,
            "was_cancelled": said.role == "skip",
            "ground_truth": said.role == "gold",
            "result": self._results(document, said),
        }

    def _results(self, document: Document, said: Said) -> list[dict[str, Any]]:
        made: list[dict[str, Any]] = []
        kept = 0
        known: set[str] = set()
        if any(isinstance(record, Relation) for record in said.records):
            spans = (record for record in said.records if isinstance(record, Span))
            known.update(span.id for span in spans if self._value_of(span))
        pictures = document.pictures
        first = document.parts[0]["name"] if document.parts else _column(pictures[0]) if pictures else "text"
        for record in said.records:
            results = self._result(document, record, first, known)
            made += results
            kept += bool(results)
        self._report.keep("annotations", kept)
        return made

    def _result(self, document: Document, record: Record, first: str, known: set[str]) -> list[dict[str, Any]]:
        frame = {"from_name": record.question, "to_name": self._looks_at.get(record.question) or first}
        if isinstance(record, Span):
            return self._region(document, frame, record)
        match record:
            case Box() | Polygon() | Mask():
                return self._drawn(document, frame, record)
            case Choice(labels=(one,)) if one == NOTHING and record.question.endswith(f"/{MARKED}"):
                question = record.question.removesuffix(f"/{MARKED}")
                why = "an annotation there says so by having no region of it"
                self._report.change("", f"that nothing was found for {question!r}", why)
            case Choice():
                return [{**frame, "type": "choices", "value": {"choices": list(record.names)}}]
            case Rating(value=value):
                whole = value.is_integer() and value >= 1
                kind, number = ("rating", int(value)) if whole else ("number", value)
                return [{**frame, "type": kind, "value": {kind: number}}]
            case TextAnswer():
                return [{**frame, "type": "textarea", "value": {"text": [record.text]}}]
            case Relation() if record.head in known and record.tail in known:
                ends = {"from_id": record.head, "to_id": record.tail, "direction": "right"}
                return [{"type": "relation", **ends, "labels": [record.name]}]
            case Relation():
                lose_records(document, [record], self._report, "a region that it joins is not there")
            case Preference(verdict="preferred"):
                return self._pair(document, frame, record)
            case Preference():
                lose_records(document, [record], self._report, "a pair there has a better one, always")
            case Ranking():
                if any(len(group) > 1 for group in record.groups):
                    self._report.change(document.name, f"ties of {record.question!r}", "a ranking there has none")
                rank = [name for group in record.groups for name in group]
                return [{**frame, "type": "ranker", "value": {"ranker": {"rank": rank}}}]
            case _:
                lose_records(document, [record], self._report, "Label Studio has no place for it")
        return []

    def _region(self, document: Document, frame: dict[str, Any], span: Span) -> list[dict[str, Any]]:
        held = self._value_of(span)
        if held is None:
            pieces = len(span.fragments) > 1
            why = (
                "it is in pieces, and a region there is whole"
                if pieces
                else "it covers what is no text of the original"
            )
            lose_records(document, [span], self._report, why)
            return []
        kind, value = held
        frame["id"] = span.id
        frame["to_name"] = self._part_of(span) or frame["to_name"]
        made = [{**frame, "type": kind, "value": {**value, kind: [span.name]}}]
        if not span.attributes:
            return made
        for name, said in span.attributes:
            made.append({**frame, "from_name": name, "type": "textarea", "value": {**value, "text": [said]}})
        return made

    def _drawn(self, document: Document, frame: dict[str, Any], region: Box | Polygon | Mask) -> list[dict[str, Any]]:
        """A region in percent of its picture's sides, then its attributes; of a polygon each part by itself."""
        picture = document.picture(region.part or self._looks_at.get(region.question))
        if picture is None or picture.size is None:
            why = "its places are shares of the picture, whose size is not known"
            lose_records(document, [region], self._report, why if picture else "the item has no picture for it")
            return []
        if region.crowd:
            self._report.lose(document.name, f"that {region.name!r} is a crowd", "a region there is one object")
        width, height = picture.size
        if isinstance(region, Box):
            kind, values = "rectanglelabels", [self._rectangle(document, region, picture.size)]
        elif isinstance(region, Mask):
            kind, values = "brushlabels", self._brushed(document, region, picture.size)
        else:
            kind, values = "polygonlabels", self._rings(document, region, picture.size)
        made: list[dict[str, Any]] = []
        for n, value in enumerate(values, 1):
            about = {
                **frame, "id": region.id if n == 1 else f"{region.id}-{n}", "to_name": _column(picture),
                "original_width": width, "original_height": height, "image_rotation": 0,
            }  # fmt: skip
            made.append({**about, "type": kind, "value": {**value, kind: [region.name]}})
            for name, said in region.attributes:
                made.append({**about, "from_name": name, "type": "choices", "value": {**value, "choices": [said]}})
        return made

    def _rectangle(self, document: Document, box: Box, size: Size) -> dict[str, Any]:
        """A rectangle, turned about its left upper corner."""
        place = Place(box.x0, box.y0, box.x1, box.y1, box.rotation % 360)
        (x, y), (width, height) = corner_of(place), size
        if place.rotation != box.rotation:
            self._report.change(document.name, f"a turn by {box.rotation:g} degrees", f"it is {place.rotation:g} there")
        return {
            "x": 100 * x / width, "y": 100 * y / height, "width": 100 * (box.x1 - box.x0) / width,
            "height": 100 * (box.y1 - box.y0) / height, "rotation": place.rotation,
        }  # fmt: skip

    def _rings(self, document: Document, polygon: Polygon, size: Size) -> list[dict[str, Any]]:
        if len(polygon.parts) > 1:
            why = "a polygon there is one ring: each part is a region of its own"
            self._report.change(document.name, f"{polygon.name!r} of {len(polygon.parts)} parts", why)
        if holes := sum(len(rings) - 1 for rings in polygon.parts):
            self._report.lose(document.name, f"a hole of {polygon.name!r}", "a polygon there is one ring", holes)
        width, height = size
        return [
            {"points": [[100 * x / width, 100 * y / height] for x, y in outer], "closed": True}
            for outer, *_ in polygon.parts
        ]

    def _brushed(self, document: Document, mask: Mask, size: Size) -> list[dict[str, Any]]:
        """The bytes of a mask; none when it is of another picture, or too large."""
        try:
            return [{"format": "rle", "rle": to_brush(rows_of(runs_in(mask, size)), size)}]
        except Invalid as error:
            self._report.lose(document.name, f"the mask of {mask.name!r}", error.what)
            return []

    def _part_of(self, span: Span) -> str | None:
        return span.part or self._looks_at.get(span.question) or self._text

    def _value_of(self, span: Span) -> tuple[str, dict[str, Any]] | None:
        """The type of a region and its place; None when there can be none."""
        original = self._written_as.get(self._part_of(span) or "") if self._written_as else None
        if original is not None:
            value = original.region(tuple(span.fragments))
            kind = "paragraphlabels" if isinstance(original, Dialogue) else "hypertextlabels"
            return None if value is None else (kind, value)
        if len(span.fragments) != 1:
            return None
        ((start, end),) = span.fragments
        return "labels", {"start": start, "end": end, "text": span.text}

    def _pair(self, document: Document, frame: dict[str, Any], pair: Preference) -> list[dict[str, Any]]:
        if pair.margin is not None:
            self._report.lose(document.name, f"the margin of {pair.question!r}", "a pair there has a better one only")
        side = "left" if pair.chosen == pair.options[0] else "right"
        return [{**frame, "to_name": ",".join(pair.options), "type": "pairwise", "value": {"selected": side}}]


def _column(picture: Shown) -> str:
    """What the data of a task call a picture."""
    return picture.part if picture.column is None else picture.column


def _value(part: Mapping[str, Any]) -> Any:
    if part.get("blob"):
        return picture_name(part["blob"], part.get("media"))
    if part["type"] == PartType.CONVERSATION:
        return as_messages(part["data"]["turns"])
    return part["text"] if part.get("text") is not None else part.get("data")
