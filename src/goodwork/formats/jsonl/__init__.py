"""JSON lines: one object per line, or one array of objects. Our own columns hold everything."""

from __future__ import annotations

from collections.abc import Iterator

from goodwork.formats.contract import Format
from goodwork.formats.jsonl.read import read_own
from goodwork.formats.jsonl.recognise import ALIASES, ENDINGS, recognise
from goodwork.formats.jsonl.write import write_lines
from goodwork.formats.published import OutFile, Published
from goodwork.formats.report import Report

# Arrow and what packs DocBins cost up to half a second to load; only those who need them pay it.


def _export(published: Published, report: Report) -> Iterator[OutFile]:
    from goodwork.formats.jsonl.export import export_jsonl

    return export_jsonl(published, report)


FORMAT = Format(
    "jsonl",
    "JSON Lines",
    read_own,
    recognise,
    endings=ENDINGS,
    aliases=ALIASES,
    writes={"jsonl": write_lines},
    export=_export,
    holds_all=True,
    known_as="JSON Lines",
)
