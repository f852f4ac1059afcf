"""WebAnno TSV 3, as WebAnno and INCEpTION export it: a document of tokens with layers of spans and relations."""

from __future__ import annotations

from goodwork.formats.contract import Format
from goodwork.formats.webanno.read import read_webanno
from goodwork.formats.webanno.recognise import ALIASES, recognise

FORMAT = Format(
    "webanno",
    "WebAnno or INCEpTION TSV",
    read_webanno,
    recognise,
    aliases=ALIASES,
    reads_beginning=False,
    is_settled=True,
    known_as="WebAnno",
)
