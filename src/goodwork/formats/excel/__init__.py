"""Spreadsheets: Excel's .xlsx, .xlsb and .xls, and OpenDocument's .ods. A sheet is a table."""

from __future__ import annotations

from goodwork.formats.contract import Format
from goodwork.formats.excel.read import read_excel
from goodwork.formats.excel.recognise import ALIASES, ENDINGS, recognise

FORMAT = Format(
    "excel",
    "Excel or OpenDocument spreadsheet",
    read_excel,
    recognise,
    endings=ENDINGS,
    aliases=ALIASES,
    reads_beginning=False,
    asks_header=True,
    known_as="Excel",
)
