"""Model outputs with what was said of them: each becomes a part, and what was said is an annotation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from goodwork.formats.comparisons.arena import read_match
from goodwork.formats.comparisons.lists import read_list
from goodwork.formats.comparisons.named import as_match, is_named_pair
from goodwork.formats.comparisons.recognise import ATTRIBUTES, outputs_in
from goodwork.formats.outputs import context_columns, shown_parts
from goodwork.formats.packed import row_excerpt, rows_of
from goodwork.formats.report import Report
from goodwork.formats.rows import Broken, Dialect, Entry, Row, Said, Source
from goodwork.model.records import Rating, Record


def read_comparisons(file: BinaryIO, dialect: Dialect = Dialect()) -> Source:
    """A row per line of a file of JSON lines, Parquet or delimited text; what a row is, its columns say.

    Outputs become the parts ``response_a``, ``response_b``, ... Scores, ratings, ranks, winners and the names of
    models are never shown: they are annotations by the judge that the file names, and metadata. They are no
    predictions, even where a model judged, because people see predictions while they judge.
    """
    report = Report()

    def entries(skip: int, report: Report) -> Iterator[Entry]:
        for entry in rows_of(file, skip, report, dialect):
            yield entry if isinstance(entry, Broken) else _row(entry, report)

    hint = shown_parts(entries(0, Report()))
    return Source(lambda skip: entries(skip, report), report=report, hint=hint, states_all=True)


def _row(row: Row, report: Report) -> Row | Broken:
    values = row.values
    name = outputs_in(values)
    if name is not None:
        made = read_list(row, name, report)
    elif is_named_pair(values):
        made = read_match(row._replace(values=as_match(values)), report)
    elif "conversation_a" in values or "response_a" in values:
        made = read_match(row, report)
    elif "response" in values and any(attribute in values for attribute in ATTRIBUTES):
        made = _rated(row)
    else:
        made = "it has neither a list of outputs, nor two of them and a winner, nor one with its ratings"
    return Broken(row.line, made, row_excerpt(values)) if isinstance(made, str) else made


def _rated(row: Row) -> Row | str:
    """HelpSteer's: a prompt and one response, with five ratings from 0 to 4."""
    values = row.values
    records: list[Record] = []
    for attribute in ATTRIBUTES:
        value = values.get(attribute)
        if value is None:
            continue
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 4:
            return f"its {attribute} is no number from 0 to 4"
        records.append(Rating(f"attributes/{attribute}", float(value), 0.0, 4.0))
    shown = {**context_columns(values), **{k: values[k] for k in ("prompt", "response") if values.get(k)}}
    rest = {k: v for k, v in values.items() if k not in shown and k not in ATTRIBUTES}
    said = (Said("annotation", "helpsteer", tuple(records)),) if records else ()
    return Row(row.line, {**shown, **rest}, said)
