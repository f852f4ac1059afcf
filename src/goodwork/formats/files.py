"""Several files that belong together: a folder, or a zip of one."""

from __future__ import annotations

import io
import os
import shutil
import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Protocol

from goodwork.errors import Invalid, Unreadable
from goodwork.formats.on_disk import OnDisk
from goodwork.formats.rows import MAX_ROW
from goodwork.formats.zips import DAMAGE, MOST_UNPACKED, damage, hidden, open_zip, read_entry, why_not


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

    def begin(self, name: str, size: int) -> bytes:
        """The first bytes of a file, as many as there are up to a size; Invalid says why they can't be had."""
        ...


class ZipFiles:
    """The files of a zip."""

    def __init__(self, file: BinaryIO) -> None:
        self._archive, entries = open_zip(file)
        self._entries = {e.filename: e for e in entries if not hidden(e.filename)}

    def names(self) -> Sequence[str]:
        return sorted(self._entries)

    def read(self, name: str) -> bytes:
        return read_entry(self._archive, self._entries[name])

    def open(self, name: str) -> BinaryIO:
        entry = self._entries[name]
        try:
            if entry.file_size > MAX_ROW:
                return _unpacked(self._archive, entry)
            return io.BytesIO(read_entry(self._archive, entry))
        except Invalid as error:
            raise Invalid(f"{name} can't be taken: {error.what}.") from None

    def begin(self, name: str, size: int) -> bytes:
        entry = self._entries[name]
        if why := why_not(entry, MOST_UNPACKED):
            raise Invalid(why)
        try:
            with self._archive.open(entry) as stream:
                return stream.read(size)
        except DAMAGE as error:
            raise Invalid(f"it is damaged: {damage(error)}") from None


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> BinaryIO:
    """A large file of a zip on the disk; Invalid says why it can't be had."""
    if why := why_not(entry, MOST_UNPACKED):
        raise Invalid(why)
    place = OnDisk()
    try:
        with archive.open(entry) as packed:
            shutil.copyfileobj(packed, place.file, 1 << 20)
    except DAMAGE as error:
        raise Invalid(f"it is damaged: {damage(error)}") from None
    return place.opened()


def beside(files: Files) -> Callable[[str], bytes]:
    """What gives the bytes of a file that lies in the same folder; Invalid when there is none."""
    known = frozenset(files.names())

    def read(name: str) -> bytes:
        plain = str(PurePosixPath(name))
        if plain not in known:
            raise Invalid(f"no file {name[:80]!r} lies beside it")
        return files.read(plain)

    return read


_LEADS_OUT = "it is a link that leads out of the folder"


class FolderFiles:
    """The files of a folder on this machine."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        if not folder.is_dir():
            raise Unreadable(f"{folder} is no folder.")
        self._root = folder.resolve()
        self._leading_out: frozenset[str] = frozenset()

    def names(self) -> Sequence[str]:
        found = [(name, link) for name, link in _inside(str(self._folder), "") if not hidden(name)]
        # A folder that somebody else made could name any file of this machine.
        self._leading_out = frozenset(
            name for name, link in found if link and not (self._folder / name).resolve().is_relative_to(self._root)
        )
        return sorted(name for name, _ in found)

    def read(self, name: str) -> bytes:
        if name in self._leading_out:
            raise Invalid(_LEADS_OUT)
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
        if name in self._leading_out:
            raise Invalid(f"{name} can't be taken: {_LEADS_OUT}.")
        return OnDisk((self._folder / name).open("rb")).opened()

    def begin(self, name: str, size: int) -> bytes:
        if name in self._leading_out:
            raise Invalid(_LEADS_OUT)
        try:
            with open(f"{self._folder}/{name}", "rb", buffering=0) as file:
                return file.read(size)
        except OSError as error:
            raise Invalid(f"it can't be read: {error.strerror}") from None


def _is_file(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_file()
    except OSError:  # a link that leads to itself
        return False


def _inside(folder: str, before: str) -> Iterator[tuple[str, bool]]:
    """The files below a folder, and whether each is a link.

    Links to folders are not followed, and folders that can't be read are passed over.
    """
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    yield from _inside(entry.path, f"{before}{entry.name}/")
                elif _is_file(entry):
                    yield before + entry.name, entry.is_symlink()
    except PermissionError:
        return
