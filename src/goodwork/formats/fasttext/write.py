"""fastText's lines: labels that begin with __label__, then the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from goodwork.formats.documents import Document, answer_of, lose_beside, lose_records, lose_unanswered
from goodwork.formats.fasttext.read import MARK
from goodwork.formats.portions import portions
from goodwork.formats.published import OutFile
from goodwork.formats.report import Report
from goodwork.model.records import Choice, Rating, Record


def write_fasttext(documents: Iterable[Document], report: Report) -> Iterator[OutFile]:
    """``items.txt``: a line per item that somebody answered.

    A text of several lines becomes one; spaces in labels become underscores.
    """
    yield OutFile("items.txt", portions(_line(document, report).encode() for document in documents))


def _line(document: Document, report: Report) -> str:
    records = answer_of(document, report, why="a line holds one answer")
    part = document.text
    if part is None or not part["text"].strip():
        report.lose(document.name, "the whole item", "it has no text")
        return ""
    if records is None:
        lose_unanswered(report)
        return ""
    lose_beside(document, report, frozenset({part["name"]}), "a line holds labels and a text, and nothing else")
    labels: list[str] = []
    lost: list[Record] = []
    questions = {record.question for record in records if isinstance(record, Choice | Rating)}
    for record in records:
        match record:
            case Choice(names=names):
                labels += [_label(document, record.question, name, len(questions) > 1, report) for name in names]
            case Rating(value=value):
                labels.append(_label(document, record.question, f"{value:g}", len(questions) > 1, report))
            case _:
                lost.append(record)
                continue
        report.keep("annotations")
    lose_records(document, lost, report, "a line holds labels of the whole text only")
    if not labels:
        report.lose("", "an item whose answer is no label", "fastText learns nothing from a line without one")
        return ""
    text = re.sub(r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+", " ", part["text"])
    if text != part["text"]:
        report.change(document.name, "the line breaks of the text, now spaces", "an item is one line")
    if MARK in text:
        text = text.replace(MARK, "__label_")
        report.change(document.name, "the word __label__ in the text", "it would be read as a label")
    report.keep("items")
    return " ".join([*(MARK + label for label in labels), text]) + "\n"


def _label(document: Document, question: str, name: str, several: bool, report: Report) -> str:
    made = re.sub(r"\s+", "_", name.strip())
    if made != name:
        report.change(document.name, f"the label {name!r}, now {made!r}", "a label there has no white space in it")
    if several:
        report.change(
            document.name, f"labels of {question!r}, which begin with its name", "a line has one list of labels"
        )
        return f"{question}={made}"
    return made
