"""Everything that people answered in a project, as a refit reads it: in a stream, narrow."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass
from sys import intern
from typing import Any

from sqlalchemy import text

from goodwork.model.ids import ProjectId
from goodwork.model.inbox import About
from goodwork.model.stories import Cause
from goodwork.store.database import Transaction
from goodwork.store.queue.annotations import EARLIER
from goodwork.store.words import statement

_RIGHT = ", ".join(str(a.value) for a in (About.REVIEW, About.GOLD, About.APPEAL, About.MENDED))

# What somebody changed after they were told what is right says nothing of what they knew: the answers before count. So
# it is with what they were told on their own question, also before their first answer, with what was decided of the
# item meanwhile, and with gold whose key they read in the result of an assessment. Of a hand-in only the day is kept:
# what was answered on that day counts as told.
_TOLD = f"""(({{a}}.revision > 1 AND (EXISTS (
    SELECT FROM inbox x WHERE x.person_id = {{a}}.person_id AND x.item_id = {{a}}.item_id
      AND x.about IN ({_RIGHT}) AND x.first_at < {{a}}.submitted_at)
    OR EXISTS (SELECT FROM decided_case k WHERE k.item_id = {{a}}.item_id AND k.at < {{a}}.submitted_at)))
  OR EXISTS (SELECT FROM thread h WHERE h.item_id = {{a}}.item_id AND h.answered_at < {{a}}.submitted_at
    AND ({{a}}.revision > 1 OR h.person_id = {{a}}.person_id))
  OR EXISTS (SELECT FROM assessment_item k JOIN attempt_item x ON x.assessment_item_id = k.id
    JOIN attempt e ON e.id = x.attempt_id AND e.person_id = {{a}}.person_id
    WHERE k.item_id = {{a}}.item_id AND e.handed_in_on <= {{a}}.submitted_at))"""

_LABELS = f"""
  SELECT a.item_id, a.person_id, a.form_version, CAST(a.answers AS text), a.answers_blob, a.prediction_id,
    a.bulk_id IS NOT NULL, a.id
  FROM annotation a
  WHERE a.project_id = :project{{of_item}}
    AND NOT EXISTS (SELECT FROM annotation n WHERE n.item_id = a.item_id AND n.person_id = a.person_id
                    AND n.revision > a.revision AND NOT ({_TOLD.format(a="n")}))
    AND NOT ({_TOLD.format(a="a")})
    AND NOT {EARLIER.format(a="a")}
  ORDER BY a.id
"""
_ANSWERS = text("-- name: label_stream\n" + _LABELS.format(of_item=""))
_OF_ITEM = text("-- name: label_of_item\n" + _LABELS.format(of_item=" AND a.item_id = :item"))

# Gold that was drawn at random only: gold that somebody picked says nothing about the rest.
_GOLD = text("""
  -- name: gold_drawn
  SELECT item_id, answers FROM gold WHERE project_id = :project AND inclusion IS NOT NULL
""")

# Of items with answers only, and of their metadata only what is asked for.
_NAMED = text("""
  -- name: metadata_named
  SELECT i.id, m.key, m.value
  FROM item i
  JOIN item_payload w ON w.item_id = i.id
  CROSS JOIN LATERAL jsonb_each_text(w.metadata) m
  WHERE i.project_id = :project AND i.completed > 0 AND m.key = ANY(:columns) AND m.value IS NOT NULL
""")

_MARK_ANSWERED = statement("""
  -- name: mark_answered
  INSERT INTO to_appraise (item_id, organization_id, project_id, since, cause)
  SELECT i.id, i.organization_id, i.project_id, now() + interval '1 hour', :cause FROM item i
  WHERE i.project_id = :project AND i.completed > 0 AND NOT i.by_lead
    AND i.state IN (ItemState.OPEN, ItemState.SETTLED, ItemState.EXPERT)
  ORDER BY i.id
  ON CONFLICT DO NOTHING
""")

_WAKE = text("""
  -- name: wake_appraisal
  SELECT wake_appraisal(:organization, :project)
""")

CHUNK = 5_000


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One person's newest answers to an item, as JSON text or in a blob."""

    item_id: int
    person_id: int
    form_version: int
    answers: str | None
    answers_blob: str | None
    prediction_id: int | None
    bulk: bool
    id: int


async def answers(t: Transaction, project: ProjectId) -> AsyncGenerator[Sequence[AnswerRow]]:
    """All answers in chunks, oldest first."""
    result = await t.stream(_ANSWERS, {"project": project}, execution_options={"yield_per": CHUNK})
    async for rows in result.partitions(CHUNK):
        yield [AnswerRow(*row) for row in rows]


async def of_item(t: Transaction, project: ProjectId, item: int) -> list[AnswerRow]:
    """The same of one item."""
    return [AnswerRow(*row) for row in await t.execute(_OF_ITEM, {"project": project, "item": item})]


async def drawn_gold(t: Transaction, project: ProjectId) -> dict[int, dict[str, Any]]:
    """The answers of items that became gold by a random draw."""
    return {row[0]: row[1] for row in await t.execute(_GOLD, {"project": project})}


async def metadata(t: Transaction, project: ProjectId, columns: Sequence[str]) -> dict[int, dict[str, str]]:
    """Item -> column -> what the item's metadata has there, for items with answers."""
    found: dict[int, dict[str, str]] = {}
    if columns:
        for item, column, value in await t.execute(_NAMED, {"project": project, "columns": list(columns)}):
            # One text for each name: there are few systems and many items.
            found.setdefault(item, {})[column] = intern(value)
    return found


async def mark_answered(t: Transaction, organization: int, project: ProjectId, cause: Cause) -> int:
    """Have every item with answers decided again, after those that were marked by a submission; returns how many."""
    marked = (await t.execute(_MARK_ANSWERED, {"project": project, "cause": int(cause)})).rowcount
    if marked:
        await t.execute(_WAKE, {"organization": organization, "project": project})
    return marked
