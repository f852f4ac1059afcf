"""What is known of people in a project beside the others, for the order in which they are offered items."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import text

from goodwork.model.ids import ProjectId
from goodwork.routing.order import Hand
from goodwork.store.database import Transaction

# In the order of their ids: two refits never wait for each other in a ring.
_WRITE = text("""
  -- name: hand_write
  WITH n AS (
    SELECT q.person_id, n.hand FROM unnest(CAST(:people AS integer[]), CAST(:hands AS smallint[])) AS n (person, hand)
    JOIN queue_cursor q ON q.project_id = :project AND q.person_id = n.person AND q.hand <> n.hand
    ORDER BY q.person_id FOR NO KEY UPDATE OF q
  )
  UPDATE queue_cursor q SET hand = n.hand FROM n WHERE q.project_id = :project AND q.person_id = n.person_id
""")


async def write(t: Transaction, project: ProjectId, hands: Mapping[int, Hand]) -> None:
    """Keep the hands of people who were given work in a project."""
    if hands:
        values = {"project": project, "people": list(hands), "hands": [int(hand) for hand in hands.values()]}
        await t.execute(_WRITE, values)
