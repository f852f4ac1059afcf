"""Neutral records, and what is said with them, as JSON: the form in which our own files keep them."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal, cast

from goodwork.errors import Invalid
from goodwork.formats.masks import plain_text
from goodwork.formats.rows import Said
from goodwork.model.json import is_list, is_object
from goodwork.model.records import (
    Attributes,
    Box,
    Choice,
    Comment,
    Keypoints,
    Mask,
    Polygon,
    Polyline,
    Preference,
    Ranking,
    Rating,
    Record,
    Relation,
    Span,
    TextAnswer,
)  # fmt: skip


def record_as_json(record: Record) -> dict[str, Any]:
    """A record as an object whose ``type`` says which it is; what is as it mostly is, is left out.

    >>> record_as_json(Choice("mood", ("good",), ("good",)))
    {'type': 'choice', 'question': 'mood', 'labels': ['good']}
    """
    if isinstance(record, Span):
        return _span(record)
    match record:
        case Choice():
            said: dict[str, Any] = {"type": "choice", "question": record.question, "labels": list(record.labels)}
            if record.names != record.labels:
                said["names"] = list(record.names)
            if record.multiple:
                said["multiple"] = True
        case Rating():
            said = {"type": "rating", "question": record.question, "value": record.value}
            if record.low is not None or record.high is not None:
                said |= {"low": record.low, "high": record.high}
        case TextAnswer():
            said = {"type": "text", "question": record.question, "text": record.text}
        case Relation():
            said = {
                "type": "relation", "question": record.question, "label": record.label, "head": record.head,
                "tail": record.tail,
            }  # fmt: skip
            if record.name != record.label:
                said["name"] = record.name
        case Box():
            said = _box(record)
        case Polygon():
            parts = [[[list(corner) for corner in ring] for ring in rings] for rings in record.parts]
            said = _drawn("polygon", record, {"parts": parts})
        case Keypoints():
            said = _drawn("keypoints", record, {"points": [list(point) for point in record.points]})
        case Mask():
            said = _drawn("mask", record, {"size": list(record.size), "counts": record.counts})
        case Polyline():
            said = _drawn("polyline", record, {"points": [list(point) for point in record.points]})
        case Preference():
            said = {
                "type": "preference", "question": record.question, "options": list(record.options),
                "chosen": record.chosen, "verdict": record.verdict, "margin": record.margin,
                "shown": list(record.shown),
            }  # fmt: skip
        case Ranking():
            groups = [list(group) for group in record.groups]
            said = {"type": "ranking", "question": record.question, "groups": groups, "shown": list(record.shown)}
        case Comment():
            said = {
                "type": "comment", "question": record.question, "part": record.part, "first": record.first,
                "last": record.last, "text": record.text,
            }  # fmt: skip
    return said


def _span(span: Span) -> dict[str, Any]:
    said: dict[str, Any] = {"type": "span", "question": span.question, "id": span.id, "label": span.label}
    if span.name != span.label:
        said["name"] = span.name
    if len(span.fragments) == 1:
        said["start"], said["end"] = span.fragments[0]
    else:
        said["fragments"] = [list(fragment) for fragment in span.fragments]
    said["text"] = span.text
    if span.part is not None:
        said["part"] = span.part
    if span.attributes:
        said["attributes"] = dict(span.attributes)
    return said


def _box(box: Box) -> dict[str, Any]:
    said: dict[str, Any] = {
        "type": "box", "question": box.question, "id": box.id, "label": box.label,
        "box": [box.x0, box.y0, box.x1, box.y1],
    }  # fmt: skip
    if box.name != box.label:
        said["name"] = box.name
    if box.rotation:
        said["rotation"] = box.rotation
    if box.crowd:
        said["crowd"] = True
    if box.attributes:
        said["attributes"] = dict(box.attributes)
    if box.part is not None:
        said["part"] = box.part
    return said


def _drawn(sort: str, drawn: Polygon | Keypoints | Mask | Polyline, shape: dict[str, Any]) -> dict[str, Any]:
    said = {"type": sort, "question": drawn.question, "id": drawn.id, "label": drawn.label, **shape}
    if drawn.name != drawn.label:
        said["name"] = drawn.name
    if isinstance(drawn, Polygon | Mask) and drawn.crowd:
        said["crowd"] = True
    if drawn.attributes:
        said["attributes"] = dict(drawn.attributes)
    if drawn.part is not None:
        said["part"] = drawn.part
    return said


def record_from_json(value: Any) -> Record:
    """The record that ``record_as_json`` wrote; Invalid says what is wrong with it."""
    if not is_object(value):
        raise Invalid("a record is not an object")
    said = value
    kind = said.get("type")
    try:
        return _READ[kind if type(kind) is str else str(kind)](said)
    except KeyError as error:
        known = isinstance(kind, str) and kind in _READ
        what = f"has no {error}" if known else f"has the type {str(kind)[:40]!r}, which is none"
        raise Invalid(f"a record {what}") from None
    except (TypeError, ValueError) as error:
        raise Invalid(f"a record of the type {kind!r} is not as it should be: {str(error)[:100]}") from None


def said_as_json(said: Said) -> dict[str, Any]:
    """What is said of an item as an object: ``role``, ``by``, ``records`` and what else there is."""
    written: dict[str, Any] = {
        "role": said.role,
        "by": said.by,
        "records": [record_as_json(record) for record in said.records],
    }
    if said.score is not None:
        written["score"] = said.score
    if said.reason:
        written["reason"] = said.reason
    if said.accepted_from is not None:
        written["accepted_from"] = said.accepted_from
    return written


_ROLES = frozenset({"annotation", "prediction", "gold", "skip", "consensus"})


def said_from_json(value: Any) -> Said:
    """What ``said_as_json`` wrote; Invalid says what is wrong with it."""
    if not is_object(value) or _role(value) is None:
        raise Invalid(f"an annotation has no role; it is one of {', '.join(sorted(_ROLES))}")
    given = value
    records = given.get("records", [])
    if not is_list(records):
        raise Invalid("the records of an annotation are not a list")
    score, accepted = given.get("score"), given.get("accepted_from")
    return Said(
        given["role"],
        str(given.get("by") or "unknown"),
        tuple([record_from_json(record) for record in records]),
        score=float(score) if isinstance(score, int | float) else None,
        reason=str(given.get("reason") or ""),
        accepted_from=None if accepted is None else str(accepted),
    )


def _role(value: Mapping[str, Any]) -> str | None:
    role = value.get("role")
    return role if isinstance(role, str) and role in _ROLES else None


def looks_said(value: Any) -> bool:
    """Whether a value is a list of what ``said_as_json`` writes."""
    if not is_list(value) or not value:
        return False
    return all(is_object(v) and _role(v) is not None and "records" in v for v in value)


def _texts(value: Any) -> tuple[str, ...]:
    if not is_list(value) or not all(isinstance(v, str) for v in value):
        raise TypeError("a list of texts is wanted")
    return tuple(cast("list[str]", value))


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("a text is wanted")
    return value


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError("a number is wanted")
    return float(value)


def _maybe(value: Any) -> float | None:
    return None if value is None else _number(value)


def _choice(said: Mapping[str, Any]) -> Choice:
    labels = _texts(said["labels"])
    names = _texts(said.get("names", said["labels"]))
    if len(labels) != len(names):
        raise ValueError("it has not one name for each label")
    return Choice(_text(said["question"]), labels, names, bool(said.get("multiple", False)))


def _read_span(said: Mapping[str, Any]) -> Span:
    if "fragments" in said:
        places = tuple([_stretch(start, end) for start, end in cast("Sequence[Sequence[Any]]", said["fragments"])])
    else:
        places = (_stretch(said["start"], said["end"]),)
    question, identity, label, text = said["question"], said["id"], said["label"], said["text"]
    name, part, attributes = said.get("name", label), said.get("part"), said.get("attributes")
    # One look at all of them: there are millions of spans.
    if not (type(question) is type(identity) is type(label) is type(name) is type(text) is str):
        raise TypeError("a text is wanted")
    pairs = tuple(sorted((str(k), str(v)) for k, v in attributes.items())) if attributes else ()
    return Span(question, identity, label, name, places, text, None if part is None else _text(part), pairs)


def _stretch(start: Any, end: Any) -> tuple[int, int]:
    if type(start) is not int or type(end) is not int or not 0 <= start < end:
        raise ValueError(f"{start!r} to {end!r} is no stretch of a text")
    return start, end


def _read_box(said: Mapping[str, Any]) -> Box:
    place, label, part, attributes = said["box"], _text(said["label"]), said.get("part"), said.get("attributes")
    if not is_list(place) or len(place) != 4:
        raise TypeError("four numbers are wanted")
    x0, y0, x1, y1 = (_number(value) for value in place)
    turned = _number(said.get("rotation", 0.0))
    if not (math.isfinite(turned) and math.isfinite(x0 + y0 + x1 + y1) and x0 < x1 and y0 < y1):
        raise ValueError(f"{place!r} is no box: x0 is to be below x1, and y0 below y1")
    pairs = tuple(sorted((str(k), str(v)) for k, v in attributes.items())) if is_object(attributes) else ()
    return Box(
        _text(said["question"]), _text(said["id"]), label, _text(said.get("name", label)), x0, y0, x1, y1,
        turned, bool(said.get("crowd", False)), pairs, None if part is None else _text(part),
    )  # fmt: skip


def _read_polygon(said: Mapping[str, Any]) -> Polygon:
    parts = tuple(tuple(tuple(map(_corner, _list(ring))) for ring in _list(rings)) for rings in _list(said["parts"]))
    if not parts or not all(rings and all(len(ring) >= 3 for ring in rings) for rings in parts):
        raise ValueError("it is no outline: a ring has three points or more")
    question, identity, label, name, pairs, part = _read_drawn(said)
    return Polygon(question, identity, label, name, parts, bool(said.get("crowd", False)), pairs, part)


def _read_keypoints(said: Mapping[str, Any]) -> Keypoints:
    points = tuple(map(_point, _list(said["points"])))
    if not points:
        raise ValueError("it has no point")
    question, identity, label, name, pairs, part = _read_drawn(said)
    return Keypoints(question, identity, label, name, points, pairs, part)


def _read_mask(said: Mapping[str, Any]) -> Mask:
    sides, counts = _list(said["size"]), _text(said["counts"])
    if len(sides) != 2 or not all(type(side) is int and side > 0 for side in sides):
        raise ValueError("its size is not the height and the width of a picture")
    question, identity, label, name, pairs, part = _read_drawn(said)
    plain = plain_text(counts, sides[0], sides[1])
    return Mask(
        question, identity, label, name, (sides[0], sides[1]), plain, bool(said.get("crowd", False)), pairs, part
    )


def _read_polyline(said: Mapping[str, Any]) -> Polyline:
    points = tuple(map(_corner, _list(said["points"])))
    if len(points) < 2:
        raise ValueError("it is no line: it has two points or more")
    question, identity, label, name, pairs, part = _read_drawn(said)
    return Polyline(question, identity, label, name, points, pairs, part)


def _point(value: Any) -> tuple[str, float, float, Literal[1, 2]]:
    if len(_list(value)) != 4:
        raise TypeError("a name and three numbers are wanted")
    name, x, y, seen = value
    if seen not in (1, 2):
        raise ValueError(f"{seen!r} is neither 1, hidden, nor 2, visible")
    return _text(name), *_corner([x, y]), 2 if seen == 2 else 1


def _read_drawn(said: Mapping[str, Any]) -> tuple[str, str, str, str, Attributes, str | None]:
    label, part, attributes = _text(said["label"]), said.get("part"), said.get("attributes")
    pairs = tuple(sorted((str(k), str(v)) for k, v in attributes.items())) if is_object(attributes) else ()
    name = _text(said.get("name", label))
    return _text(said["question"]), _text(said["id"]), label, name, pairs, None if part is None else _text(part)


def _list(value: Any) -> Sequence[Any]:
    if not is_list(value):
        raise TypeError("a list is wanted")
    return value


def _corner(value: Any) -> tuple[float, float]:
    if len(_list(value)) != 2:
        raise TypeError("two numbers are wanted")
    x, y = map(_number, value)
    if not math.isfinite(x + y):
        raise ValueError(f"{value!r} is no point")
    return x, y


def _preference(said: Mapping[str, Any]) -> Preference:
    options = _texts(said["options"])
    verdict, chosen = said["verdict"], said.get("chosen")
    if len(options) != 2 or verdict not in ("preferred", "tie", "neither"):
        raise ValueError("a preference has two options and a verdict")
    if (verdict == "preferred") != (chosen in options):
        raise ValueError("what is chosen is not one of the options")
    shown = _texts(said.get("shown", []))
    return Preference(
        _text(said["question"]), (options[0], options[1]), chosen, verdict, _maybe(said.get("margin")), shown
    )


_READ: Mapping[str, Callable[[Mapping[str, Any]], Record]] = {
    "choice": _choice,
    "rating": lambda said: Rating(
        _text(said["question"]), _number(said["value"]), _maybe(said.get("low")), _maybe(said.get("high"))
    ),
    "text": lambda said: TextAnswer(_text(said["question"]), _text(said["text"])),
    "span": _read_span,
    "box": _read_box,
    "polygon": _read_polygon,
    "keypoints": _read_keypoints,
    "mask": _read_mask,
    "polyline": _read_polyline,
    "relation": lambda said: Relation(
        _text(said["question"]),
        _text(said["label"]),
        _text(said.get("name", said["label"])),
        _text(said["head"]),
        _text(said["tail"]),
    ),
    "preference": _preference,
    "ranking": lambda said: Ranking(
        _text(said["question"]), tuple(_texts(group) for group in said["groups"]), _texts(said.get("shown", []))
    ),
    "comment": lambda said: Comment(
        _text(said["question"]), _text(said["part"]), int(said["first"]), int(said["last"]), _text(said["text"])
    ),
}
