"""Files as request bodies: read piece by piece; a folder goes as an archive."""

from __future__ import annotations

import stat
import tempfile
import zipfile
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

_CHUNK = 1 << 18


@contextmanager
def body_of(path: Path, progress: Callable[[int, int], None] | None) -> Generator[Callable[[], Iterator[bytes]]]:
    """Something that reads the file from its start, each time it is called."""
    if not path.is_dir():
        yield lambda: _read(path, progress)
        return
    with tempfile.NamedTemporaryFile(suffix=".zip") as archive:
        pack(path, archive)
        archive.flush()
        yield lambda: _read(Path(archive.name), progress)


def pack(folder: Path, into: IO[bytes]) -> None:
    """Pack a folder as a zip; stored, not compressed, because pictures are compressed already.

    A folder that somebody else made may have links to any file of this machine. One that leads out of the folder goes
    as the link that it is, so that whoever reads the zip lists it among what was not taken.
    """
    root = folder.resolve()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_STORED) as archive:
        for file in sorted(p for p in folder.rglob("*") if p.is_file()):
            name = file.relative_to(folder).as_posix()
            if file.is_symlink() and not file.resolve().is_relative_to(root):
                link = zipfile.ZipInfo(name)
                link.external_attr = (stat.S_IFLNK | 0o777) << 16
                archive.writestr(link, b"")
            else:
                archive.write(file, name)


def _read(path: Path, progress: Callable[[int, int], None] | None) -> Iterator[bytes]:
    size, sent = path.stat().st_size, 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk
            sent += len(chunk)
            if progress:
                progress(sent, size)
