"""A file on the disk that lasts as long as somebody reads it."""

from __future__ import annotations

import io
import tempfile
from typing import IO, BinaryIO


class OnDisk(io.RawIOBase):
    """Such a file, one that is there or one that is written first: nobody who opens a source closes it."""

    def __init__(self, file: IO[bytes] | None = None) -> None:
        # Closed by close, which whoever lets go of it calls.
        self.file: IO[bytes] = tempfile.TemporaryFile() if file is None else file  # noqa: SIM115

    def opened(self) -> BinaryIO:
        """The file from its beginning, once it is written."""
        self.seek(0)
        return io.BufferedReader(self, 1 << 20)

    def close(self) -> None:
        self.file.close()
        super().close()

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview, /) -> int:  # pyright: ignore[reportIncompatibleMethodOverride]
        return self.file.readinto(buffer)  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownVariableType]

    def seek(self, offset: int, whence: int = 0, /) -> int:
        return self.file.seek(offset, whence)

    def tell(self) -> int:
        return self.file.tell()
