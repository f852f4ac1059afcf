"""Several files that belong together: a folder, or a zip of one."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, Protocol

from goodwork.errors import Invalid, TooLarge, Unreadable
from goodwork.formats.rows import MAX_ROW
from goodwork.formats.zips import MOST_FILES, MOST_UNPACKED, hidden, read_entry


class Files(Protocol):
    """Files by their names in the folder, which have forward slashes."""

    def names(self) -> Sequence[str]:
        """All of them, in order, without hidden ones."""
        ...

    def read(self, name: str) -> bytes:
        """The bytes of a file of at most MAX_ROW; Invalid says why it can't be had."""
        ...

    def open(self, name: str) -> BinaryIO:
        """A file of any size, as something that can be read from any place."""
        ...


class ZipFiles:
    """The files of a zip."""

    def __init__(self, file: BinaryIO) -> None:
        try:
            self._archive = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
            raise Unreadable(
                f"The zip can't be read: {error}.", next_step="Send it again; it was probably cut off on the way."
            ) from None
        entries = [e for e in self._archive.infolist() if not e.is_dir()]
        if len(entries) > MOST_FILES or sum(e.file_size for e in entries) > MOST_UNPACKED:
            raise TooLarge(f"The zip holds more than {MOST_FILES:,} files or {MOST_UNPACKED >> 30} GB.")
        self._entries = {e.filename: e for e in entries if not hidden(e.filename)}

    def names(self) -> Sequence[str]:
        return sorted(self._entries)

    def read(self, name: str) -> bytes:
        return read_entry(self._archive, self._entries[name])

    def open(self, name: str) -> BinaryIO:
        try:
            return io.BytesIO(read_entry(self._archive, self._entries[name], MOST_UNPACKED))
        except Invalid as error:
            raise Invalid(f"{name} can't be taken: {error.what}.") from None


class FolderFiles:
    """The files of a folder on this machine."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        if not folder.is_dir():
            raise Unreadable(f"{folder} is no folder.")

    def names(self) -> Sequence[str]:
        return sorted(name for name in _inside(str(self._folder), "") if not hidden(name))

    def read(self, name: str) -> bytes:
        # There may be hundreds of thousands of small ones: no path object and no buffer for each.
        try:
            with open(f"{self._folder}/{name}", "rb", buffering=0) as file:
                size = os.fstat(file.fileno()).st_size
                if size > MAX_ROW:
                    raise Invalid(f"it has {size:,} bytes; the most is {MAX_ROW:,}")
                return file.readall()
        except OSError as error:
            raise Invalid(f"it can't be read: {error.strerror}") from None

    def open(self, name: str) -> BinaryIO:
        return (self._folder / name).open("rb")


def _inside(folder: str, before: str) -> Iterator[str]:
    """The files below a folder; links to folders are not followed, and folders that can't be read are passed over."""
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    yield from _inside(entry.path, f"{before}{entry.name}/")
                elif entry.is_file():
                    yield before + entry.name
    except PermissionError:
        return
