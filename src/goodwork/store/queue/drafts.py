"""The drafts of a project, counted and deleted; and those under claims that are given back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import text

from goodwork.model.ids import ProjectId
from goodwork.store.database import Transaction
from goodwork.store.words import statement

_COUNT = statement("""
  -- name: drafts_count
  SELECT count(*), count(DISTINCT c.person_id), count(*) FILTER (WHERE c.state = ClaimState.LIVE)
  FROM draft d JOIN claim c ON c.id = d.claim_id WHERE c.project_id = :project
""")

_DELETE = text("""
  -- name: drafts_delete
  DELETE FROM draft WHERE claim_id IN (
    SELECT d.claim_id FROM draft d JOIN claim c ON c.id = d.claim_id WHERE c.project_id = :project
    ORDER BY d.claim_id LIMIT :limit FOR UPDATE OF d)
""")


_UNDER = text("""
  -- name: drafts_under
  SELECT count(*) FROM draft WHERE claim_id = ANY(CAST(:claims AS bigint[]))
""")


class DraftCount(NamedTuple):
    """Drafts of a project, of how many people, and how many are of work that is in hand."""

    drafts: int
    people: int
    in_hand: int


async def counted(t: Transaction, project: ProjectId) -> DraftCount:
    """How many drafts there are."""
    return DraftCount(*(await t.execute(_COUNT, {"project": project})).one())


async def delete(t: Transaction, project: ProjectId, limit: int) -> int:
    """Delete some; returns how many."""
    return (await t.execute(_DELETE, {"project": project, "limit": limit})).rowcount


async def under(t: Transaction, claims: Sequence[int]) -> int:
    """How many of these claims have a draft."""
    return (await t.execute(_UNDER, {"claims": list(claims)})).scalar_one()
