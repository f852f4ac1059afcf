"""Pieces of a file that is written, put together so that each writing is worth its while and memory stays flat."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

PORTION = 1 << 20
"""Bytes from which on what was made is handed on: one item may be longer, many are not held."""


def portions(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in larger pieces.

    >>> [len(piece) for piece in portions([b"a" * 600_000] * 3)]
    [1200000, 600000]
    """
    held: list[bytes] = []
    size = 0
    for piece in pieces:
        held.append(piece)
        size += len(piece)
        if size >= PORTION:
            yield b"".join(held)
            held, size = [], 0
    yield b"".join(held)
