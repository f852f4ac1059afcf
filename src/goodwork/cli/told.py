"""What commands are told of the files that they read: the mapping, and shorthands of it."""

from __future__ import annotations

from typing import Annotated, Any, cast

import typer

from goodwork import bounds
from goodwork.errors import Invalid

Delimiter = Annotated[
    str | None, typer.Option(metavar="CHARACTER", help="What parts the fields of delimited text; tab for a tab.")
]
Encoding = Annotated[
    str | None, typer.Option(metavar="NAME", help="The encoding of delimited text, like cp1252, where it is not found.")
]
Sheet = Annotated[
    str | None, typer.Option(metavar="NAME", help="The sheet of a workbook to read. Default: the first with rows.")
]


def told_mapping(
    given: str, delimiter: str | None, encoding: str | None, sheet: str | None, *, kept: str
) -> dict[str, Any]:
    """The mapping as JSON, with what its shorthands say."""
    mapping = bounds.parse(given, "--mapping")
    if not isinstance(mapping, dict):
        raise Invalid("--mapping is not a JSON object.", kept=kept)
    told = cast("dict[str, Any]", mapping)
    if delimiter is not None:
        told["delimiter"] = "\t" if delimiter in ("tab", "\\t") else delimiter
    if encoding is not None:
        told["encoding"] = encoding
    if sheet is not None:
        told["sheet"] = sheet
    return told
