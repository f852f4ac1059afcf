"""Files by their content: a folder or S3, through fsspec. A blob's name is the SHA-256 of its bytes."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterator, Generator, Iterable
from contextlib import contextmanager, suppress
from typing import Any
from uuid import uuid4

import fsspec

from goodwork.errors import NotFound, TooLarge

CHUNK = 1 << 20


class Blobs:
    """A store of immutable files. ``root`` is a folder or an address such as ``s3://bucket/prefix``."""

    def __init__(self, root: str) -> None:
        self.files, path = fsspec.core.url_to_fs(root)
        self.root = path.rstrip("/")

    def path(self, name: str) -> str:
        """Where a blob lies in the file system."""
        return f"{self.root}/{name}"

    def put(self, content: bytes) -> str:
        """Keep these bytes and return the blob's name; the same bytes are kept once."""
        digest = hashlib.sha256(content).hexdigest()
        name = f"sha256/{digest[:2]}/{digest}"
        if not self.files.exists(self.path(name)):
            self.put_stream([content], name)
        return name

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
            await asyncio.to_thread(writing.__exit__, type(error), error, error.__traceback__)
            raise
        await asyncio.to_thread(writing.__exit__, None, None, None)
        return size

    @contextmanager
    def writing(self, name: str) -> Generator[Any, None, None]:
        """A binary file to write to; it appears under its name when the block ends well, and else not at all."""
        # Written beside and moved, so that a reader or a crash never meets half a file.
        partial = f"{self.path(name)}.{uuid4().hex}.part"
        self.files.makedirs(partial.rsplit("/", 1)[0], exist_ok=True)
        try:
            with self.files.open(partial, "wb") as file:
                yield file
            self.files.mv(partial, self.path(name))
        except BaseException:
            with suppress(FileNotFoundError):
                self.files.rm(partial)
            raise

    def remove(self, name: str) -> None:
        """Let a file go; nothing happens when it is gone already."""
        with suppress(FileNotFoundError):
            self.files.rm(self.path(name))

    def remove_folder(self, name: str) -> None:
        """Let every file under a name go; nothing happens when there is none."""
        with suppress(FileNotFoundError):
            self.files.rm(self.path(name), recursive=True)

    def open(self, name: str) -> Any:
        """A binary file that can be read and sought."""
        try:
            return self.files.open(self.path(name), "rb")
        except FileNotFoundError:
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
        """The bytes of a blob."""
        with self.open(name) as file:
            return file.read()
