"""The hold on uploads: backups share it while they copy them, and whoever removes one has it alone."""

from __future__ import annotations

from sqlalchemy import text

from goodwork.store.database import Transaction

UPLOADS = 22834
"""Names the hold among advisory locks."""

_MAY_GO = text("""
  -- name: uploads_may_go
  SELECT pg_try_advisory_xact_lock(:what, 0)
""")


async def may_go(t: Transaction) -> bool:
    """Whether no backup copies uploads just now; then none begins to before this transaction has ended."""
    return bool((await t.execute(_MAY_GO, {"what": UPLOADS})).scalar_one())
