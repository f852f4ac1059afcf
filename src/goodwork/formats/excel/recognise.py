"""How a file of the format excel is told from others."""

from __future__ import annotations

from goodwork.formats.contract import Seen

ALIASES = {"xlsx": "excel", "xlsm": "excel", "xlsb": "excel", "xls": "excel", "ods": "excel"}
ENDINGS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")

_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How files begin that are folders in themselves, as Excel wrote them until 2007."""


def recognise(seen: Seen) -> bool:
    """A zip with a workbook in it, as Excel or OpenDocument has it; or what Excel wrote before there were such."""
    names = frozenset(seen.names or ())
    if names & {"xl/workbook.xml", "xl/workbook.bin"} or {"content.xml", "mimetype"} <= names:
        return True
    return seen.text.startswith(_OLD)
