"""fastText's lines: labels that begin with __label__, then the text."""

from __future__ import annotations

from goodwork.formats.contract import Format
from goodwork.formats.fasttext.read import read_fasttext
from goodwork.formats.fasttext.recognise import ALIASES, recognise
from goodwork.formats.fasttext.write import write_fasttext
from goodwork.model.records import Choice, Rating

FORMAT = Format(
    "fasttext",
    "fastText lines",
    read_fasttext,
    recognise,
    aliases=ALIASES,
    writes={"fasttext": write_fasttext},
    holds={"fasttext": (Choice, Rating)},
    forgets=frozenset({"by", "role"}),
    is_settled=True,
    known_as="fastText",
)
