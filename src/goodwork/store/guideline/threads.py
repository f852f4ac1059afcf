"""Threads: questions about items and rules, their answers and comments."""

from __future__ import annotations

from typing import Any, Literal

from sqlalchemy import Row, text

from goodwork.model.guideline import MOST_COUNTED, Answering, Comment, Thread, Viewer
from goodwork.model.ids import PersonId, ProjectId
from goodwork.model.people import Actor
from goodwork.store.database import Transaction
from goodwork.store.guideline.known import KNOWN, MET
from goodwork.store.items.payloads import GLIMPSE
from goodwork.store.words import named, statement

State = Literal["open", "answered"]

LOOKED_AT = 200
"""Threads of one rule that are looked at, the newest."""

_KNOWN = f"(h.person_id = :person OR {KNOWN.format(x='h')})"
_SHOWN = f"(:reviews OR {MET.format(x='h')})"

_THREAD = named(f"""
  SELECT h.id, h.project_id, CASE WHEN shows THEN h.item_id END,
    CASE WHEN shows AND w.item_id IS NOT NULL THEN {GLIMPSE} END, h.rule, h.asked,
    CASE WHEN :names THEN p.name ELSE p.pseudonym END, h.person_id = :person, h.at::date,
    CASE WHEN knows THEN h.answer END, CASE WHEN knows THEN b.name END, h.answered_at::date, h.changed_at::date,
    NOT knows,
    (SELECT count(*) FROM comment n WHERE n.thread_id = h.id),
    (SELECT k.id FROM decided_case k WHERE k.source = CaseSource.THREAD AND k.source_id = h.id)
  FROM thread h JOIN person p ON p.id = h.person_id LEFT JOIN person b ON b.id = h.answered_by
  LEFT JOIN item_payload w ON w.item_id = h.item_id
  CROSS JOIN LATERAL (SELECT {_KNOWN} AS knows, {_SHOWN} AS shows) v
""")

_ONE = text(f"-- name: thread_one\n {_THREAD} WHERE h.id = :thread")
_NEWEST = text(f"""
  -- name: thread_newest
  {_THREAD} WHERE h.project_id = :project AND h.id < :key ORDER BY h.id DESC LIMIT :limit
""")
_ANSWERED = text(f"""
  -- name: thread_answered
  {_THREAD} WHERE h.project_id = :project AND h.id < :key AND h.answered_at IS NOT NULL ORDER BY h.id DESC LIMIT :limit
""")
_OPEN = text(f"""
  -- name: thread_open
  {_THREAD} WHERE h.project_id = :project AND h.id > :key AND h.answered_at IS NULL ORDER BY h.id LIMIT :limit
""")
# Others' words on the item are for who is not asked for it any more.
_OF_ITEM = text(f"""
  -- name: thread_of_item
  {_THREAD} WHERE h.item_id = :item AND v.knows ORDER BY h.id DESC LIMIT :limit
""")
# Those that wait first, then the newest; of an item, what the viewer may know.
_OF_RULE = text(f"""
  -- name: thread_of_rule
  WITH newest AS (
    SELECT r.id FROM thread r WHERE r.project_id = :project AND r.rule = :rule AND r.rule <> ''
      AND r.item_id IS DISTINCT FROM :item ORDER BY r.id DESC LIMIT {LOOKED_AT})
  {_THREAD} JOIN newest ON newest.id = h.id
  WHERE v.knows ORDER BY (h.answered_at IS NULL) DESC, h.id DESC LIMIT :limit
""")

_LOCK = text("""
  -- name: thread_lock
  SELECT project_id, item_id, person_id, rule, asked, answer, answered_by FROM thread WHERE id = :thread
  FOR NO KEY UPDATE
""")
_PROJECT = text("-- name: thread_project\n SELECT project_id FROM thread WHERE id = :thread")
_ADD = text("""
  -- name: thread_add
  INSERT INTO thread (organization_id, project_id, item_id, rule, person_id, asked)
  VALUES (:organization, :project, :item, :rule, :person, :asked) RETURNING id
""")
_ANSWER = text("""
  -- name: thread_answer
  UPDATE thread SET answer = :answer, answered_by = :person, answered_at = coalesce(answered_at, now()),
    changed_at = CASE WHEN answered_at IS NOT NULL THEN now() END
  WHERE id = :thread
""")
_MINE_OPEN = text("""
  -- name: thread_mine_open
  SELECT count(*) FROM thread WHERE person_id = :person AND project_id = :project AND answered_at IS NULL
""")

_COMMENTS = text("""
  -- name: comment_of_thread
  SELECT n.id, n.said, CASE WHEN :names THEN p.name ELSE p.pseudonym END, n.person_id = :person, n.at::date
  FROM comment n JOIN person p ON p.id = n.person_id WHERE n.thread_id = :thread ORDER BY n.id LIMIT :limit
""")
_COMMENT = text("""
  -- name: comment_add
  INSERT INTO comment (organization_id, project_id, thread_id, person_id, said)
  VALUES (:organization, :project, :thread, :person, :said) RETURNING id
""")

# Whoever is named, else whoever made the project, else an owner: the first of them who is here and sees the items.
_ANSWERER = statement("""
  -- name: thread_answerer
  SELECT p.id, p.name FROM project j
  JOIN person p ON p.organization_id = j.organization_id AND p.deactivated_at IS NULL
    AND (p.id IN (j.answerer_id, j.created_by) OR p.role = 'owner')
  CROSS JOIN LATERAL project_standing(j.id, p.id, p.role) s
  WHERE j.id = :project AND s.role >= ProjectRole.REVIEWER
  ORDER BY (p.id = j.answerer_id) IS TRUE DESC, (p.id = j.created_by) IS TRUE DESC, p.id LIMIT 1
""")
_WAITING = text(f"""
  -- name: thread_waiting
  SELECT count(*), min(at)::date, (percentile_disc(0.5) WITHIN GROUP (ORDER BY at))::date FROM (
    SELECT at FROM thread WHERE project_id = :project AND answered_at IS NULL ORDER BY id LIMIT {MOST_COUNTED}) w
""")
_MAY_ANSWER = statement("""
  -- name: thread_may_answer
  SELECT p.name FROM person p CROSS JOIN LATERAL project_standing(:project, p.id, p.role) s
  WHERE p.id = :person AND p.deactivated_at IS NULL AND s.role >= ProjectRole.REVIEWER
""")
_NAME = text("-- name: thread_name_answerer\n UPDATE project SET answerer_id = :person WHERE id = :project")


def _of(viewer: Viewer) -> dict[str, Any]:
    return {"person": viewer.person_id, "reviews": viewer.reviews, "names": viewer.names}


async def one(t: Transaction, viewer: Viewer, thread: int) -> Thread | None:
    """A thread as its viewer may know it."""
    row = (await t.execute(_ONE, {**_of(viewer), "thread": thread})).first()
    return None if row is None else _thread(row)


async def page(
    t: Transaction, viewer: Viewer, project: ProjectId, state: State | None, key: int, limit: int
) -> list[Thread]:
    """A project's threads after a key: the newest first, of the open ones those that wait longest."""
    statement = {None: _NEWEST, "open": _OPEN, "answered": _ANSWERED}[state]
    rows = await t.execute(statement, {**_of(viewer), "project": project, "key": key, "limit": limit})
    return [_thread(row) for row in rows]


async def of_item(t: Transaction, viewer: Viewer, item: int, limit: int) -> list[Thread]:
    """The threads about an item that the viewer may know, newest first."""
    rows = await t.execute(_OF_ITEM, {**_of(viewer), "item": item, "limit": limit})
    return [_thread(row) for row in rows]


async def of_rule(t: Transaction, viewer: Viewer, project: ProjectId, rule: str, item: int, limit: int) -> list[Thread]:
    """The threads about a rule that the viewer may know, but for those about this item."""
    values = {**_of(viewer), "project": project, "rule": rule, "item": item, "limit": limit}
    return [_thread(row) for row in await t.execute(_OF_RULE, values)]


async def lock(t: Transaction, thread: int) -> Row[Any] | None:
    """A thread's (project_id, item_id, person_id, rule, asked, answer, answered_by), locked."""
    return (await t.execute(_LOCK, {"thread": thread})).first()


async def project_of(t: Transaction, thread: int) -> int | None:
    """The project of a thread."""
    return (await t.execute(_PROJECT, {"thread": thread})).scalar()


async def add(t: Transaction, actor: Actor, project: ProjectId, item: int | None, rule: str, asked: str) -> int:
    """Keep a question."""
    values = {
        "organization": actor.organization_id, "project": project, "item": item, "rule": rule,
        "person": actor.person_id, "asked": asked,
    }  # fmt: skip
    return (await t.execute(_ADD, values)).scalar_one()


async def answer(t: Transaction, thread: int, person: PersonId, words: str) -> None:
    """Keep the answer to a locked thread; another one takes the place of the first."""
    await t.execute(_ANSWER, {"thread": thread, "person": person, "answer": words})


async def open_of(t: Transaction, project: ProjectId, person: PersonId) -> int:
    """How many questions of a person wait in a project."""
    return (await t.execute(_MINE_OPEN, {"project": project, "person": person})).scalar_one()


async def comments(t: Transaction, viewer: Viewer, thread: int, limit: int) -> list[Comment]:
    """The comments on a thread, oldest first."""
    rows = await t.execute(_COMMENTS, {**_of(viewer), "thread": thread, "limit": limit})
    return [Comment(*row) for row in rows]


async def comment(t: Transaction, actor: Actor, project: int, thread: int, said: str) -> int:
    """Keep a comment on a thread."""
    values = {
        "organization": actor.organization_id, "project": project, "thread": thread, "person": actor.person_id,
        "said": said,
    }  # fmt: skip
    return (await t.execute(_COMMENT, values)).scalar_one()


async def answering(t: Transaction, project: ProjectId) -> Answering:
    """Who answers a project's questions, and how many wait."""
    who = (await t.execute(_ANSWERER, {"project": project})).first()
    waiting, oldest, median = (await t.execute(_WAITING, {"project": project})).one()
    return Answering(who[0] if who else None, who[1] if who else None, waiting, oldest, median)


async def answerer(t: Transaction, project: ProjectId) -> int | None:
    """Who answers a project's questions; None: nobody who is here."""
    who = (await t.execute(_ANSWERER, {"project": project})).first()
    return None if who is None else who[0]


async def name_answerer(t: Transaction, project: ProjectId, person: int | None) -> bool:
    """Have questions go to this person (None: to whoever made the project); False when they don't review there."""
    if person is not None and (await t.execute(_MAY_ANSWER, {"project": project, "person": person})).first() is None:
        return False
    await t.execute(_NAME, {"project": project, "person": person})
    return True


def _thread(row: Row[Any]) -> Thread:
    return Thread(*row)
