"""How many answers the items of a project want, when its policy changes under them."""

from __future__ import annotations

from sqlalchemy import text

from goodwork.model.ids import ProjectId
from goodwork.store.database import Transaction

# The rule, for items between two positions, under the policy as it is now:
# - An open item wants the policy's fewest again, or what it has and has promised (answers and live claims) when that
#   is more: nobody's claim is taken away. One that is set aside does too, for the day when it is restored.
# - Settled gold wants no more than gold_most, with the same reserve.
# - What then has answers and misses none is appraised: flow.decide asks again up to the new most, settles, or gives
#   gold its further slot.
# - A settled item below the target, and one that waits for an expert, is appraised too: the target may have moved,
#   or most allows further answers. What a person decided is left alone.
# Rows are locked in the order of their ids, like everywhere.
_ADJUST = text("""
  -- name: items_adjust
  WITH policy AS (
    SELECT (policy ->> 'fewest')::smallint AS fewest, (policy ->> 'gold_most')::smallint AS gold_most,
           (policy ->> 'target')::real AS target
    FROM project WHERE id = :project
  ), part AS (
    SELECT id, state, gold, by_lead, completed, live, wanted, missing FROM item
    WHERE project_id = :project AND position >= :first AND position < :last AND state IN (0, 1, 2, 4)
    ORDER BY id FOR NO KEY UPDATE
  ), due AS (
    SELECT part.id, greatest(
        CASE WHEN state IN (0, 4) THEN policy.fewest WHEN state = 1 AND gold > 0 THEN least(wanted, policy.gold_most)
             ELSE wanted END, completed + live) AS wanted
    FROM part, policy
  ), changed AS (
    UPDATE item i SET wanted = due.wanted FROM due WHERE i.id = due.id AND i.wanted <> due.wanted
  )
  SELECT part.id FROM part JOIN due USING (id) CROSS JOIN policy LEFT JOIN item_quality q ON q.item_id = part.id
  WHERE part.completed > 0 AND CASE part.state
    WHEN 0 THEN due.wanted <= part.completed + part.live
    WHEN 1 THEN NOT part.by_lead AND
      (q.confidence < policy.target OR part.gold > 0 AND due.wanted <= part.completed + part.live)
    ELSE NOT part.by_lead END
""")

_MARK_ALL = text("""
  -- name: items_mark_to_appraise
  INSERT INTO to_appraise (item_id, organization_id, project_id)
  SELECT i.id, i.organization_id, i.project_id FROM item i WHERE i.id = ANY(:items) ORDER BY i.id
  ON CONFLICT DO NOTHING
""")
# Marks one more and wakes the worker.
_WAKE = text("""
  -- name: items_wake_appraisal
  SELECT mark_to_appraise(i.organization_id, i.project_id, i.id) FROM item i WHERE i.id = :item
""")
_LAST = text("""
  -- name: items_last_position
  SELECT max(position) FROM item WHERE project_id = :project
""")


async def last_position(t: Transaction, project: ProjectId) -> int | None:
    """The position of a project's last item; None: it has none."""
    return (await t.execute(_LAST, {"project": project})).scalar_one()


async def adjust(t: Transaction, project: ProjectId, first: int, last: int) -> int:
    """Let the items from ``first`` up to ``last`` (without it) want what the policy asks now.

    Returns how many are to be appraised because of it.
    """
    given = {"project": project, "first": first, "last": last}
    marked = list((await t.execute(_ADJUST, given)).scalars())
    if marked:
        await t.execute(_MARK_ALL, {"items": marked})
        await t.execute(_WAKE, {"item": marked[0]})
    return len(marked)
