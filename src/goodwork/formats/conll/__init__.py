"""CoNLL files: a word and its tag on a line (CoNLL-2003, IOB1, IOB2, IOBES, BILOU, GermEval)."""

from __future__ import annotations

from functools import partial

from goodwork.formats.conll.read import read_conll
from goodwork.formats.conll.recognise import ALIASES, ENDINGS, recognise
from goodwork.formats.conll.write import write_conll, write_germeval
from goodwork.formats.contract import Format
from goodwork.model.records import Span

# The schemes are written apart and read as one: the reader tells them from the tags.
FORMAT = Format(
    "conll",
    "CoNLL: words and tags",
    read_conll,
    recognise,
    endings=ENDINGS,
    aliases=ALIASES,
    writes={
        "conll": write_conll,
        "germeval": write_germeval,
        **{scheme: partial(write_conll, scheme=scheme, columns=2) for scheme in ("bio", "iobes", "bilou")},
    },
    holds=dict.fromkeys(("conll", "germeval", "bio", "iobes", "bilou"), (Span,)),
    forgets=frozenset({"by", "role", "question", "ids"}),
    adds=("tokens", "pos", "chunk"),
    titles={
        "conll": "CoNLL-2003",
        "bio": "Words and tags (IOB2)",
        "iobes": "Words and tags (IOBES)",
        "bilou": "Words and tags (BILOU)",
        "germeval": "Words and two layers of tags (GermEval)",
    },
    is_settled=True,
    known_as="CoNLL",
)
