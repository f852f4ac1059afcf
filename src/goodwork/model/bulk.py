"""An answer that was given to many items at once, and what became of it at each."""

from __future__ import annotations

from enum import IntEnum


class BulkState(IntEnum):
    """What became of one item's answer of a batch."""

    APPLIED = 0
    UNDONE = 1
    KEPT = 2
    """When the batch was undone: something was decided of the item since."""
