"""Looking at the pictures of items, in a process of its own: a decoder may need any memory, or end its process."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from goodwork.blobs import Blobs
from goodwork.errors import Damaged

MOST = 20
"""Pictures of one item that are looked at."""


def look_at(blobs: Blobs, items: Mapping[int, Sequence[str]]) -> Iterator[tuple[list[int], list[tuple[str, str]]]]:
    """Of each item, in their order: a print of each picture that can be read and has structure; the others, and why."""
    # Slow to load, and no other process looks at a picture.
    from goodwork.redundancy.pictures import see

    for pictures in items.values():
        prints: list[int] = []
        refused: list[tuple[str, str]] = []
        for blob in pictures[:MOST]:
            try:
                # One after the other, so that one is in memory.
                seen = see([(blobs.get(blob), blob)], 0)
            except Damaged as error:
                refused.append((blob, error.what))
                continue
            refused += [(blob, fault.what) for fault in seen.refused]
            # As PostgreSQL's bigint, which has a sign.
            prints += seen.words[seen.flags == 0, 0].astype("int64").tolist()
        yield prints, refused
