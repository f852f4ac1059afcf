"""Delimited text with our own columns, or with anybody's."""

from __future__ import annotations

from typing import BinaryIO

from goodwork.formats.delimited import read_csv
from goodwork.formats.own import with_own
from goodwork.formats.people_rows import with_people
from goodwork.formats.rows import Dialect, Source
from goodwork.formats.span_rows import with_span_rows
from goodwork.formats.token_rows import with_words
from goodwork.formats.turk import without_workers_times
from goodwork.formats.word_rows import with_sentences


def read_own(file: BinaryIO, dialect: Dialect = Dialect()) -> Source:
    """The rows of a delimited file, also packed with gzip; tagged words and rows of spans become texts with spans."""
    own = with_own(read_csv(file, dialect), is_table=True, is_text=True)
    return with_words(with_people(with_span_rows(with_sentences(without_workers_times(own)))), is_text=True)
