"""Reviews: a person's word on an item, and the list of those that are worth a look."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from psycopg.types.json import Jsonb
from sqlalchemy import Row, text

from goodwork.model.appeals import Ruling
from goodwork.model.ids import ProjectId
from goodwork.model.items import GoldDraw, ItemState, SettledHow
from goodwork.model.people import Actor
from goodwork.model.reviews import Decision, Review
from goodwork.store.database import Transaction
from goodwork.store.items.listing import ListedItem
from goodwork.store.items.payloads import GLIMPSE
from goodwork.store.words import statement

_COLUMNS = "id, item_id, person_id, decision, annotation_id, form_version, answers, reason"

_OF_ITEM = text(f"""
  -- name: review_of_item
  SELECT {_COLUMNS}, at::date FROM review WHERE item_id = :item ORDER BY id DESC
""")

_NEWEST = text(f"""
  -- name: review_newest
  SELECT DISTINCT ON (item_id) {_COLUMNS}, at::date FROM review WHERE item_id = ANY(:items) ORDER BY item_id, id DESC
""")

_DECIDED = text(f"""
  -- name: review_decided
  SELECT n.item_id, n.answers, n.form_version FROM (
    SELECT DISTINCT ON (item_id) {_COLUMNS} FROM review WHERE project_id = :project ORDER BY item_id, id DESC) n
  WHERE n.decision <> 'withdrawn'
""")

# The first review of an item counts for everybody who has answered it; rows are locked in one order.
_ADD = text(f"""
  -- name: review_add
  WITH made AS (
    INSERT INTO review (organization_id, project_id, item_id, person_id, decision, annotation_id, form_version, answers,
      reason, appeal_id)
    VALUES (:organization, :project, :item, :person, :decision, :annotation, :form_version, :answers, :reason, :appeal)
    RETURNING {_COLUMNS}, at::date
  ), answered AS (
    SELECT m.project_id, m.person_id FROM project_person m
    WHERE m.project_id = :project
      AND m.person_id IN (SELECT a.person_id FROM annotation a WHERE a.item_id = :item)
      AND NOT EXISTS (SELECT FROM review r WHERE r.item_id = :item)
    ORDER BY m.person_id FOR NO KEY UPDATE
  ), counted AS (
    UPDATE project_person m SET reviewed = m.reviewed + 1 FROM answered a
    WHERE m.project_id = a.project_id AND m.person_id = a.person_id
  )
  SELECT * FROM made
""")

# Nobody reviews what they answered themselves, so it is not in their list.
_WAITING = statement(f"""
  -- name: review_waiting
  SELECT i.id, i.position, w.external_id, {GLIMPSE}, i.state, i.gold, i.wanted, q.annotations, q.confidence,
    q.disagreement, i.settled_how, q.review_gain
  FROM item_quality q JOIN item i ON i.id = q.item_id JOIN item_payload w ON w.item_id = i.id
  WHERE q.project_id = :project AND q.review_gain > 0 AND i.state <> ItemState.SET_ASIDE
    AND (q.review_gain < :gain OR (q.review_gain = :gain AND q.item_id > :after))
    AND NOT EXISTS (SELECT FROM annotation a WHERE a.item_id = q.item_id AND a.person_id = :person)
  ORDER BY q.review_gain DESC, q.item_id LIMIT :limit
""")


async def of_item(t: Transaction, item: int) -> list[Review]:
    """An item's reviews, newest first."""
    return [_read(row) for row in await t.execute(_OF_ITEM, {"item": item})]


async def holding(t: Transaction, items: Sequence[int]) -> dict[int, Review]:
    """The review that holds for each of these items; those without one are missing."""
    found = (_read(row) for row in await t.execute(_NEWEST, {"items": list(items)}))
    return {review.item_id: review for review in found if review.decision is not Decision.WITHDRAWN}


async def decided(t: Transaction, project: ProjectId) -> dict[int, Ruling]:
    """What the reviews that hold say is right, by item."""
    return {row[0]: Ruling(row[1], row[2]) for row in await t.execute(_DECIDED, {"project": project})}


async def add(
    t: Transaction,
    actor: Actor,
    project: ProjectId,
    item: int,
    *,
    decision: Decision,
    annotation: int | None,
    form_version: int,
    answers: Mapping[str, Any],
    reason: str,
    appeal: int | None = None,
) -> Review:
    """Keep a review of a locked item. ``appeal``: the one that it carries out."""
    values = {
        "organization": actor.organization_id, "project": project, "item": item, "person": actor.person_id,
        "decision": decision.value, "annotation": annotation, "form_version": form_version,
        "answers": Jsonb(answers), "reason": reason, "appeal": appeal,
    }  # fmt: skip
    return _read((await t.execute(_ADD, values)).one())


async def waiting(
    t: Transaction, project: ProjectId, person: int, after: tuple[float, int] | None, limit: int
) -> list[tuple[ListedItem, float]]:
    """Items whose review is worth something and which this person has not answered, with what it is worth.

    The greatest gain first, after a gain and an item.
    """
    gain, item = after or (float("inf"), 0)
    values = {"project": project, "person": person, "gain": gain, "after": item, "limit": limit}
    return [
        (
            ListedItem(
                i,
                position,
                own,
                payload,
                ItemState(state),
                GoldDraw(gold),
                wants,
                answers,
                sure,
                unlike,
                SettledHow(how),
            ),
            worth,
        )
        for i, position, own, payload, state, gold, wants, answers, sure, unlike, how, worth in await t.execute(
            _WAITING, values
        )
    ]


def _read(row: Row[Any]) -> Review:
    item = Review(*row)
    return Review(item.id, item.item_id, item.person_id, Decision(item.decision), *row[4:])
