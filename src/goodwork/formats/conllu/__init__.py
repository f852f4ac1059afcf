"""CoNLL-U: parsed sentences of Universal Dependencies, with the entities that their MISC column names."""

from __future__ import annotations

from typing import BinaryIO

from goodwork.formats.conllu.recognise import ALIASES, ENDINGS, recognise
from goodwork.formats.contract import Format
from goodwork.formats.rows import Dialect, Source


def _read(file: BinaryIO, dialect: Dialect) -> Source:
    from goodwork.formats.conllu.read import read_conllu

    return read_conllu(file, dialect)


FORMAT = Format(
    "conllu",
    "CoNLL-U: parsed sentences",
    _read,
    recognise,
    endings=ENDINGS,
    aliases=ALIASES,
    is_settled=True,
    known_as="CoNLL-U",
)
