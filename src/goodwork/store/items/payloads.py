"""What items show: payloads and metadata, apart from the narrow rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import text

from goodwork.store.database import Transaction

GLIMPSE = """
  CASE WHEN pg_column_compression(w.payload) IS NULL AND pg_column_size(w.payload) <= 8000 THEN w.payload
    ELSE glimpse(w.payload) END
"""
"""The payload of ``w`` where it is small, else its beginning: for lists, which show an excerpt of each item."""

_PAYLOAD = text("""
  -- name: item_payload
  SELECT payload FROM item_payload WHERE item_id = :item
""")


async def payload(t: Transaction, item: int) -> Mapping[str, Any]:
    """The payload of an item that is there."""
    return (await t.execute(_PAYLOAD, {"item": item})).scalar_one()
