"""A backup: the database of one moment and every file that it refers to, in one file, while goodwork serves."""

from __future__ import annotations

import datetime
import fcntl
import os
import stat
import tempfile
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from goodwork import __version__
from goodwork.actions.installation import archive
from goodwork.blobs import Blobs
from goodwork.errors import Conflict, GoodworkError, Unavailable
from goodwork.store.installation.snapshot import File, file_line, file_of, snapshot


@dataclass(frozen=True, slots=True)
class BackedUp:
    """What is in a backup, and what could not be had."""

    path: Path
    size: int
    rows: int
    tables: int
    files: int
    missing: tuple[str, ...]
    """Files that the database refers to and that are gone or damaged, each with what is wrong."""


def back_up(
    url: str,
    blobs: Blobs,
    path: Path,
    *,
    programs: Path | None = None,
    kept: Path | None = None,
    say: Callable[[str], None] = lambda _: None,
) -> BackedUp:
    """Write the whole installation into ``path``, which appears when it is whole; an earlier one stays until then.

    ``url`` is the administrator's. Files are copied after the moment of the dump, so that all it refers to is there;
    uploads, which alone are ever removed, are copied first, and nobody removes one meanwhile.
    """
    with (
        _appearing(path) as file,
        snapshot(url) as moment,
        tempfile.TemporaryFile("w+") as names,
        tempfile.TemporaryFile() as lines,
    ):
        clients = moment.clients(programs, kept)
        writer = archive.ArchiveWriter(file, lines)
        made_at = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
        about = {
            "format": archive.FORMAT, "goodwork": __version__, "schema": moment.revision,
            "postgresql": moment.postgresql, "pg_dump": clients.major, "made_at": made_at,
        }  # fmt: skip
        writer.add(archive.ABOUT, [archive.as_json(about)])
        copying = _Copying(writer, blobs)
        held = True
        for known in moment.files():
            if held and not known.upload:
                moment.uploads_may_go()
                held = False
            if known.upload:
                copying.take(known)
            else:
                names.write(file_line(known))
        say("Dumping the database ...")
        tables = moment.tables()
        with moment.dump(clients) as dumped:
            writer.add(archive.DUMP, iter(lambda: dumped.read(archive.CHUNK), b""))
        say("Copying the files ...")
        names.seek(0)
        for line in names:
            copying.take(file_of(line))
        writer.finish({**about, "tables": tables, "files": copying.files, "missing": copying.missing})
        size = file.tell()
    return BackedUp(path, size, sum(tables.values()), len(tables), copying.files, tuple(copying.missing))


class _Copying:
    """Files on their way into a backup."""

    def __init__(self, writer: archive.ArchiveWriter, blobs: Blobs) -> None:
        self._writer = writer
        self._blobs = blobs
        self.files = 0
        self.missing: list[str] = []

    def take(self, file: File) -> None:
        """Add a file; one that can't be had is remembered, and the others go on."""

        def check(size: int, digest: str) -> str | None:
            if file.size is not None and size != file.size:
                return f"has {size:,} bytes, not {file.size:,}"
            return "is not what its checksum says" if file.sha256 not in (None, digest) else None

        if not archive.is_blob_name(file.name):
            self.missing.append(f"{file.name[:200]!r}: is no name that goodwork gives")
            return
        try:
            self._writer.add(archive.BLOBS + file.name, self._chunks(file.name), check)
            self.files += 1
        except archive.Vanished as error:
            self.missing.append(f"{file.name}: {error}")

    def _chunks(self, name: str) -> Iterator[bytes]:
        try:
            with self._blobs.open(name) as content:
                while chunk := content.read(archive.CHUNK):
                    yield chunk
        except GoodworkError:
            raise archive.Vanished("is missing") from None
        except OSError as error:
            raise archive.Vanished(f"can't be read: {error.strerror or error}") from None


@contextmanager
def _appearing(path: Path) -> Generator[IO[bytes]]:
    """A file that its owner alone can read, written beside and moved when it is whole and on the disk."""
    path = path.absolute()
    if os.path.lexists(path) and not stat.S_ISREG(path.lstat().st_mode):
        raise Conflict(
            f"{path} is there and is no ordinary file.", kept="It was left as it is.", next_step="Name another file."
        )
    partial = path.with_name(f"{path.name}.part")
    try:
        number = os.open(partial, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
        with os.fdopen(number, "w+b") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise Conflict(
                    f"Another backup is being written to {path}.",
                    kept="It was left alone.",
                    next_step="Wait for its end, or name another file.",
                ) from None
            # What a backup that was killed has left is written over; what is not of ours alone, others could read.
            found = os.fstat(number)
            if found.st_uid != os.geteuid() or found.st_nlink != 1:
                raise Conflict(
                    f"{partial} is there and is not a file of this user's alone.",
                    kept="It was left as it is.",
                    next_step="Remove it, or name a file in a folder that only you can write to.",
                )
            os.fchmod(number, 0o600)
            file.truncate(0)
            try:
                yield file
                file.flush()
                os.fsync(number)
                partial.replace(path)
            except BaseException:
                partial.unlink(missing_ok=True)
                raise
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    except OSError as error:
        raise Unavailable(
            f"The backup can't be written to {path}: {error.strerror or error}.",
            kept="The installation was left as it is, and so was an earlier file of this name.",
            next_step="Make room or name another file.",
        ) from error
