"""brat's standoff: a text and its annotations in two files of one name, .txt and .ann."""

from __future__ import annotations

from goodwork.formats.brat.read import brat_source, read_brat
from goodwork.formats.brat.recognise import ALIASES, recognise
from goodwork.formats.brat.write import write_brat
from goodwork.formats.contract import Format
from goodwork.model.records import Relation, Span

FORMAT = Format(
    "brat",
    "brat standoff (zip)",
    read_brat,
    recognise,
    aliases=ALIASES,
    read_files=brat_source,
    writes={"brat": write_brat},
    holds={"brat": (Span, Relation)},
    is_folder=True,
    reads_beginning=False,
    forgets=frozenset({"by", "role", "question"}),
    titles={"brat": "brat standoff"},
    is_settled=True,
    known_as="brat",
)
