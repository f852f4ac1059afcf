"""What a spreadsheet needs of its zip, packed anew without compression: nothing in it can grow any more."""

from __future__ import annotations

import zipfile
from typing import BinaryIO

from goodwork.errors import Invalid, TooLarge, Unreadable
from goodwork.formats.zips import DAMAGE, damage, why_not

MOST_UNPACKED = 1 << 30
"""Bytes of all tables and texts of a spreadsheet."""
MOST_FILES = 10_000
_PIECE = 1 << 20
_NEEDED = (".xml", ".rels", ".bin", "mimetype")
_LEFT_OUT = ("xl/media/", "xl/drawings/", "xl/charts/", "xl/theme/", "xl/printersettings/", "pictures/", "thumbnails/")


def unpack(file: BinaryIO, into: BinaryIO) -> None:
    """Write the needed files of a zip to another; TooLarge or Unreadable says why it can't be had."""
    try:
        with zipfile.ZipFile(file) as archive, zipfile.ZipFile(into, "w") as made:
            entries = [e for e in archive.infolist() if _needed(e.filename.lower())]
            if len(entries) > MOST_FILES or sum(e.file_size for e in entries) > MOST_UNPACKED:
                raise TooLarge(
                    f"The spreadsheet unpacks to more than {MOST_UNPACKED >> 30} GB.",
                    next_step="Save its sheet as CSV and send that.",
                )
            for entry in {e.filename: e for e in entries}.values():
                why = why_not(entry, MOST_UNPACKED)
                if why:
                    raise Invalid(
                        f"The spreadsheet can't be taken: of {entry.filename[:80]!r} in it, {why}.",
                        next_step="Save its sheet as CSV and send that.",
                    )
                with archive.open(entry) as read, made.open(zipfile.ZipInfo(entry.filename), "w") as write:
                    while piece := read.read(_PIECE):
                        write.write(piece)
    except DAMAGE as error:
        raise Unreadable(
            f"The spreadsheet is damaged: {damage(error)}.",
            next_step="Open it in the program that made it and save it again.",
        ) from None


def _needed(name: str) -> bool:
    return name.endswith(_NEEDED) and not name.startswith(_LEFT_OUT)
