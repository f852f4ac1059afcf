"""Preference sets as TRL trains on them: pairs, judged completions, judged steps, prompts; texts or messages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from goodwork.formats.outputs import shown_parts
from goodwork.formats.packed import row_excerpt, rows_of
from goodwork.formats.report import Report
from goodwork.formats.rows import Broken, Dialect, Entry, Row, Source
from goodwork.formats.trl.pairs import read_pair
from goodwork.formats.trl.recognise import OTHER_NAMES
from goodwork.formats.trl.singles import read_judged, read_plain, read_steps

_PAIRS = frozenset({"chosen", "rejected", "preferred_output", *(chosen for chosen, _ in OTHER_NAMES)})


def read_trl(file: BinaryIO, dialect: Dialect = Dialect()) -> Source:
    """A row per line of a file of JSON lines, Parquet or delimited text; what a row is, its columns say.

    ``chosen`` and ``rejected`` are a pair, ``completion`` and ``label`` one judged output, ``completions`` and
    ``labels`` the steps of one, each judged. Only what was judged and what it answers is shown: labels, scores and
    messages that repeat the chosen output never are. What a row needs to be written again as it was is kept in the
    field ``trl`` of its metadata.
    """
    report = Report()

    def entries(skip: int, report: Report) -> Iterator[Entry]:
        for entry in rows_of(file, skip, report, dialect):
            yield entry if isinstance(entry, Broken) else _row(entry, report)

    hint = shown_parts(entries(0, Report()))
    return Source(lambda skip: entries(skip, report), report=report, hint=hint, states_all=True)


def _row(row: Row, report: Report) -> Row | Broken:
    values = row.values
    if not _PAIRS.isdisjoint(values):
        made = read_pair(row, report)
    elif "completions" in values:
        made = read_steps(row, report)
    elif "completion" in values:
        made = read_judged(row, report) if "label" in values else read_plain(row)
    elif "prompt" in values:
        made = read_plain(row)
    else:
        made = "it has neither chosen and rejected, nor a completion, nor a prompt"
    return Broken(row.line, made, row_excerpt(values)) if isinstance(made, str) else made
