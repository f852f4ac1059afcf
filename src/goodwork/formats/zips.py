"""Files in a zip, and what keeps a zip from being taken."""

from __future__ import annotations

import lzma
import stat
import struct
import zipfile
import zlib
from pathlib import PurePosixPath
from typing import BinaryIO

from goodwork.errors import Invalid, TooLarge, Unreadable
from goodwork.formats.rows import MAX_ROW

MOST_EXPANSION = 200
"""A file in the zip may grow this much in unpacking."""
_FREE_EXPANSION = 4 << 20
"""Below this size expansion does no harm."""
MOST_UNPACKED = 200 << 30
"""All files of a zip together."""
MOST_FILES = 5_000_000


def hidden(name: str) -> bool:
    """Whether a name in a folder is no data: it begins with a dot, or is what one system adds to its zips."""
    pieces = name.split("/")
    return pieces[0] == "__MACOSX" or any(p.startswith(".") and p not in (".", "..") for p in pieces)


def why_not(entry: zipfile.ZipInfo, limit: int) -> str:
    """Why an entry can't be taken, from what the zip says of it; empty when it can."""
    name = entry.orig_filename
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\\" in name or "\x00" in name or name[1:2] == ":":
        return "its name leads out of the folder"
    if stat.S_ISLNK(entry.external_attr >> 16):
        return "it is a link"
    if entry.flag_bits & 1:
        return "it is encrypted"
    if entry.file_size > limit:
        return f"it has {entry.file_size:,} bytes; the most is {limit:,}"
    if entry.file_size > max(_FREE_EXPANSION, MOST_EXPANSION * entry.compress_size):
        return f"it unpacks to more than {MOST_EXPANSION} times its size"
    return ""


DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    NotImplementedError,
    ValueError,
    OSError,
    MemoryError,
)
"""What reading a file of a damaged zip raises; the last where the file states how much memory it takes (LZMA)."""


def damage(error: Exception) -> str:
    """What is wrong with a file of a zip, in words."""
    if isinstance(error, MemoryError):
        return "unpacking it takes more memory than there is"
    return str(error)[:200] or "it ends too early"


def open_zip(file: BinaryIO, most: int = MOST_UNPACKED) -> tuple[zipfile.ZipFile, list[zipfile.ZipInfo]]:
    """A zip and its files of so many bytes at most, in its order; Unreadable or TooLarge says why not."""
    try:
        archive = zipfile.ZipFile(file)
    except DAMAGE as error:
        raise Unreadable(
            f"The zip can't be read: {damage(error)}.", next_step="Send it again; it was probably cut off on the way."
        ) from None
    # A damaged zip may hold a file without a name.
    entries = [e for e in archive.infolist() if e.filename and not e.is_dir()]
    if len(entries) > MOST_FILES or sum(e.file_size for e in entries) > most:
        raise TooLarge(
            f"The zip holds more than {MOST_FILES:,} files or {MOST_UNPACKED >> 30} GB.",
            next_step="Send it in several parts.",
        )
    return archive, entries


def read_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, limit: int = MAX_ROW) -> bytes:
    """The bytes of a file in a zip; Invalid says why it can't be had."""
    why = why_not(entry, limit)
    if why:
        raise Invalid(why)
    try:
        with archive.open(entry) as stream:
            # One byte more than it says: what it says may be a lie.
            content = stream.read(entry.file_size + 1)
    except DAMAGE as error:
        raise Invalid(f"it is damaged: {damage(error)}") from None
    if len(content) != entry.file_size:
        raise Invalid("it is damaged: its size is not what the zip says")
    return content
