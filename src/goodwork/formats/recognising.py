"""Which format a file or folder is of, by its name and its beginning; and the other names that formats go by."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

from goodwork.errors import GoodworkError, Invalid
from goodwork.formats.jsonl import read_objects
from goodwork.formats.lines import open_stream
from goodwork.formats.reading import READERS, format_of

ALIASES: Mapping[str, str] = {
    "conll2003": "conll", "conll-2003": "conll", "conll03": "conll", "ner": "conll", "iob": "bio", "iob1": "bio",
    "iob2": "bio", "bioes": "iobes", "biluo": "bilou", "spacy": "docbin", "standoff": "brat",
    "labelstudio": "label-studio",
    "label_studio": "label-studio", "ls": "label-studio", "openai": "chat", "openai-chat": "chat", "messages": "chat",
    "preference": "trl", "preferences": "trl", "dpo": "trl", "hf": "datasets", "huggingface": "datasets",
    "ft": "fasttext", "json": "jsonl", "ndjson": "jsonl", "tsv": "csv",
}  # fmt: skip
_SCHEMES = ("bio", "iobes", "bilou")
"""Written apart, read as one: the reader tells the scheme from the tags."""
CONFIG = "label-studio-config"
_TAGGED = re.compile(rb"^\S+[ \t](?:\S+[ \t])*(?:O|[BILUES]-\S+)\r?$", re.MULTILINE)
_BEGIN = 1 << 16


def plain_name(given: str) -> str:
    """The name by which a format is listed."""
    return ALIASES.get(given.lower(), given.lower())


def reader_name(given: str) -> str:
    """The name of the reader of a format; Invalid when there is none."""
    name = plain_name(given)
    name = "conll" if name in _SCHEMES else name
    if name not in READERS and name != CONFIG:
        known = ", ".join(["auto", *READERS, *_SCHEMES, CONFIG])
        raise Invalid(f"goodwork does not read {given[:40]!r}.", next_step=f"Use one of: {known}.")
    return name


def recognise(place: Path) -> str:
    """The format of a file or folder; Invalid when nothing tells it."""
    if place.is_dir():
        return _folder([path.relative_to(place).as_posix() for path in place.rglob("*") if path.is_file()])
    by_name = format_of(place.name)
    if place.suffix.lower() == ".xml":
        return CONFIG
    with place.open("rb") as file:
        begin = file.read(_BEGIN)
        if begin[:2] == b"PK":
            with zipfile.ZipFile(file) as archive:
                return _folder(archive.namelist())
        if begin[:4] == b"PAR1":
            import pyarrow.parquet as pq

            schema = pq.ParquetFile(file).schema_arrow
            by_columns = _columns(dict.fromkeys(schema.names))
            return by_columns or ("datasets" if b"huggingface" in (schema.metadata or {}) else "parquet")
        if begin[:2] == b"\x1f\x8b":
            begin = open_stream(file).read(_BEGIN)
        if begin.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["):
            return _json(file)
    if begin.startswith(b"__label__"):
        return "fasttext"
    if begin.startswith(b"-DOCSTART-") or len(_TAGGED.findall(begin)) * 2 > begin.count(b"\n"):
        return "conll"
    if by_name is None:
        known = ", ".join(READERS)
        raise Invalid(f"Nothing tells what {place.name} is.", next_step=f"Say it with --from, one of: {known}.")
    return by_name


def _folder(names: list[str]) -> str:
    if any(name.endswith(".ann") for name in names):
        return "brat"
    if any(name.endswith(".parquet") for name in names):
        return "datasets"
    return "folder"


def _json(file: Any) -> str:
    try:
        first = next((value for _, value in read_objects(file, 0) if isinstance(value, dict)), None)
    except GoodworkError:
        first = None
    if first is None:
        return "jsonl"
    if isinstance(first.get("data"), dict) and {"annotations", "predictions", "completions", "id"} & set(first):
        return "label-studio"
    return _columns(first) or "jsonl"


def _columns(row: Mapping[str, Any]) -> str | None:
    names = set(row)
    if {"chosen", "rejected"} <= names or {"preferred_output", "non_preferred_output"} <= names:
        return "trl"
    if {"prompt", "completion", "label"} <= names:
        return "trl"
    if any(name.endswith((".responses", ".suggestion", "-suggestion")) for name in names):
        return "argilla"
    if isinstance(row.get("fields"), dict) and {"responses", "suggestions"} & names:
        return "argilla"
    messages = row.get("messages", row.get("conversations"))
    if isinstance(messages, list) and messages and isinstance(cast("list[Any]", messages)[0], dict):
        return "chat"
    return None
