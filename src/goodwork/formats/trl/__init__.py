"""Preference sets as TRL trains on them: prompt, chosen, rejected; texts or messages."""

from __future__ import annotations

from typing import BinaryIO

from goodwork.formats.contract import Format
from goodwork.formats.rows import Dialect, Source
from goodwork.formats.trl.recognise import ALIASES, recognise
from goodwork.formats.trl.write import write_trl
from goodwork.model.records import Choice, Preference, Ranking

# Arrow and what packs DocBins cost up to half a second to load; only those who need them pay it.


def _read(file: BinaryIO, dialect: Dialect) -> Source:
    from goodwork.formats.trl.read import read_trl

    return read_trl(file, dialect)


FORMAT = Format(
    "trl",
    "Preferences and judged outputs (TRL)",
    _read,
    recognise,
    aliases=ALIASES,
    writes={"trl": write_trl},
    holds={"trl": (Choice, Preference, Ranking)},
    forgets=frozenset({"sides"}),
    known_as="TRL",
)
