"""CoNLL files: CoNLL-2003 with its four columns, or a word and its tag (IOB2, IOBES, BILOU)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from goodwork.formats.conll.read import COMMENT
from goodwork.formats.documents import Document, is_nothing_marked, lose_beside, lose_records, marked_text
from goodwork.formats.portions import portions
from goodwork.formats.published import OutFile
from goodwork.formats.report import Report
from goodwork.formats.tokens import Apart, Stretch, apart, divided, spaced, tags_of, words
from goodwork.model.records import Record, Span

_WHY_ONE = "a word has one tag, so the file holds one answer for each item"
_WHY_PLACE = "the file holds words and their tags, and nothing else"


def write_conll(
    documents: Iterable[Document], report: Report, scheme: str = "bio", columns: int = 4
) -> Iterator[OutFile]:
    """``items.conll``: with four columns CoNLL-2003, a document for each item; with two columns words and tags.

    A text is its words, so the white space between them is not kept. Overlapping and discontinuous spans are lost
    and reported; a span that begins or ends within a word divides it. An item that nobody answered is left out: a word
    without an entity is ``O``, and nobody said so.
    """
    yield OutFile("items.conll", _pieces(documents, report, scheme, columns))


def _pieces(documents: Iterable[Document], report: Report, scheme: str, columns: int) -> Iterator[bytes]:
    return portions(_marked_apart(_document(document, report, scheme, columns) for document in documents))


def _marked_apart(written: Iterable[str]) -> Iterator[bytes]:
    """The pieces of a file whose first word may be what a mark of UTF-8 is: it has such a mark then."""
    begun = False
    for piece in written:
        yield ("\ufeff" + piece if not begun and piece.startswith("\ufeff") else piece).encode()
        begun = begun or bool(piece)


def write_germeval(documents: Iterable[Document], report: Report) -> Iterator[OutFile]:
    """``items.tsv`` as GermEval 2014 has it: number, word, tag, and the tag of an entity within the first.

    A sentence for each item; its comment is the line before. Of overlapping spans the longest is in the first layer,
    the longest of the others in the second; what overlaps there too is lost and reported.
    """
    yield OutFile("items.tsv", portions(_sentence(document, report).encode() for document in documents))


def _sentence(document: Document, report: Report) -> str:
    taken = _taken(document, report, frozenset({"tokens", COMMENT}))
    if taken is None:
        return ""
    part, records = taken
    text: str = part["text"]
    sorted_out = _apart(document, part["name"], records, report)
    inner = apart(sorted_out.overlapping)
    lose_records(document, inner.overlapping, report, "it overlaps others in both layers")
    layers = [_labels(document, spans, report) for spans in (sorted_out.kept, inner.kept)]
    found = _words(document, text, [span for spans in layers for span in spans], report)
    shown = [text[start:end] for start, end in found]
    _report_space(document, text, " ".join(shown), report)
    report.keep("items")
    comment = "".join([f"#\t{line}\n" for line in str(document.metadata.get(COMMENT, "")).splitlines()])
    cells = zip(shown, *(tags_of(found, spans, "bio") for spans in layers), strict=True)
    return comment + "".join([f"{n}\t{word}\t{a}\t{b}\n" for n, (word, a, b) in enumerate(cells, 1)]) + "\n"


def _taken(
    document: Document, report: Report, kept: frozenset[str]
) -> tuple[Mapping[str, Any], tuple[Record, ...]] | None:
    """The text and the answer of a document; None when it has none of spans, which is reported."""
    taken = marked_text(document, report, why_one=_WHY_ONE, why_place=_WHY_PLACE)
    if taken is not None:
        lose_beside(document, report, frozenset({taken[0]["name"], *kept}), _WHY_PLACE)
    return taken


def _document(document: Document, report: Report, scheme: str, columns: int) -> str:
    taken = _taken(document, report, frozenset({"tokens", *(("pos", "chunk") if columns == 4 else ())}))
    if taken is None:
        return ""
    part, records = taken
    text: str = part["text"]
    sorted_out = _apart(document, part["name"], records, report)
    lose_records(document, sorted_out.overlapping, report, "it overlaps a longer one, and a word has one tag")
    spans = _labels(document, sorted_out.kept, report)
    found = _words(document, text, spans, report)
    tags = tags_of(found, spans, scheme)
    report.keep("items")
    shown = [text[start:end] for start, end in found]
    between = _between(document, found, columns)
    sentences = _sentences(text, found, tags, whole=columns != 4)
    _report_space(document, text, "\n".join([" ".join(shown[first:last]) for first, last in sentences]), report)
    if isinstance(between, str):
        lines = [f"{word}{between} {tag}" for word, tag in zip(shown, tags, strict=True)]
    else:
        lines = [f"{word}{cells} {tag}" for word, cells, tag in zip(shown, between, tags, strict=True)]
    head = "-DOCSTART- -X- -X- O\n\n" if columns == 4 else ""
    return head + "".join(["\n".join(lines[first:last]) + "\n\n" for first, last in sentences])


def _report_space(document: Document, text: str, written: str, report: Report) -> None:
    if written != text:
        report.change(document.name, "the white space of the text", "the file keeps words, with one space between them")


def _apart(document: Document, part: str, records: Iterable[Record], report: Report) -> Apart:
    """The spans of the text that lie apart, and those that overlap them; what is no span is lost."""
    spans: list[Span] = []
    other: list[Record] = []
    for record in records:
        if isinstance(record, Span) and record.part in (None, part):
            spans.append(record)
        elif not is_nothing_marked(record):
            other.append(record)
    lose_records(document, other, report, _WHY_PLACE)
    sorted_out = apart(spans)
    lose_records(document, sorted_out.discontinuous, report, "it is in pieces, and tags know no gaps")
    return sorted_out


def _labels(document: Document, spans: Iterable[Span], report: Report) -> list[Span]:
    """Spans whose labels are as tags have them."""
    kept: list[Span] = []
    for span in spans:
        if span.attributes:
            names = ", ".join(name for name, _ in span.attributes)
            report.lose(document.name, f"attributes of a span: {names}", "a tag has a label only")
        name = "_".join(span.name.split())
        if name != span.name:
            why = "a tag has no white space in it"
            report.change(document.name, f"the label {span.name!r}, now {name!r}", why)
            span = Span(span.question, span.id, name, name, span.fragments, span.text)
        kept.append(span)
    return kept


def _words(document: Document, text: str, spans: list[Span], report: Report) -> list[Stretch]:
    counted = document.metadata.get("tokens")
    found = None if counted is None else spaced(text)
    if found is None or counted != len(found):
        found = words(text)
    found, cuts = divided(found, (border for span in spans for border in span.fragments[0]))
    if cuts:
        why = "a span begins or ends within it, and a tag is for a whole word"
        report.change(document.name, "a word that was divided", why, len(cuts))
    trimmed = [span for span in spans if span.text != span.text.strip()]
    if trimmed:
        why = "white space is no word"
        report.change(document.name, "white space at an end of a span", why, len(trimmed))
    blank = {span.id for span in trimmed if not span.text.strip()}
    lose_records(document, [s for s in trimmed if s.id in blank], report, "it has no word in it")
    report.keep("annotations", len(spans) - len(blank))
    return found


def _between(document: Document, found: list[Stretch], columns: int) -> list[str] | str:
    """The cells between each word and its tag; one text when they are the same for all words."""
    if columns != 4:
        return ""
    if "pos" not in document.metadata:
        return " -X- O"
    pos, chunk = (str(document.metadata.get(name, "")).split() for name in ("pos", "chunk"))
    pos = pos if len(pos) == len(found) else ["-X-"] * len(found)
    chunk = chunk if len(chunk) == len(found) else ["O"] * len(found)
    return [f" {a} {b}" for a, b in zip(pos, chunk, strict=True)]


def _sentences(text: str, found: list[Stretch], tags: list[str], *, whole: bool) -> list[tuple[int, int]]:
    """Which words make a sentence: a line of the text, but no entity falls apart."""
    if not found:
        return []
    first = 0
    made: list[tuple[int, int]] = []
    if not whole and ("\n" in text or "\r" in text):
        for n in range(1, len(found)):
            between = text[found[n - 1][1] : found[n][0]]
            if ("\n" in between or "\r" in between) and tags[n][:2] not in ("I-", "L-", "E-"):
                made.append((first, n))
                first = n
    made.append((first, len(found)))
    return made
