"""What a row of doccano's says: spans, relations, categories, texts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from goodwork.errors import Invalid
from goodwork.formats.rows import ENTITIES
from goodwork.model.json import is_list, is_object
from goodwork.model.records import Choice, Record, Relation, Span, TextAnswer, nothing_found

LABEL = "label"
"""What categories and texts of the whole answer."""
LABELS = ("label", "labels")
_LONG = 60
"""Characters beyond which a text is no category."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the people of a file were asked, as far as its beginning shows it."""

    marks: bool
    """Whether ``label`` holds spans."""
    writes: bool
    """Whether ``label`` holds texts that people wrote."""
    chooses: bool


def asked_in(rows: Iterable[Mapping[str, Any]]) -> Asked:
    """What the first rows of a file show. Texts are longer than categories and hardly ever come twice."""
    texts: list[str] = []
    marks = False
    for row in rows:
        for name in LABELS:
            value = row.get(name)
            for one in value if is_list(value) else [value]:
                marks = marks or is_list(one)
                if isinstance(one, str):
                    texts.append(one)
    long = sum(len(text) > _LONG or "\n" in text for text in texts)
    spaced = sum(text.strip().count(" ") >= 2 for text in texts)
    all_apart = len(set(texts)) == len(texts) >= 3
    writes = 2 * long > len(texts) or (all_apart and 2 * spaced > len(texts))
    return Asked(marks, writes and not marks, bool(texts) and not writes)


def records_of(row: Mapping[str, Any], text: str, asked: Asked) -> list[Record] | None:
    """What is said in ``entities``, ``relations``, ``cats`` and ``label``; None when nobody was asked.

    No record at all is nothing found, whatever was asked. Invalid when it can't be understood whole.
    """
    records: list[Record] = []
    said = False
    if is_list(row.get("entities")):
        said = True
        records += marked(row["entities"], row.get("relations"), text)
    if is_list(row.get("cats")):
        said = True
        records.append(category(row["cats"]))
    for name in LABELS:
        value = row.get(name)
        if value is None:
            continue
        value = value if is_list(value) else [value]
        if asked.writes and not value:
            continue
        said = True
        records += _labels(value, text, asked)
    return records if said else None


def _labels(values: list[Any], text: str, asked: Asked) -> list[Record]:
    if not values:
        return [nothing_found(ENTITIES)] if asked.marks else [category([])] if asked.chooses else []
    if any(is_list(one) or is_object(one) for one in values):
        return marked(values, None, text)
    if not all(isinstance(one, str | int) for one in values):
        raise Invalid(f"its label {str(values)[:60]} is neither a span nor a name")
    if asked.writes:
        return [TextAnswer(LABEL, str(one)) for one in values]
    return [category(values)]


def category(values: list[Any]) -> Choice:
    """Categories of the whole; they are names or numbers."""
    if not all(isinstance(one, str | int) for one in values):
        raise Invalid(f"its categories {str(values)[:60]} are no names")
    labels = tuple(dict.fromkeys(str(one) for one in values))
    return Choice(LABEL, labels, labels, multiple=len(labels) != 1)


def marked(entities: list[Any], relations: Any, text: str) -> list[Record]:
    """The spans and the relations between them; a record of its own says that there are none."""
    found: dict[str, Span] = {}
    for n, one in enumerate(entities, 1):
        start, end, label, identity = _entity(one)
        if type(start) is not int or type(end) is not int or not isinstance(label, str | int):
            raise Invalid(f"its span {str(one)[:60]} has no start, end and label")
        if not 0 <= start < end <= len(text):
            raise Invalid(f"its span {str(label)[:40]} ({start}-{end}) is not in the text of {len(text):,} characters")
        key = str(n if identity is None else identity)
        if key in found:
            raise Invalid(f"two of its spans have the id {key[:40]}")
        found[key] = Span(ENTITIES, f"T{n}", str(label), str(label), ((start, end),), text[start:end])
    arcs: list[Record] = []
    for one in relations if is_list(relations) else []:
        arc = one if is_object(one) else {}
        head, tail = found.get(str(arc.get("from_id"))), found.get(str(arc.get("to_id")))
        name = arc.get("type", arc.get("label"))
        if head is None or tail is None or not isinstance(name, str | int):
            raise Invalid(f"its relation {str(name)[:40]} joins a span that is not there")
        arcs.append(Relation(ENTITIES, str(name), str(name), head.id, tail.id))
    return [*found.values(), *arcs] or [nothing_found(ENTITIES)]


def _entity(one: Any) -> tuple[Any, Any, Any, Any]:
    if is_object(one):
        return one.get("start_offset"), one.get("end_offset"), one.get("label"), one.get("id")
    if is_list(one) and len(one) == 3:
        return one[0], one[1], one[2], None
    return None, None, None, None
