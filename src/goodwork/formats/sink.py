"""Something that writers of files write into, emptied as it fills: a file becomes a stream of pieces."""

from __future__ import annotations

import io


class Sink(io.RawIOBase):
    """A file that can be written to, told and flushed; ``take`` gives what was written since."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self._at = 0

    def writable(self) -> bool:
        return True

    def write(self, piece: object, /) -> int:  # pyright: ignore[reportIncompatibleMethodOverride]
        content = bytes(piece)  # pyright: ignore[reportArgumentType] - any buffer
        self._pieces.append(content)
        self._at += len(content)
        return len(content)

    def tell(self) -> int:
        return self._at

    def take(self) -> bytes:
        """What was written since the last time."""
        taken = b"".join(self._pieces)
        self._pieces.clear()
        return taken
