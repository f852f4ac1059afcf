"""Who holds which tier, and how they came to it: events that are only added to, and the newest for the queue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from psycopg.types.json import Jsonb
from sqlalchemy import Row, text

from goodwork.model.appeals import AppealState
from goodwork.model.ids import OrganizationId, PersonId, ProjectId
from goodwork.model.qualifications import Event, Held, How, Shown, Source
from goodwork.store.database import Transaction
from goodwork.store.words import named, statement

_STANDING = text("""
  -- name: qualification_standing
  SELECT h.tier, e.how FROM qualification_held h JOIN qualification_event e ON e.id = h.event_id
  WHERE h.person_id = :person AND h.qualification_id = :id
""")

_ADD = text("""
  -- name: qualification_event_add
  WITH made AS (
    INSERT INTO qualification_event (organization_id, qualification_id, person_id, tier, how, evidence, reason, made_by)
    SELECT :organization, :id, n.person_id, n.tier, :how, n.evidence, :reason, :by
    FROM unnest(CAST(:people AS integer[]), CAST(:tiers AS smallint[]), CAST(:evidence AS jsonb[]))
      AS n (person_id, tier, evidence)
    ORDER BY n.person_id
    RETURNING id, person_id, tier
  ), held AS (
    INSERT INTO qualification_held (person_id, qualification_id, organization_id, tier, event_id)
    SELECT m.person_id, :id, :organization, m.tier, m.id FROM made m ORDER BY m.person_id
    ON CONFLICT (person_id, qualification_id) DO UPDATE SET tier = excluded.tier, event_id = excluded.event_id
  )
  SELECT id, person_id FROM made
""")

_EVENT = """
  e.id, e.qualification_id, e.tier, e.how, e.evidence, e.reason, b.name, e.day, a.state, a.due, coalesce(a.decision, '')
  FROM qualification_event e LEFT JOIN person b ON b.id = e.made_by
  LEFT JOIN qualification_appeal a ON a.event_id = e.id AND a.state <> AppealState.WITHDRAWN
"""

_HOLDERS = text(
    named(f"""
  -- name: qualification_holders
  SELECT h.person_id, p.name, {_EVENT} JOIN qualification_held h ON h.event_id = e.id
  JOIN person p ON p.id = h.person_id AND p.deactivated_at IS NULL
  WHERE h.qualification_id = :id AND h.person_id > :after AND h.tier > 0 ORDER BY h.person_id LIMIT :limit
""")
)

_OF_PERSON = text(
    named(f"""
  -- name: qualification_events_of_person
  SELECT {_EVENT} WHERE e.id IN (
    SELECT l.id FROM unnest(CAST(:ids AS integer[])) AS n (id) CROSS JOIN LATERAL (
      SELECT o.id FROM qualification_event o WHERE o.person_id = :person AND o.qualification_id = n.id
      ORDER BY o.id DESC LIMIT :each) l)
  ORDER BY e.id DESC
""")
)

LATER = """l.person_id = e.person_id AND l.qualification_id = e.qualification_id AND l.id > e.id
       AND l.how = How.TAKEN AND NOT EXISTS (
         SELECT FROM qualification_appeal x WHERE x.event_id = l.id AND x.state = AppealState.UPHELD)"""
"""Takings ``l`` after an event ``e`` that stand."""

_EVENTS = statement(f"""
  -- name: qualification_event_one
  SELECT e.qualification_id, e.person_id, e.tier, e.how, coalesce(e.made_by, 0),
    coalesce((SELECT b.tier FROM qualification_event b
              WHERE b.person_id = e.person_id AND b.qualification_id = e.qualification_id AND b.id < e.id
              ORDER BY b.id DESC LIMIT 1), 0),
    EXISTS (SELECT FROM qualification_held h WHERE h.event_id = e.id),
    (SELECT min(l.tier) FROM qualification_event l WHERE {LATER})
  FROM qualification_event e WHERE e.id = :event
""")

_REMOVED = text("""
  -- name: qualification_removed_of_person
  SELECT q.id, q.name, coalesce(n.name, '') FROM qualification_held h
  JOIN qualification q ON q.id = h.qualification_id AND q.removed
  LEFT JOIN qualification_tier n ON n.qualification_id = q.id AND n.tier = h.tier
  WHERE h.person_id = :person AND h.tier > 0 ORDER BY q.id LIMIT :limit
""")

# What answers show of one person, where they see the project.
_SHOWN_OF = statement("""
  -- name: qualification_shown_of
  SELECT s.qualification_id, s.project_id, s.question, p.name,
    coalesce((SELECT q ->> 'title' FROM form f, jsonb_array_elements(f.questions) q
              WHERE f.project_id = p.id AND f.version = p.form_version AND q ->> 'key' = s.question), ''),
    k.low, coalesce(k.items, 0)
  FROM qualification_source s JOIN project p ON p.id = s.project_id
  LEFT JOIN skill k ON k.project_id = s.project_id AND k.question = s.question AND k.person_id = :person
  WHERE s.qualification_id = ANY(:ids)
    AND EXISTS (SELECT FROM project_standing(p.id, :person, :role) z WHERE z.role > 0)
  ORDER BY s.qualification_id, s.project_id, s.question
""")

_TIED = text("""
  -- name: qualification_tied
  SELECT DISTINCT s.qualification_id FROM qualification_source s
  JOIN qualification q ON q.id = s.qualification_id AND NOT q.removed
  WHERE s.project_id = :project AND EXISTS (
    SELECT FROM qualification_tier n WHERE n.qualification_id = q.id AND n.least IS NOT NULL)
  ORDER BY 1
""")

# Of whoever answered in the project: what their answers show wherever they speak for the qualification. Neither when
# something was answered nor how much more than is asked plays a part.
_SHOWN = statement("""
  -- name: qualification_shown
  SELECT k.person_id, k.project_id, k.question, k.low, k.items, coalesce(h.tier, 0)
  FROM qualification_source s
  JOIN skill k ON k.project_id = s.project_id AND k.question = s.question AND k.low IS NOT NULL
  JOIN person p ON p.id = k.person_id AND p.deactivated_at IS NULL
  LEFT JOIN qualification_held h ON h.person_id = k.person_id AND h.qualification_id = s.qualification_id
  LEFT JOIN qualification_event e ON e.id = h.event_id
  WHERE s.qualification_id = :id AND e.how IS DISTINCT FROM How.TAKEN AND EXISTS (
    SELECT FROM skill o WHERE o.person_id = k.person_id AND o.project_id = :project)
  ORDER BY k.person_id, k.project_id, k.question
""")


@dataclass(frozen=True, slots=True)
class Happened:
    """An event as rules need it."""

    qualification_id: int
    person_id: int
    tier: int
    how: How
    made_by: int
    """0: nobody, it was work or an assessment."""
    before: int
    """The tier that was held before it."""
    holds: bool
    """Whether nothing came after it."""
    left: int | None
    """The tier that later takings left which were not given back; None: there is none."""


@dataclass(frozen=True, slots=True)
class ShownSource:
    """What a person's answers to one tied question show."""

    qualification_id: int
    source: Source
    project: str
    title: str
    shown: Shown


@dataclass(frozen=True, slots=True)
class Worked:
    """A person whose answers speak for a qualification."""

    person_id: int
    held: int
    shown: Mapping[Source, Shown]


async def standing(t: Transaction, person: int, identity: int) -> tuple[int, How | None]:
    """The tier that a person holds (0: none), and how they came to that; None: nothing was ever said."""
    row = (await t.execute(_STANDING, {"person": person, "id": identity})).first()
    return (0, None) if row is None else (row[0], How(row[1]))


async def add(
    t: Transaction,
    organization: OrganizationId,
    identity: int,
    how: How,
    given: Sequence[tuple[int, int, Mapping[str, Any]]],
    *,
    reason: str = "",
    by: PersonId | None = None,
) -> dict[int, int]:
    """Write down what people hold from now on (person, tier, evidence); returns the event of each person."""
    values = {
        "organization": organization, "id": identity, "how": how.value, "reason": reason, "by": by,
        "people": [person for person, _, _ in given], "tiers": [tier for _, tier, _ in given],
        "evidence": [Jsonb(dict(evidence)) for _, _, evidence in given],
    }  # fmt: skip
    return {person: event for event, person in await t.execute(_ADD, values)}


async def holders(t: Transaction, identity: int, after: int, limit: int) -> list[Held]:
    """Who holds a qualification, after a person."""
    rows = await t.execute(_HOLDERS, {"id": identity, "after": after, "limit": limit})
    return [Held(row[0], row[1], _event(row[2:])) for row in rows]


async def of_person(t: Transaction, person: PersonId, identities: Sequence[int], each: int) -> list[Event]:
    """How a person came to what they hold, the newest first; of each qualification so many lines."""
    rows = await t.execute(_OF_PERSON, {"person": person, "ids": list(identities), "each": each})
    return [_event(row) for row in rows]


async def happened(t: Transaction, event: int) -> Happened | None:
    """One event."""
    row = (await t.execute(_EVENTS, {"event": event})).first()
    return None if row is None else Happened(row[0], row[1], row[2], How(row[3]), *row[4:])


async def removed_of(t: Transaction, person: PersonId, limit: int) -> list[tuple[int, str, str]]:
    """What a person holds of qualifications that were removed: id, name, name of the tier."""
    rows = await t.execute(_REMOVED, {"person": person, "limit": limit})
    return [(row[0], row[1], row[2]) for row in rows]


async def shown_of(t: Transaction, person: PersonId, role: str, identities: Sequence[int]) -> list[ShownSource]:
    """What a person's answers show, question by question, in the projects that they see."""
    rows = await t.execute(_SHOWN_OF, {"person": person, "role": role, "ids": list(identities)})
    return [ShownSource(row[0], Source(row[1], row[2]), row[3], row[4], Shown(row[5], row[6])) for row in rows]


async def tied(t: Transaction, project: ProjectId) -> list[int]:
    """The qualifications that answers in a project may earn a tier of."""
    return list((await t.execute(_TIED, {"project": project})).scalars())


async def worked(t: Transaction, identity: int, project: ProjectId) -> list[Worked]:
    """The people who answered in a project, and what their answers show wherever they speak for a qualification;
    without those of whom a tier was taken last: that is undone by people only."""
    found: dict[int, tuple[int, dict[Source, Shown]]] = {}
    for person, at, question, low, items, held in await t.execute(_SHOWN, {"id": identity, "project": project}):
        found.setdefault(person, (held, {}))[1][Source(at, question)] = Shown(low, items)
    return [Worked(person, held, shown) for person, (held, shown) in found.items()]


def _event(row: Row[Any] | Sequence[Any]) -> Event:
    identity, qualification, tier, how, evidence, reason, by, day, state, due, decision = row
    return Event(
        identity, qualification, tier, How(how), evidence, reason, by, day,
        None if state is None else AppealState(state), due, decision,
    )  # fmt: skip
