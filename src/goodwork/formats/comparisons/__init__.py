"""Model outputs with what was said of them: UltraFeedback, MT-bench, Arena, Nectar, HelpSteer."""

from __future__ import annotations

from typing import BinaryIO

from goodwork.formats.comparisons.recognise import ALIASES, recognise
from goodwork.formats.contract import Format
from goodwork.formats.rows import Dialect, Source

# Arrow costs up to half a second to load; only those who need it pay it.


def _read(file: BinaryIO, dialect: Dialect) -> Source:
    from goodwork.formats.comparisons.read import read_comparisons

    return read_comparisons(file, dialect)


FORMAT = Format(
    "comparisons", "Compared model outputs (UltraFeedback, MT-bench, Arena)", _read, recognise, aliases=ALIASES
)
