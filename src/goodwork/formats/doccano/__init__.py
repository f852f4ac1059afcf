"""doccano's exports: spans with relations, categories, or texts, one text a line."""

from __future__ import annotations

from goodwork.formats.contract import Format
from goodwork.formats.doccano.read import doccano_source, read_doccano
from goodwork.formats.doccano.recognise import recognise
from goodwork.formats.doccano.write import write_doccano
from goodwork.model.records import Choice, Relation, Span, TextAnswer

FORMAT = Format(
    "doccano",
    "doccano export",
    read_doccano,
    recognise,
    read_files=doccano_source,
    writes={"doccano": write_doccano},
    holds={"doccano": (Choice, TextAnswer, Span, Relation)},
    titles={"doccano": "doccano JSON Lines"},
    is_settled=True,
    known_as="doccano",
)
