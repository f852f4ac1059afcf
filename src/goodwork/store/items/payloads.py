"""What items show: payloads and metadata, apart from the narrow rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import text

from goodwork.store.database import Transaction

_PAYLOAD = text("""
  -- name: item_payload
  SELECT payload FROM item_payload WHERE item_id = :item
""")


async def payload(t: Transaction, item: int) -> Mapping[str, Any]:
    """The payload of an item that is there."""
    return (await t.execute(_PAYLOAD, {"item": item})).scalar_one()
