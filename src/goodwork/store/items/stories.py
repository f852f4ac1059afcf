"""Stories of items, read: what was decided of each, in the order in which it was."""

from __future__ import annotations

from sqlalchemy import text

from goodwork.model.items import ItemState, SettledHow
from goodwork.model.stories import Cause, Evidence, Step, StoryLine
from goodwork.store.database import Transaction

_OF_ITEM = text("""
  -- name: story_of_item
  SELECT s.id, s.at::date AS day, step, cause, before_state, after_state, settled_how, before_wanted, wanted, completed,
    answers, confidence, question, calibrated, proves, target, fitted_at, s.person_id, reason, g.guideline_version
  FROM story s LEFT JOIN asked_again g ON g.item_id = s.item_id AND g.story_id = s.id
  WHERE s.item_id = :item AND s.id < :before ORDER BY s.id DESC LIMIT :limit
""")


async def of_item(t: Transaction, item: int, before: int, limit: int) -> list[StoryLine]:
    """An item's decisions, the newest first, before a line."""
    found = await t.execute(_OF_ITEM, {"item": item, "before": before, "limit": limit})
    return [
        StoryLine(
            row.id,
            row.day,
            Step(row.step),
            Cause(row.cause),
            ItemState(row.before_state),
            ItemState(row.after_state),
            SettledHow(row.settled_how),
            row.before_wanted,
            row.wanted,
            row.completed,
            None
            if row.target is None
            else Evidence(
                row.answers, row.confidence, row.question, row.calibrated, row.proves, row.target, row.fitted_at
            ),
            row.person_id,
            row.reason,
            row.guideline_version,
        )
        for row in found
    ]
