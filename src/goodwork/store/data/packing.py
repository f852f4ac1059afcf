"""Items on their way in, as they go to the database: made where the file is read, which knows no database."""

from __future__ import annotations

from binascii import hexlify
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from goodwork.model.ids import ItemId


class StagedItem(NamedTuple):
    """An item on its way in; JSON fields are written already, and hold no NUL."""

    n: int
    """Its number in the batch, ascending."""
    external_id: str | None
    content_hash: bytes
    payload: bytes
    metadata: bytes
    gold: bytes | None = None
    gold_reason: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """Items of the project that a staged one meets."""

    same_content: ItemId | None
    same_id: ItemId | None


def pack(items: Sequence[StagedItem]) -> bytes:
    """A batch as ``stage`` sends it: made beside the transaction, which others wait for."""
    return b"".join(map(_copy_line, items))


def _copy_line(item: StagedItem) -> bytes:
    # COPY's text format: only the backslash has to be escaped in JSON, which has no raw tabs or line ends.
    n, external_id, content_hash, payload, metadata, gold, gold_reason = item
    return b"%d\t%b\t\\\\x%b\t%b\t%b\t%b\t%b\n" % (
        n,
        b"\\N" if external_id is None else _copy_text(external_id),
        hexlify(content_hash),
        payload.replace(b"\\", b"\\\\"),
        metadata.replace(b"\\", b"\\\\"),
        b"\\N" if gold is None else gold.replace(b"\\", b"\\\\"),
        _copy_text(gold_reason),
    )


def _copy_text(value: str) -> bytes:
    if value.isalnum() or not value:
        return value.encode()
    escaped = value.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")
    return escaped.encode()
