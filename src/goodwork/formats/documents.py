"""Documents: what writers of annotated texts take, however an item came to be, and what they need to know of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from goodwork.formats.published import picture_name
from goodwork.formats.report import Report
from goodwork.formats.rows import Said, Size
from goodwork.model.items import PartType
from goodwork.model.records import (
    MARKED,
    Box,
    Choice,
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
    says_nothing_found,
)  # fmt: skip

_TEXTS = (PartType.TEXT.value, PartType.CODE.value)


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture that an item shows, by its name: its bytes are elsewhere."""

    part: str
    file: str
    """The name of its file, as the item has it."""
    size: Size | None
    """None: not known."""
    column: str | None = None
    """The metadata that names the file; None: it is stored with the item."""


@dataclass(frozen=True, slots=True)
class Document:
    """An item with everything that is said of it."""

    line: int
    """Its place in the file that it comes from, from 1."""
    id: str | None
    parts: Sequence[Mapping[str, Any]]
    """As items keep them: see model.items.Part."""
    metadata: Mapping[str, Any]
    said: tuple[Said, ...]
    classes: Mapping[str, Sequence[str]] = field(default_factory=dict[str, "Sequence[str]"])
    """Question -> its labels in the order of the file that they come from, where it has one."""
    beside: Sequence[Shown] = ()
    """Pictures that lie beside the file that the item comes from: no parts of it, but named in its metadata."""

    @property
    def name(self) -> str:
        """What reports call it."""
        return self.id if self.id is not None else f"line {self.line}"

    def part(self, name: str) -> Mapping[str, Any] | None:
        """The part of this name."""
        return next((part for part in self.parts if part["name"] == name), None)

    @property
    def text(self) -> Mapping[str, Any] | None:
        """The part that is the text of the document: the first text, else the first code."""
        for kind in _TEXTS:
            for part in self.parts:
                if part["type"] == kind:
                    return part
        return None

    @property
    def pictures(self) -> list[Shown]:
        """The pictures that it shows, in order."""
        stored = [
            Shown(part["name"], picture_name(part["blob"], part.get("media")), _size(part))
            for part in self.parts
            if part.get("blob")
        ]
        return [*stored, *self.beside]

    def picture(self, part: str | None) -> Shown | None:
        """The picture that a part is, or its column; where no name says which, the first; the only one in any case."""
        shown = self.pictures
        if part is None or len(shown) == 1:
            return shown[0] if shown else None
        return next((one for one in shown if part in (one.part, one.column)), None)


def _size(part: Mapping[str, Any]) -> Size | None:
    width, height = part.get("width"), part.get("height")
    return (width, height) if width and height else None


_ORDER = ("gold", "consensus", "annotation", "prediction")
_MANY = {"annotation": "a further annotation", "prediction": "a further prediction", "gold": "a further known answer"}


def answer_of(document: Document, report: Report, *, why: str) -> tuple[Record, ...] | None:
    """The records of the one answer that a format with a place for one takes; what it leaves is reported as lost.

    None: nobody answered. No records: somebody did, and found nothing. Known answers come before the consensus, the
    consensus before people, people before models.
    """
    if len(document.said) == 1 and document.said[0].role != "skip":
        _lose_beside_answer(document.said[0], report)
        return document.said[0].records
    said = sorted((one for one in document.said if one.role in _ORDER), key=lambda one: _ORDER.index(one.role))
    if not said:
        _lose_skips(document, report)
        return None
    chosen = said[0]
    for one in said[1:]:
        what = _MANY.get(one.role, "the consensus") if one.role == chosen.role else _WORD[one.role]
        report.lose(document.name, f"{what} by {one.by}" if one.role != "consensus" else what, why)
    _lose_skips(document, report)
    _lose_beside_answer(chosen, report)
    return chosen.records


_WORD = {
    "gold": "the known answer", "consensus": "the consensus", "annotation": "an annotation",
    "prediction": "a prediction",
}  # fmt: skip


def _lose_beside_answer(said: Said, report: Report) -> None:
    if said.reason:
        report.lose("", "the reason of a known answer", "the format has no word for it")
    if said.accepted_from is not None:
        report.lose("", "which prediction an answer began with", "the format has no word for it")


def _lose_skips(document: Document, report: Report) -> None:
    skips = sum(one.role == "skip" for one in document.said)
    if skips:
        report.lose(document.name, "a skip", "the format has no word for it", skips)


def marked(records: Sequence[Record]) -> bool:
    """Whether an answer says what is marked in a text, or that nothing is: an answer to other questions does not."""
    return not records or any(isinstance(r, Span | Relation) or is_nothing_marked(r) for r in records)


def is_nothing_marked(record: Record) -> bool:
    """Whether a record says that nothing was found in a text, whatever the question is called."""
    if not isinstance(record, Choice) or not record.question.endswith(f"/{MARKED}"):
        return False
    return says_nothing_found(record, record.question.removesuffix(f"/{MARKED}"))


def lose_unanswered(report: Report) -> None:
    """Count an item that nobody answered, which a writer of training files leaves out."""
    report.lose("", "an item without an answer", "a training file has no word for not asked")


def lose_unmarked(report: Report) -> None:
    """Count an item whose answer says nothing of the spans in it, which a writer of spans leaves out."""
    report.lose("", "an item whose answer is not about spans", "a training file has no word for not asked")


def marked_text(
    document: Document, report: Report, *, why_one: str, why_place: str
) -> tuple[Mapping[str, Any], tuple[Record, ...]] | None:
    """The text and the answer of a document for writers of marked texts; None when it has none of spans, reported."""
    part = document.text
    records = answer_of(document, report, why=why_one)
    if part is None or not part["text"].strip():
        report.lose(document.name, "the whole item", "it has no text")
        return None
    if records is None:
        lose_unanswered(report)
        return None
    if not marked(records):
        lose_unmarked(report)
        lose_records(document, records, report, why_place)
        return None
    return part, records


def shown_record(record: Record) -> str:
    """A record in words, for reports."""
    match record:
        case Span():
            start, end = record.fragments[0][0], record.fragments[-1][1]
            return f"span {record.name} {_short(record.text)} ({start}-{end})"
        case Relation():
            return f"relation {record.name} from {record.head} to {record.tail}"
        case Choice():
            return f"label {', '.join(record.names) or 'none'} of {record.question!r}"
        case Rating():
            return f"rating {record.value:g} of {record.question!r}"
        case TextAnswer():
            return f"text {_short(record.text)} of {record.question!r}"
        case Preference():
            return f"preference of {record.question!r}"
        case Ranking():
            return f"ranking of {record.question!r}"
        case Box():
            return f"box {record.name} at {record.x0:g}, {record.y0:g} to {record.x1:g}, {record.y1:g}"
        case Polygon():
            x, y = record.parts[0][0][0]
            return f"polygon {record.name} from {x:g}, {y:g}"
        case Polyline():
            x, y = record.points[0]
            return f"polyline {record.name} from {x:g}, {y:g}"
        case Keypoints():
            return f"keypoints {record.name}, {len(record.points)} points"
        case Mask():
            return f"mask {record.name}"
        case _:
            return f"comment on lines {record.first} to {record.last} of {record.part!r}"


def lose_records(document: Document, records: Iterable[Record], report: Report, why: str) -> None:
    """Report records that a format has no place for."""
    for record in records:
        report.lose(document.name, shown_record(record), why)


def lose_beside(document: Document, report: Report, kept: frozenset[str], why: str, *, has_id: bool = False) -> None:
    """Report the parts, the metadata and the id of a document for which a format has no place.

    ``kept`` are the names of parts and of metadata that it does have a place for. Metadata and ids are lost of all
    items alike, so they are reported of the whole.
    """
    for part in document.parts:
        if part["name"] not in kept:
            report.lose(document.name, f"the part {part['name']!r}", why)
    for name in document.metadata:
        if name not in kept or document.part(name) is not None:
            report.lose("", f"the metadata {name!r}", why)
    if document.id is not None and not has_id:
        report.lose("", "the ids of the items", why)


def _short(text: str) -> str:
    return repr(text if len(text) <= 40 else text[:37] + "...")


_ONE = {
    "annotation": "an annotation",
    "prediction": "a prediction",
    "gold": "a known answer",
    "consensus": "the consensus",
}


def fitting(item: str, parts: Sequence[Mapping[str, Any]], said: Iterable[Said], report: Report) -> tuple[Said, ...]:
    """What is said of an item, but for answers of which a part does not fit it, or could not be read.

    That is a span that does not fit the text, or a relation without its ends. Such an answer is lost whole: the rest
    of it would say something else. What could not be read of one question leaves the answers to the others.
    """
    texts = {str(part["name"]): str(part["text"]) for part in parts if part.get("text") is not None}
    kept: list[Said] = []
    for one in said:
        why = _unfit(texts, one)
        if not why and one.unread:
            whole = _without_unread(item, one, report)
            if whole is not None:
                kept.append(whole)
        elif why:
            report.lose(item, f"{_ONE.get(one.role, one.role)} by {one.by}", why)
        else:
            kept.append(one)
    return tuple(kept)


def _without_unread(item: str, said: Said, report: Report) -> Said | None:
    """What is said, without the answers to which more belongs than could be read; None when nothing is left."""
    records = tuple(r for r in said.records if r.question.partition("/")[0] not in said.unread)
    if len(records) < len(said.records):
        names = ", ".join(sorted(map(repr, said.unread)))
        what = f"the answer to {names} of {_ONE.get(said.role, said.role)} by {said.by}"
        report.lose(item, what, "more belongs to it than could be read")
    return replace(said, records=records) if records else None


def _unfit(texts: Mapping[str, str], said: Said) -> str:
    """The first thing in an answer that does not fit, and why."""
    first = next(iter(texts.values()), "")
    known: set[str] = set()
    joins = False
    for record in said.records:
        if isinstance(record, Span):
            why = _misfit(record, first if record.part is None else texts.get(record.part, ""))
            if why:
                return f"{shown_record(record)}: {why}"
            known.add(record.id)
        elif isinstance(record, Relation):
            joins = True
    for record in said.records if joins else ():
        if isinstance(record, Relation) and not (record.head in known and record.tail in known):
            return f"{shown_record(record)}: it joins a span that is not there"
    return ""


def _misfit(span: Span, text: str) -> str:
    fragments = span.fragments
    if len(fragments) == 1:
        start, end = fragments[0]
        covered = text[start:end]
        # A stretch that reaches beyond the text is shorter than it says.
        if covered == span.text and end - start == len(covered):
            return ""
    else:
        covered = " ".join([text[start:end] for start, end in fragments])
    if any(end > len(text) for _, end in fragments):
        return f"its place is not in the text of {len(text):,} characters"
    return "" if not span.text or covered == span.text else f"the text has {covered[:60]!r} there"
