"""Appeals: kept as they were opened, and what became of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from psycopg.types.json import Jsonb
from sqlalchemy import Row, text

from goodwork.model.appeals import Against, Appeal, AppealState, Ruling
from goodwork.model.ids import PersonId, ProjectId
from goodwork.model.people import Actor
from goodwork.store.appeals.verdicts import Verdict
from goodwork.store.database import Transaction
from goodwork.store.items.payloads import GLIMPSE
from goodwork.store.words import statement

_COLUMNS = (
    "a.id, a.project_id, a.item_id, a.person_id, a.against, a.answers, a.form_version, a.reason, a.annotation_id,"
    " a.argument, a.at::date, a.due_at::date, a.state, a.decided_at::date, a.decision, a.rule, a.ruled, a.ruled_version"
)

_OPEN = statement(f"""
  -- name: appeal_open
  INSERT INTO appeal AS a (organization_id, project_id, item_id, person_id, against, verdict, given_by, answers,
    form_version, reason, annotation_id, argument, due_at)
  VALUES (:organization, :project, :item, :person, :against, :verdict, :given_by, :answers, :form_version, :reason,
    :annotation, :argument, now() + make_interval(days => :days))
  ON CONFLICT (person_id, item_id, against, verdict) WHERE state <> AppealState.WITHDRAWN DO NOTHING
  RETURNING {_COLUMNS}
""")

_GET = text(f"""
  -- name: appeal_get
  SELECT {_COLUMNS} FROM appeal a WHERE a.id = :appeal
""")

_LOCK = text(f"""
  -- name: appeal_lock
  SELECT {_COLUMNS} FROM appeal a WHERE a.id = :appeal FOR NO KEY UPDATE
""")

# Whoever is neither the appellant, nor the one who gave the verdict, nor has answered the item. Where there is nobody
# like that, those who have a part in it decide; the appellant never does.
_APART = """{who} <> a.person_id AND {who} IS DISTINCT FROM a.given_by
  AND NOT EXISTS (SELECT FROM annotation n WHERE n.item_id = a.item_id AND n.person_id = {who})"""
_REVIEWS = """p.deactivated_at IS NULL AND (p.role NOT IN ('annotator', 'applicant') OR EXISTS (
    SELECT FROM project_grant g WHERE g.project_id = a.project_id AND g.person_id = p.id))"""
_MAY = f"""a.person_id <> :person AND (({_APART.format(who=":person")}) OR NOT EXISTS (
    SELECT FROM person p WHERE {_REVIEWS} AND {_APART.format(who="p.id")}))"""
_SOMEBODY = f"EXISTS (SELECT FROM person p WHERE p.id <> a.person_id AND {_REVIEWS})"

_MAY_DECIDE = text(f"""
  -- name: appeal_may_decide
  SELECT {_MAY} FROM appeal a WHERE a.id = :appeal
""")

_WAITING = statement(f"""
  -- name: appeal_waiting
  SELECT {_COLUMNS}, {GLIMPSE} FROM appeal a JOIN item_payload w ON w.item_id = a.item_id
  WHERE a.project_id = :project AND a.state = AppealState.OPEN AND {_MAY}
    AND (a.due_at, a.id) > (
      coalesce((SELECT b.due_at FROM appeal b WHERE b.id = :after AND b.project_id = :project), '-infinity'), :after)
  ORDER BY a.due_at, a.id LIMIT :limit
""")

_OF_PERSON = text(f"""
  -- name: appeal_of_person
  SELECT {_COLUMNS}, {GLIMPSE}, o.name, b.name, {_SOMEBODY}
  FROM appeal a JOIN item_payload w ON w.item_id = a.item_id JOIN project o ON o.id = a.project_id
  LEFT JOIN person b ON b.id = a.decided_by
  WHERE a.person_id = :person AND a.id < :before
    AND EXISTS (SELECT FROM project_standing(a.project_id, :person, :role) s WHERE s.role > 0)
  ORDER BY a.id DESC LIMIT :limit
""")

_DECIDE = text("""
  -- name: appeal_decide
  UPDATE appeal SET state = :state, decided_at = clock_timestamp(), decided_by = :person, decision = :decision,
    rule = :rule, guideline_version = (SELECT guideline_version FROM project WHERE id = project_id),
    ruled = :ruled, ruled_version = :ruled_version
  WHERE id = :appeal
""")

_OF_ITEMS = statement("""
  -- name: appeal_of_items
  SELECT DISTINCT ON (item_id) item_id, state FROM appeal
  WHERE person_id = :person AND item_id = ANY(:items) AND state <> AppealState.WITHDRAWN
  ORDER BY item_id, id DESC
""")

_WITHDRAW = statement("""
  -- name: appeal_withdraw
  UPDATE appeal SET state = AppealState.WITHDRAWN, decided_at = clock_timestamp() WHERE id = :appeal
""")

RECENT = 1_000
"""Decided appeals that a project's rate of overturning rests on, the newest."""

_RATE = statement(f"""
  -- name: appeal_rate
  SELECT count(*) FILTER (WHERE n.state = AppealState.UPHELD), count(*)
  FROM (SELECT a.state FROM appeal a WHERE a.project_id = :project
          AND a.state IN (AppealState.UPHELD, AppealState.DECLINED)
        ORDER BY a.id DESC LIMIT {RECENT}) n
""")

# A ruling holds as long as the review or the gold that it made does.
_RULINGS = statement("""
  -- name: appeal_rulings
  SELECT a.item_id, a.ruled, a.ruled_version FROM appeal a
  WHERE a.project_id = :project AND a.state = AppealState.UPHELD
    AND a.item_id = coalesce(CAST(:item AS bigint), a.item_id) AND (
    EXISTS (SELECT FROM gold g WHERE g.item_id = a.item_id AND g.appeal_id = a.id)
    OR a.id = (SELECT r.appeal_id FROM review r WHERE r.item_id = a.item_id ORDER BY r.id DESC LIMIT 1))
  ORDER BY a.decided_at
""")


@dataclass(frozen=True, slots=True)
class OwnAppeal:
    """An appeal as its appellant reads it."""

    appeal: Appeal
    payload: Mapping[str, Any]
    project: str
    by: str | None
    """The name of who decided it."""
    has_decider: bool
    """Whether somebody else in the project could decide it."""


async def open_appeal(
    t: Transaction, actor: Actor, item: int, against: Against, verdict: Verdict, *, annotation: int, argument: str,
    days: int,
) -> Appeal | None:  # fmt: skip
    """Keep an appeal; None when this person has appealed this verdict already."""
    values = {
        "organization": actor.organization_id, "project": verdict.project_id, "item": item,
        "person": actor.person_id, "against": against.value, "verdict": verdict.name, "given_by": verdict.given_by,
        "answers": Jsonb(verdict.answers), "form_version": verdict.form_version, "reason": verdict.reason,
        "annotation": annotation, "argument": argument, "days": days,
    }  # fmt: skip
    row = (await t.execute(_OPEN, values)).first()
    return None if row is None else _read(row)


async def get(t: Transaction, appeal: int) -> Appeal | None:
    """One appeal."""
    row = (await t.execute(_GET, {"appeal": appeal})).first()
    return None if row is None else _read(row)


async def lock(t: Transaction, appeal: int) -> Appeal:
    """One appeal that there is, locked. Its item is locked before it."""
    return _read((await t.execute(_LOCK, {"appeal": appeal})).one())


async def may_decide(t: Transaction, person: PersonId, appeal: int) -> bool:
    """Whether somebody who reviews the project is apart enough from this appeal to decide it."""
    return (await t.execute(_MAY_DECIDE, {"person": person, "appeal": appeal})).scalar_one()


async def waiting(
    t: Transaction, project: ProjectId, person: PersonId, after: int, limit: int
) -> list[tuple[Appeal, Mapping[str, Any]]]:
    """Open appeals that this person may decide, with their items' payloads; the one that is due first comes first.

    ``after``: the last one before; 0: from the first.
    """
    values = {"project": project, "person": person, "after": after, "limit": limit}
    return [(_read(row[:-1]), row[-1]) for row in await t.execute(_WAITING, values)]


async def of_person(t: Transaction, actor: Actor, before: int, limit: int) -> list[OwnAppeal]:
    """A person's appeals in the projects that they see, newest first, before an id."""
    values = {"person": actor.person_id, "role": actor.role.value, "before": before, "limit": limit}
    return [OwnAppeal(_read(row[:-4]), *row[-4:]) for row in await t.execute(_OF_PERSON, values)]


async def of_items(t: Transaction, person: PersonId, items: Sequence[int]) -> dict[int, AppealState]:
    """What became of a person's newest appeal on each of these items; those that were withdrawn are left out."""
    return {row[0]: AppealState(row[1]) for row in await t.execute(_OF_ITEMS, {"person": person, "items": list(items)})}


async def decide(
    t: Transaction, person: PersonId, appeal: int, state: AppealState, *, decision: str, rule: str,
    ruling: Ruling | None,
) -> None:  # fmt: skip
    """Keep what became of a locked appeal."""
    values = {
        "appeal": appeal, "person": person, "state": state.value, "decision": decision, "rule": rule,
        "ruled": None if ruling is None else Jsonb(ruling.answers),
        "ruled_version": None if ruling is None else ruling.form_version,
    }  # fmt: skip
    await t.execute(_DECIDE, values)


async def withdraw(t: Transaction, appeal: int) -> None:
    """The appellant takes a locked appeal back."""
    await t.execute(_WITHDRAW, {"appeal": appeal})


async def rate(t: Transaction, project: int) -> tuple[int, int]:
    """How many of a project's newest decided appeals were upheld, and how many those are."""
    upheld, decided = (await t.execute(_RATE, {"project": project})).one()
    return upheld, decided


async def rulings(t: Transaction, project: ProjectId, item: int | None = None) -> dict[int, Ruling]:
    """What upheld appeals say is right, by item, as far as no later review or gold says something else."""
    found = await t.execute(_RULINGS, {"project": project, "item": item})
    return {row[0]: Ruling(row[1], row[2]) for row in found}


def _read(row: Row[Any] | Sequence[Any]) -> Appeal:
    made = Appeal(*row[:18])
    return replace(made, against=Against(made.against), state=AppealState(made.state))
