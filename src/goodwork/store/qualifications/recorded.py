"""What somebody holds, as their record of qualifications says it."""

from __future__ import annotations

from goodwork.model.ids import PersonId
from goodwork.model.qualifications import How, Recorded
from goodwork.store.database import Transaction
from goodwork.store.words import statement

# How they earned just this tier, before anything was taken: a taking that left them a lower one says how it came about
# only where they had earned that one, too.
_RECORDED = statement("""
  -- name: qualification_recorded
  SELECT q.name, h.tier, n.name, (SELECT max(m.tier) FROM qualification_tier m WHERE m.qualification_id = q.id),
    coalesce(o.how, How.GIVEN), coalesce(o.day, e.day), coalesce(o.evidence, '{}'),
    a.score, a.low, a.high, a.rests_on
  FROM qualification_held h JOIN qualification q ON q.id = h.qualification_id
  JOIN qualification_tier n ON n.qualification_id = h.qualification_id AND n.tier = h.tier
  JOIN qualification_event e ON e.id = h.event_id
  LEFT JOIN LATERAL (
    SELECT b.how, b.day, b.evidence FROM qualification_event b
    WHERE b.person_id = h.person_id AND b.qualification_id = h.qualification_id AND b.tier = h.tier
      AND b.how IN (How.ASSESSMENT, How.WORK, How.GIVEN)
    ORDER BY b.id DESC LIMIT 1) o ON true
  LEFT JOIN attempt a ON a.id = CAST(o.evidence ->> 'attempt' AS bigint) AND a.person_id = h.person_id
  WHERE h.person_id = :person AND h.tier > 0 ORDER BY q.name, q.id LIMIT :limit
""")


async def recorded(t: Transaction, person: PersonId, limit: int) -> list[Recorded]:
    """The tiers that a person holds, also of removed qualifications, each with how it was earned."""
    rows = await t.execute(_RECORDED, {"person": person, "limit": limit})
    return [Recorded(row[0], row[1], row[2], row[3], How(row[4]), *row[5:]) for row in rows]
