"""brat's standoff: a .txt and an .ann for each item, and the annotation.conf that they need."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from goodwork.formats.brat.read import NOTE
from goodwork.formats.documents import Document, is_nothing_marked, lose_beside, lose_records, marked_text
from goodwork.formats.published import OutFile
from goodwork.formats.report import Report
from goodwork.model.records import Choice, Record, Relation, Span

_WHY_ONE = "an .ann file holds one answer"
_WHY_PLACE = "brat has no place for it"
_TAKEN = re.compile(r"(\.txt|\.ann|\.conf|^__MACOSX)$", re.IGNORECASE)
_LONGEST = 100
"""Bytes of a name of a file or folder: systems take 255, and a number may come behind it."""
_WHY_LABEL = "brat marks stretches of a text; a label of the whole has no place"


def write_brat(documents: Iterable[Document], report: Report) -> Iterator[OutFile]:
    """``NAME.txt`` and ``NAME.ann`` for each item, then ``annotation.conf`` and ``visual.conf``.

    Spans become entities (in pieces too), relations relations, attributes attributes, and the attribute
    ``AnnotatorNotes`` a note. Chosen labels have no place in the text and are lost. An empty ``.ann`` says that nothing
    was found; an item that nobody answered is left out.
    """
    writer = _Writer(report)
    for document in documents:
        yield from writer.document(document)
    yield OutFile("annotation.conf", iter([writer.configuration().encode()]))
    yield OutFile("visual.conf", iter([writer.looks().encode()]))


class _Writer:
    def __init__(self, report: Report) -> None:
        self._report = report
        self._names: set[str] = set()
        self._entities = _Names()
        self._relations = _Names()
        self._attributes = _Names()
        self._values: dict[str, _Names] = {}

    def document(self, document: Document) -> Iterator[OutFile]:
        taken = marked_text(document, self._report, why_one=_WHY_ONE, why_place=_WHY_LABEL)
        if taken is None:
            return
        part, records = taken
        name = self._name(document)
        lose_beside(document, self._report, frozenset({part["name"]}), _WHY_PLACE, has_id=True)
        lines = self._lines(document, part["name"], part["text"], records)
        self._report.keep("items")
        yield OutFile(f"{name}.txt", iter([part["text"].encode()]))
        yield OutFile(f"{name}.ann", iter(["".join([f"{line}\n" for line in lines]).encode()]))

    def _name(self, document: Document) -> str:
        wanted = document.id if document.id is not None else f"item-{document.line:06}"
        *folders, last = wanted.split("/")
        # A folder is called neither like a file beside it nor like those that no reader looks at.
        made = plain = "/".join([*(_TAKEN.sub(r"\1_", _plain(folder)) for folder in folders), _plain(last)])
        n = 1
        while made.casefold() in self._names:
            n += 1
            made = f"{plain}-{n}"
        self._names.add(made.casefold())
        if document.id is None:
            self._report.change("", "an item without an id", "its files have a name")
        elif made != document.id:
            self._report.change(document.name, f"the id, now {made!r}", "it is the name of a file")
        return made

    def _lines(self, document: Document, part: str, text: str, records: Iterable[Record]) -> list[str]:
        given = list(records)
        spans = [r for r in given if isinstance(r, Span) and r.part in (None, part)]
        ids = {span.id: f"T{n}" for n, span in enumerate(spans, 1)}
        lines: list[str] = []
        notes: list[str] = []
        count = {"A": 0, "R": 0, "#": 0}
        for span in spans:
            lines.append(self._entity(document, ids[span.id], span, text))
            for key, value in span.attributes:
                notes += self._attribute(document, ids[span.id], key, value, count)
        for record in given:
            if isinstance(record, Relation) and record.head in ids and record.tail in ids:
                count["R"] += 1
                kind = self._type(document, record.name, self._relations)
                notes.append(f"R{count['R']}\t{kind} Arg1:{ids[record.head]} Arg2:{ids[record.tail]}")
            elif not is_nothing_marked(record) and (not isinstance(record, Span) or record.id not in ids):
                why = _WHY_LABEL if isinstance(record, Choice) else _WHY_PLACE
                lose_records(document, [record], self._report, why)
        self._report.keep("annotations", len(spans) + count["R"])
        return lines + notes

    def _entity(self, document: Document, identity: str, span: Span, text: str) -> str:
        fragments = [piece for start, end in span.fragments for piece in _within_lines(text, start, end)]
        if len(fragments) != len(span.fragments):
            why = "an entity of brat has no line break in it, so it is in pieces"
            self._report.change(
                document.name, f"span {span.name} ({span.fragments[0][0]}-{span.fragments[-1][1]})", why
            )
        places = ";".join([f"{start} {end}" for start, end in fragments])
        quote = " ".join([text[start:end] for start, end in fragments])
        return f"{identity}\t{self._type(document, span.name, self._entities)} {places}\t{quote}"

    def _attribute(self, document: Document, target: str, key: str, value: str, count: dict[str, int]) -> list[str]:
        if key == NOTE:
            count["#"] += 1
            words = re.sub(r"[\r\n\t]+", " ", value)
            return [f"#{count['#']}\t{NOTE} {target}\t{words}"]
        count["A"] += 1
        kind = self._attributes.of(key)
        values = self._values.setdefault(kind, _Names())
        if value == "true":
            return [f"A{count['A']}\t{kind} {target}"]
        plain = values.of(value)
        if plain != value or kind != key:
            why = "names and values of attributes there have letters, digits, - and _"
            self._report.change(document.name, f"the attribute {key}={value[:40]!r}, now {kind}={plain[:40]!r}", why)
        return [f"A{count['A']}\t{kind} {target} {plain}"]

    def _type(self, document: Document, name: str, known: _Names) -> str:
        made = known.of(name)
        if made != name:
            why = "names of types there have letters, digits, - and _; visual.conf shows the label"
            self._report.change(document.name, f"the label {name!r}, now {made!r}", why)
        return made

    def configuration(self) -> str:
        """``annotation.conf``: the types that brat is to know."""
        attributes: list[str] = []
        for kind in self._attributes.made.values():
            values = "|".join(self._values[kind].made.values())
            attributes.append(f"{kind}\tArg:<ENTITY>" + (f", Value:{values}" if values else ""))
        return _sections(
            entities=list(self._entities.made.values()),
            relations=[f"{kind}\tArg1:<ENTITY>, Arg2:<ENTITY>" for kind in self._relations.made.values()],
            events=[],
            attributes=attributes,
        )

    def looks(self) -> str:
        """``visual.conf``: the labels as people know them."""
        names = {**self._entities.made, **self._relations.made}
        return _sections(labels=[f"{kind} | {name}" for name, kind in names.items() if name != kind], drawing=[])


def _sections(**sections: list[str]) -> str:
    return "\n".join(f"[{name}]\n" + "".join(f"{line}\n" for line in lines) for name, lines in sections.items())


def _within_lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The pieces of a stretch between its line breaks."""
    quote = text[start:end]
    if "\n" not in quote and "\r" not in quote:
        return [(start, end)]
    found = re.finditer(r"[^\r\n]+", quote)
    return [(start + piece.start(), start + piece.end()) for piece in found] or [(start, end)]


def _plain(piece: str) -> str:
    """A piece of an id as a file may be called: letters, digits, dots, - and _, at most 100 bytes, no dot around it.

    >>> _plain("a b"), _plain(".."), len(_plain("é" * 300))
    ('a_b', '_', 50)
    """
    kept = re.sub(r"[^\w.-]", "_", piece).encode()[:_LONGEST].decode(errors="ignore")
    return kept.strip(".") or "_"


class _Names:
    """Names as brat takes them (letters and digits of ASCII, - and _), each for one name of ours."""

    def __init__(self) -> None:
        self.made: dict[str, str] = {}
        self._taken: set[str] = set()

    def of(self, name: str) -> str:
        known = self.made.get(name)
        if known is None:
            plain = re.sub(r"[^A-Za-z0-9_-]+", "_", name)
            plain = plain if plain.strip("_-") else "label"
            known, n = plain, 1
            while known in self._taken:
                n += 1
                known = f"{plain}-{n}"
            self.made[name] = known
            self._taken.add(known)
        return known
