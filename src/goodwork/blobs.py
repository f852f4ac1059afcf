"""Files by their content: a folder or S3, through fsspec. A blob's name is the SHA-256 of its bytes.

A name is given out when the bytes and the name are on the disk. What is read whole is compared with its name: a file
that was emptied, cut or altered is ``Damaged``, never handed on.
"""

from __future__ import annotations

import asyncio
import errno
import hashlib
import os
import time
from collections.abc import AsyncIterator, Callable, Generator, Iterable
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from uuid import uuid4

import fsspec
from fsspec.implementations.local import LocalFileSystem

from goodwork import private
from goodwork.errors import Damaged, GoodworkError, NotFound, StorageFull, TooLarge, Unavailable

CHUNK = 1 << 20
PARTIAL = ".part"
ABANDONED = 24 * 3600.0
"""Seconds after which a file that nobody finished is taken for one that nobody will; uploads end long before."""
_BY_CONTENT = "sha256/"


class Blobs:
    """A store of immutable files. ``root`` is a folder or an address such as ``s3://bucket/prefix``."""

    def __init__(self, root: str) -> None:
        self.files, path = fsspec.core.url_to_fs(root)
        self.root = path.rstrip("/")
        self._on_disk = isinstance(self.files, LocalFileSystem)

    def path(self, name: str) -> str:
        """Where a blob lies in the file system."""
        return f"{self.root}/{name}"

    def put(self, content: bytes) -> str:
        """Keep these bytes and return the blob's name; the same bytes are kept once."""
        with self.together() as put:
            return put(content)

    @contextmanager
    def together(self) -> Generator[Callable[[bytes], str]]:
        """Keep many blobs at once: their names count when the block has ended well.

        The disk is waited for at the end, for all of them, which costs a fraction of waiting for each.
        """
        waiting: dict[str, str] = {}

        def put(content: bytes) -> str:
            digest = hashlib.sha256(content).hexdigest()
            name = f"{_BY_CONTENT}{digest[:2]}/{digest}"
            # One that is there with another length was damaged, and here are the bytes to mend it.
            if name not in waiting and self.size(name) != len(content):
                waiting[name] = partial = self._partial(name)
                with _disk(), self._create(partial) as file:
                    file.write(content)
            return name

        try:
            yield put
            with _disk():
                if self._on_disk:
                    for partial in waiting.values():
                        _sync_file(partial)
                for name, partial in waiting.items():
                    self.files.mv(partial, self.path(name))
                if self._on_disk:
                    for folder in {self.path(name).rsplit("/", 1)[0] for name in waiting}:
                        private.sync(Path(folder))
        except BaseException:
            for partial in waiting.values():
                self._forget(partial)
            raise

    def put_stream(self, chunks: Iterable[bytes], name: str) -> int:
        """Keep a stream under a name of its own; returns its size. It appears whole or not at all."""
        size = 0
        with self.writing(name) as file:
            for chunk in chunks:
                size += len(chunk)
                file.write(chunk)
        return size

    async def put_upload(self, chunks: AsyncIterator[bytes], name: str, limit: int) -> int:
        """The same for a stream that is received; TooLarge, with nothing kept, when it goes over the limit.

        Never more than a megabyte of it is held, and the event loop does not wait for the disk.
        """
        size = 0
        held = bytearray()
        writing = self.writing(name)
        file = await asyncio.to_thread(writing.__enter__)
        try:
            async for chunk in chunks:
                size += len(chunk)
                if size > limit:
                    raise TooLarge(
                        f"The file is larger than {limit:,} bytes.",
                        kept="Nothing of it was kept.",
                        next_step="Send it in several parts, or let the person who runs this server raise the limit.",
                    )
                held += chunk
                if len(held) >= CHUNK:
                    await asyncio.to_thread(file.write, bytes(held))
                    held.clear()
            await asyncio.to_thread(file.write, bytes(held))
        except BaseException as error:
            # Raises again, and as StorageFull when the disk is full.
            await asyncio.to_thread(writing.__exit__, type(error), error, error.__traceback__)
            raise
        await asyncio.to_thread(writing.__exit__, None, None, None)
        return size

    @contextmanager
    def writing(self, name: str) -> Generator[Any, None, None]:
        """A binary file to write to; it appears under its name when the block ends well, and else not at all."""
        # Written beside and moved, so that a reader or a crash never meets half a file.
        partial = self._partial(name)
        with _disk():
            try:
                with self._create(partial) as file:
                    yield file
                    if self._on_disk:
                        file.flush()
                        os.fsync(file.fileno())
                self.files.mv(partial, self.path(name))
                if self._on_disk:
                    private.sync(Path(self.path(name)).parent)
            except BaseException:
                self._forget(partial)
                raise

    def remove(self, name: str) -> None:
        """Let a file go; nothing happens when it is gone already."""
        with suppress(FileNotFoundError):
            self.files.rm(self.path(name))

    def remove_folder(self, name: str) -> None:
        """Let every file under a name go; nothing happens when there is none."""
        with suppress(FileNotFoundError):
            self.files.rm(self.path(name), recursive=True)

    def sweep(self, older_than: float = ABANDONED) -> int:
        """Let go what writers that were killed have left unfinished; returns how many files that were.

        On the way it closes what an older goodwork left open to others and, as root, gives it to the folder's owner.
        In S3 there is nothing to sweep: an upload that broke off is no file there.
        """
        if not self._on_disk:
            return 0
        before = time.time() - older_than
        swept = 0
        if not os.path.isdir(self.root):
            return 0
        owner = private.owner_of(Path(self.root))
        for folder, _, names in os.walk(self.root):
            with suppress(FileNotFoundError, PermissionError):
                private.tighten(Path(folder), owner)
            for name in names:
                if name.endswith(PARTIAL):
                    path = os.path.join(folder, name)
                    # One that is written to is younger: every megabyte that arrives changes its time.
                    with suppress(FileNotFoundError):
                        if os.lstat(path).st_mtime < before:
                            os.unlink(path)
                            swept += 1
        return swept

    def open(self, name: str) -> Any:
        """A binary file that can be read and sought."""
        try:
            with self._reached():
                return self.files.open(self.path(name), "rb")
        except FileNotFoundError:
            if name.startswith(_BY_CONTENT):
                raise _damaged(name, "is missing") from None
            raise NotFound("The file is not in the store any more.") from None

    def size(self, name: str) -> int | None:
        """How many bytes a file has; None when it is not there."""
        try:
            return int(self.files.info(self.path(name))["size"])
        except (FileNotFoundError, NotADirectoryError):
            return None

    def is_whole(self, name: str) -> bool:
        """Whether a blob is there and its bytes are those that its name says."""
        digest = hashlib.sha256()
        try:
            with self.open(name) as file:
                while chunk := file.read(CHUNK):
                    digest.update(chunk)
        except (NotFound, OSError):
            return False
        return name.endswith(digest.hexdigest())

    def get(self, name: str) -> bytes:
        """The bytes of a blob; ``Damaged`` when they are not what its name says."""
        with self._reached(), self.open(name) as file:
            content = file.read()
        if name.startswith(_BY_CONTENT) and hashlib.sha256(content).hexdigest() != name.rsplit("/", 1)[-1]:
            raise _damaged(name, "is empty" if not content else "was altered or cut")
        return content

    @contextmanager
    def _reached(self) -> Generator[None]:
        """A store elsewhere that does not answer, said in the house's words; its client has errors of many kinds."""
        try:
            yield
        except (GoodworkError, FileNotFoundError):
            raise
        except Exception as error:
            if self._on_disk:
                raise
            raise Unavailable(
                "The store of files does not answer just now.",
                kept="Nothing was changed.",
                next_step="Try again in a moment; the person who runs this server sees why in its log.",
            ) from error

    def _partial(self, name: str) -> str:
        return f"{self.path(name)}.{uuid4().hex}{PARTIAL}"

    def _create(self, path: str) -> Any:
        if self._on_disk:
            root = Path(self.root)
            private.make_folder(Path(path).parent, like=root)
            return os.fdopen(private.open_file(Path(path), os.O_EXCL, like=root), "wb")
        return self.files.open(path, "wb")

    def _forget(self, partial: str) -> None:
        with suppress(FileNotFoundError):
            self.files.rm(partial)


def _damaged(name: str, how: str) -> Damaged:
    return Damaged(
        f"The stored file {name} {how}.",
        kept="Everything else is as it was.",
        next_step="Skip or flag this item; the person who runs this server can put the file back from a backup.",
    )


@contextmanager
def _disk() -> Generator[None]:
    """A full disk, said in the house's words."""
    try:
        yield
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise
        raise StorageFull(
            "There is no room left where goodwork keeps its files.",
            kept="Nothing of this was kept; what was there before is untouched.",
            next_step="Let the person who runs this server make room, then try again.",
        ) from error


def _sync_file(path: str) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
