"""What waits in an organization for somebody who leads it: counted only as far as they may decide it."""

from __future__ import annotations

from goodwork.model.people import Actor
from goodwork.model.work import MOST_WAITING, KeysAppealed, WaitingInOrganization
from goodwork.store.applications.applications import WAITS
from goodwork.store.database import Transaction
from goodwork.store.restrictions.restrictions import APART
from goodwork.store.words import statement

MOST_ASSESSMENTS = 20

_APPLICATIONS = f"application p WHERE p.organization_id = :organization AND {WAITS}"
_RESTRICTIONS = f"""
  restriction_appeal a JOIN restriction r ON r.id = a.restriction_id
  WHERE a.organization_id = :organization AND a.state = AppealState.OPEN AND r.person_id <> :person
    AND (r.made_by <> :person OR NOT {APART})
"""
_TAKINGS = """
  qualification_appeal a JOIN qualification_event e ON e.id = a.event_id
  WHERE a.organization_id = :organization AND a.state = AppealState.OPEN AND e.made_by <> :person
    AND e.person_id <> :person
"""


def _up_to(of: str) -> str:
    return f"(SELECT count(*) FROM (SELECT FROM {of} LIMIT {MOST_WAITING}) w)"


_WAITING = statement(f"""
  -- name: waiting_in_organization
  SELECT {_up_to(_APPLICATIONS)}, {_up_to(_RESTRICTIONS)}, {_up_to(_TAKINGS)}
""")

_KEYS = statement(f"""
  -- name: waiting_keys
  SELECT s.id, s.title, w.appeals FROM assessment s CROSS JOIN LATERAL (
    SELECT count(*) AS appeals FROM (
      SELECT FROM attempt_appeal a
      WHERE a.assessment_id = s.id AND a.state = AppealState.OPEN AND a.person_id <> :person
      LIMIT {MOST_WAITING}) o) w
  WHERE s.organization_id = :organization AND w.appeals > 0 ORDER BY s.id DESC LIMIT {MOST_ASSESSMENTS}
""")


async def waiting(t: Transaction, actor: Actor) -> WaitingInOrganization:
    """What the actor, who leads, may decide."""
    values = {"organization": actor.organization_id, "person": actor.person_id}
    row = (await t.execute(_WAITING, values)).one()
    keys = tuple(KeysAppealed(*one) for one in await t.execute(_KEYS, values))
    return WaitingInOrganization(row[0], row[1], row[2], keys)
