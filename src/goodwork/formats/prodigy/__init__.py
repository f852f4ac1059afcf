"""Prodigy's tasks with their answers: labels, choices, spans and relations that were accepted, rejected or ignored."""

from __future__ import annotations

from goodwork.formats.contract import Format
from goodwork.formats.prodigy.read import read_prodigy
from goodwork.formats.prodigy.recognise import recognise
from goodwork.formats.prodigy.write import write_prodigy

FORMAT = Format(
    "prodigy",
    "Prodigy tasks",
    lambda file, dialect: read_prodigy(file),
    recognise,
    writes={"prodigy": write_prodigy},
    is_settled=True,
)
