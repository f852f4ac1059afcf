"""Plain text: each line is a text."""

from __future__ import annotations

from goodwork.formats.contract import Format
from goodwork.formats.text.read import read_text
from goodwork.formats.text.recognise import ALIASES, ENDINGS

FORMAT = Format(
    "text",
    "Plain text, a text in each line",
    read_text,
    endings=ENDINGS,
    aliases=ALIASES,
    is_settled=True,
)
