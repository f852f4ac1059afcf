"""Prodigy's tasks with their answers: labels, choices, spans and relations that were accepted, rejected or ignored."""

from __future__ import annotations

from typing import BinaryIO

from goodwork.formats.contract import Format
from goodwork.formats.prodigy.recognise import recognise
from goodwork.formats.prodigy.write import write_prodigy
from goodwork.formats.rows import Dialect, Source
from goodwork.model.records import Choice, Relation, Span


def _read(file: BinaryIO, dialect: Dialect) -> Source:
    from goodwork.formats.prodigy.read import read_prodigy  # Arrow: only those who read tables pay it

    return read_prodigy(file, dialect)


FORMAT = Format(
    "prodigy",
    "Prodigy tasks",
    _read,
    recognise,
    writes={"prodigy": write_prodigy},
    holds={"prodigy": (Choice, Span, Relation)},
    is_settled=True,
    known_as="Prodigy",
)
