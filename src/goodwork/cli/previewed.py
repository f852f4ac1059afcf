"""What a file would become, on the terminal: its columns and its first items; nothing is imported."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import typer
from rich.table import Table
from rich.text import Text

from goodwork.actions.data.previewing import Preview, PreviewColumn, preview
from goodwork.cli.console import Console
from goodwork.errors import TooLarge, Unreadable
from goodwork.formats.registry import FORMATS
from goodwork.formats.report import gathered
from goodwork.sdk.files import body_of

BEGIN = 1 << 20
WHOLE = 256 << 20
"""Files that list at their end what they hold are read whole, up to this."""
ITEMS = 3
"""As many are shown."""
LONGEST = 400
"""Characters of a part that are shown."""


def show_preview(
    path: Path, file_format: str, mapping: Mapping[str, Any], questions: Sequence[Mapping[str, Any]], *, as_json: bool
) -> None:
    """Print what the columns of a file become and its first items as people will see them."""
    begin, whole = _begin(path, file_format)
    seen = preview(begin, file_format, mapping, questions, whole)
    if as_json:
        typer.echo(json.dumps({"name": path.name, "format": file_format, **asdict(seen)}, ensure_ascii=False))
        return
    console = Console()
    table = Table("column", "becomes", title=Text(f"{path.name}, read as {file_format}"), title_justify="left")
    for column in seen.columns:
        table.add_row(Text(column.column), Text(_becomes(column)))
    console.print(table)
    _show_items(console, seen)
    for one in gathered(([f"line {fault.line}"], fault.reason, 1) for fault in seen.faults):
        console.print(Text(f"  rejected: {one}"))
    for word, rows in (("changed", seen.changed), ("lost", seen.lost)):
        for one in gathered((row["items"], f"{row['what']}: {row['why']}", row["count"]) for row in rows):
            console.print(Text(f"  {word}: {one}"))
    if seen.addresses is not None:
        at_least = "" if seen.addresses.whole else "at least "
        hosts = ", ".join(f"{one.host} ({one.count:,})" for one in seen.addresses.hosts)
        console.print(Text(f"{at_least}{seen.addresses.count:,} pictures are addresses on the web: {hosts}"))
        if "pictures" not in mapping:
            console.print("Say with --pictures fetch or --pictures leave-out what becomes of them.")
    console.print("Nothing was imported. Say with --mapping what is guessed wrong.")


def _begin(path: Path, file_format: str) -> tuple[bytes, bool]:
    """The beginning of a file, and whether that is all; of what is packed as a whole nothing can be read sooner."""
    at_its_beginning = FORMATS[file_format].reads_beginning and not path.is_dir()
    held = bytearray()
    try:
        with body_of(path, None) as body:
            for piece in body():
                held += piece
                if at_its_beginning and len(held) > BEGIN and not held.startswith(b"PK"):
                    return bytes(held[:BEGIN]), False
                if len(held) > WHOLE:
                    raise TooLarge(
                        f"{path.name} has more than {WHOLE >> 20} MB, and {file_format} is previewed whole.",
                        kept="Nothing was imported.",
                        next_step="Import it without --preview.",
                    )
    except OSError as error:
        raise Unreadable(f"{path} can't be read: {error.strerror}.", kept="Nothing was imported.") from None
    return bytes(held), True


def _becomes(column: PreviewColumn) -> str:
    match column.becomes:
        case "part":
            said = f"the part {column.name!r}, {column.type}"
        case "answer":
            by = f" by {column.person}" if column.person else ""
            said = f"answers to {column.question!r}{by}, not shown"
        case "gold":
            said = f"known answers to {column.question!r}, not shown"
        case "metadata" if column.hidden:
            said = "metadata; it looks like an answer, so nobody who judges sees it"
        case word:
            said = _WORDS[word]
    return f"{said} (guessed)" if column.guessed else said


_WORDS = {
    "id": "the id", "by": "who answered", "gold-reason": "why the known answer is right", "metadata": "metadata",
    "out": "left out",
}  # fmt: skip


def _show_items(console: Console, seen: Preview) -> None:
    for item in seen.items[:ITEMS]:
        console.print(Text(f"Item {item.external_id or f'of line {item.line}'}:", style="bold"))
        for part in item.parts:
            said = _said(part)
            console.print(Text(f"  {part['title'] or part['name']}: {said[:LONGEST]}{'…' * (len(said) > LONGEST)}"))
        if item.gold is not None:
            console.print(Text(f"  known answer: {json.dumps(item.gold, ensure_ascii=False)}"))


def _said(part: Mapping[str, Any]) -> str:
    if part["type"] == "picture":
        return f"[picture, {part['width']} × {part['height']}]" if part.get("width") else "[picture, at its address]"
    if part["type"] == "conversation":
        return " | ".join(f"{turn['role']}: {turn['text']}" for turn in part["data"]["turns"])
    return str(part["text"]) if "text" in part else json.dumps(part["data"], ensure_ascii=False)
