"""Versions of a guideline, the items that a version touches, and those that are asked again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import text

from goodwork.model.guideline import Change, News
from goodwork.model.ids import PersonId, ProjectId
from goodwork.model.items import GoldDraw, ItemState, SettledHow
from goodwork.model.people import Actor
from goodwork.routing.touched import Touched
from goodwork.store.database import Transaction
from goodwork.store.guideline.known import ANSWERED_BY
from goodwork.store.items import texts
from goodwork.store.items.listing import ListedItem
from goodwork.store.items.payloads import GLIMPSE
from goodwork.store.queue.annotations import EARLIER
from goodwork.store.words import statement

WINDOW = 5_000
"""Positions that one statement looks through."""
NAMED = 10_000
"""Threads, cases and appeals, each, of the touched rules that are looked at: the newest."""

_CHANGE = text("""
  -- name: guideline_change
  SELECT g.version, g.markdown, coalesce(b.markdown, ''), g.note, g.created_at, p.name, o.id,
    (SELECT count(*) FROM asked_again a WHERE a.project_id = g.project_id AND a.guideline_version = g.version)
  FROM guideline g LEFT JOIN person p ON p.id = g.created_by
  LEFT JOIN guideline b ON b.project_id = g.project_id AND b.version = coalesce(CAST(:since AS integer), g.version - 1)
  LEFT JOIN proposal o ON o.project_id = g.project_id AND o.guideline_version = g.version
  WHERE g.project_id = :project AND g.version = :version
""")

# Answers that count, of before the version: of those that are asked again none counts any more.
_OF_BEFORE = f"""EXISTS (SELECT FROM annotation a WHERE a.item_id = i.id
  AND a.submitted_at < CAST(:at AS timestamptz) AND NOT {EARLIER.format(a="a")})"""

# A word is written in the form in which texts are compared.
_HAS = f"""EXISTS (SELECT FROM jsonb_array_elements(w.payload -> 'parts') part
  WHERE strpos({texts.TEXT}, {texts.NEEDLE.replace(":contains", "n.word")}) > 0)"""

_RULED = " UNION ALL ".join(
    f"(SELECT x.item_id, x.rule FROM {table} x WHERE x.project_id = :project AND x.rule = ANY(CAST(:rules AS text[]))"
    f" AND x.item_id IS NOT NULL ORDER BY x.id DESC LIMIT {NAMED})"
    for table in ("thread", "decided_case", "appeal")
)

_TOUCHED = statement(f"""
  -- name: guideline_touched
  WITH ruled AS MATERIALIZED (
    SELECT item_id, min(rule) AS rule FROM ({_RULED}) named GROUP BY item_id
  )
  SELECT i.id, i.position, w.external_id, {GLIMPSE}, i.state, i.gold, i.wanted, coalesce(q.annotations, 0),
    q.confidence, q.disagreement, i.settled_how, found.rule, found.label, found.word
  FROM item i JOIN item_payload w ON w.item_id = i.id
  LEFT JOIN item_quality q ON q.item_id = i.id LEFT JOIN ruled r ON r.item_id = i.id
  CROSS JOIN LATERAL (SELECT r.rule,
    (SELECT l.label FROM unnest(CAST(:questions AS text[]), CAST(:labels AS text[])) AS l (question, label)
     JOIN consensus c ON c.item_id = i.id AND c.question = l.question
     WHERE jsonb_path_exists(c.answer, '$.** ? (@ == $label)', jsonb_build_object('label', l.label)) LIMIT 1) AS label,
    (SELECT n.word FROM unnest(CAST(:words AS text[])) AS n (word) WHERE {_HAS} LIMIT 1) AS word OFFSET 0) found
  WHERE i.project_id = :project AND i.position > :after AND i.position <= :last
    AND i.completed > 0 AND i.state IN (ItemState.OPEN, ItemState.SETTLED, ItemState.EXPERT)
    AND (found.rule IS NOT NULL OR found.label IS NOT NULL OR found.word IS NOT NULL) AND {_OF_BEFORE}
  ORDER BY i.position LIMIT :limit
""")

_NEWS = statement(f"""
  -- name: guideline_news
  SELECT v.version, CASE WHEN v.version IS NOT NULL THEN {ANSWERED_BY.format(project="i.project_id")} END,
    coalesce(v.note, ''), g.version,
    g.upto IS NOT NULL AND EXISTS (
      SELECT FROM annotation a WHERE a.item_id = i.id AND a.person_id = :person AND a.id <= g.upto)
  FROM item i JOIN project p ON p.id = i.project_id
  LEFT JOIN inbox x ON x.person_id = :person AND x.about = About.GUIDELINE AND x.subject_id = i.project_id
    AND x.read_at IS NULL
  LEFT JOIN guideline v ON x.id IS NOT NULL AND v.project_id = i.project_id AND v.version = p.guideline_version
  LEFT JOIN LATERAL (SELECT n.upto, n.guideline_version AS version FROM asked_again n WHERE n.item_id = i.id
    ORDER BY n.upto DESC, n.id DESC LIMIT 1) g ON true
  WHERE i.id = :item
""")

_LOOKED = statement("""
  -- name: guideline_looked_at
  UPDATE inbox SET read_at = now()
  WHERE person_id = :person AND about = About.GUIDELINE AND subject_id = :project AND read_at IS NULL
""")

_LAST = text("-- name: guideline_last\n SELECT coalesce(max(position), -1) FROM item WHERE project_id = :project")

_ANSWERED_BEFORE = text(f"""
  -- name: guideline_answered_before
  SELECT i.id FROM item i WHERE i.id = ANY(:items) AND {_OF_BEFORE}
""")

# The version by which the oldest answer that counts was given; before the first one there was none.
_OUTDATED = statement(f"""
  -- name: guideline_outdated
  SELECT i.position, g.version,
    (SELECT max(u.version) FROM guideline u WHERE u.project_id = i.project_id AND u.created_at <= oldest.at)
  FROM item i JOIN project p ON p.id = i.project_id
  JOIN guideline g ON g.project_id = p.id AND g.version = p.guideline_version
  CROSS JOIN LATERAL (SELECT min(a.submitted_at) AS at FROM annotation a
    WHERE a.item_id = i.id AND a.submitted_at < g.created_at AND NOT {EARLIER.format(a="a")}) oldest
  WHERE i.id = :item AND i.completed > 0 AND i.state IN (ItemState.OPEN, ItemState.SETTLED, ItemState.EXPERT)
    AND oldest.at IS NOT NULL AND g.version > 1
""")

# The locked items, decided before in the same transaction. Who answered may be asked again like everybody.
_ASK_AGAIN = statement("""
  -- name: guideline_ask_again
  WITH n AS (
    SELECT unnest(CAST(:items AS bigint[])) AS item_id
  ), noted AS (
    INSERT INTO asked_again (organization_id, project_id, item_id, guideline_version, upto, story_id, person_id)
    SELECT :organization, :project, n.item_id, :version,
      (SELECT coalesce(max(a.id), 0) FROM annotation a WHERE a.item_id = n.item_id),
      (SELECT max(s.id) FROM story s WHERE s.item_id = n.item_id), :person
    FROM n
  ), free AS (
    UPDATE claim c SET state = ClaimState.RELEASED FROM n
    WHERE c.item_id = n.item_id AND c.state = ClaimState.SUBMITTED
  )
  DELETE FROM consensus c USING n WHERE c.item_id = n.item_id
""")


@dataclass(frozen=True, slots=True)
class TouchedItem:
    """An item that a change touches, and by what it was found; None: not by this."""

    item: ListedItem
    rule: str | None
    label: str | None
    """Its id."""
    word: str | None


async def change(t: Transaction, project: ProjectId, version: int, since: int | None = None) -> Change | None:
    """A version of a guideline beside the one before it, or beside ``since``."""
    row = (await t.execute(_CHANGE, {"project": project, "version": version, "since": since})).first()
    return None if row is None else Change(*row)


async def news(t: Transaction, person: PersonId, item: int) -> News:
    """What of the guideline is new to somebody who has this item before them."""
    return News(*(await t.execute(_NEWS, {"person": person, "item": item})).one())


async def looked_at(t: Transaction, person: PersonId, project: ProjectId) -> None:
    """Note that they know of the newest version."""
    await t.execute(_LOOKED, {"person": person, "project": project})


async def last_position(t: Transaction, project: ProjectId) -> int:
    """The position of a project's last item; -1: it has none."""
    return (await t.execute(_LAST, {"project": project})).scalar_one()


async def touched(
    t: Transaction, project: ProjectId, at: datetime, by: Touched, after: int, last: int, limit: int
) -> list[TouchedItem]:
    """Answered items between two positions that a change touches, with answers of before ``at`` that count."""
    values: dict[str, Any] = {
        "project": project, "at": at, "rules": list(by.rules), "questions": [question for question, _ in by.labels],
        "labels": [label for _, label in by.labels], "words": list(by.words), "after": after, "last": last,
        "limit": limit,
    }  # fmt: skip
    return [_touched(row) for row in await t.execute(_TOUCHED, values)]


async def answered_before(t: Transaction, items: Sequence[int], at: datetime) -> set[int]:
    """Those of these items that have answers of before ``at`` that count."""
    return set((await t.execute(_ANSWERED_BEFORE, {"items": list(items), "at": at})).scalars())


async def outdated(t: Transaction, item: int) -> tuple[int, int, int | None] | None:
    """An item that can be asked again: its position, the newest version, the one by which it was answered first."""
    row = (await t.execute(_OUTDATED, {"item": item})).first()
    return None if row is None else (row[0], row[1], row[2])


async def ask_again(t: Transaction, actor: Actor, project: ProjectId, version: int, items: Sequence[int]) -> None:
    """Let the answers to these locked items be of an earlier guideline, and everybody be asked who has answered."""
    values = {
        "organization": actor.organization_id, "project": project, "version": version, "person": actor.person_id,
        "items": list(items),
    }  # fmt: skip
    await t.execute(_ASK_AGAIN, values)


def _touched(row: Sequence[Any]) -> TouchedItem:
    i, position, own, payload, state, gold, wanted, answers, sure, unlike, how, rule, label, word = row
    item = ListedItem(
        i, position, own, payload, ItemState(state), GoldDraw(gold), wanted, answers, sure, unlike, SettledHow(how)
    )
    return TouchedItem(item, rule, label, word)
