"""An item with all that was said of it: gold, consensus, predictions, skips, flags."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from psycopg.types.json import Jsonb
from sqlalchemy import text

from goodwork.model.items import ConsensusRow
from goodwork.model.people import Actor
from goodwork.store.database import Transaction

_SHOWN = text("""
  -- name: item_shown
  SELECT i.id, i.project_id, w.external_id, w.payload, w.metadata
  FROM item i JOIN item_payload w ON w.item_id = i.id WHERE i.id = :item
""")

_CONSENSUS = text("""
  -- name: item_consensus
  SELECT item_id, question, answer, confidence, calibrated, disagreement, answers, reviewed
  FROM consensus WHERE item_id = :item ORDER BY question
""")

_PREDICTIONS = text("""
  -- name: item_predictions
  SELECT id, model, answers, score FROM prediction WHERE item_id = :item ORDER BY id
""")

_SKIPS = text("""
  -- name: item_skips
  SELECT person_id, reason, at::date FROM skip WHERE item_id = :item ORDER BY at
""")

_NAMES = text("""
  -- name: person_shown
  SELECT id, name, pseudonym FROM person WHERE id = ANY(:people)
""")

_GOLD = text("""
  -- name: gold_get
  SELECT answers, reason, inclusion IS NOT NULL FROM gold WHERE item_id = :item
""")

_GOLD_OF = text("""
  -- name: gold_of_items
  SELECT item_id, answers FROM gold WHERE item_id = ANY(:items) AND reason <> ''
""")

_GOLD_PUT = text("""
  -- name: gold_put
  INSERT INTO gold (item_id, organization_id, project_id, answers, reason, created_by, appeal_id)
  VALUES (:item, :organization, :project, :answers, :reason, :person, :appeal)
  ON CONFLICT (item_id) DO UPDATE SET answers = excluded.answers, reason = excluded.reason,
    created_at = now(), created_by = excluded.created_by, appeal_id = excluded.appeal_id
""")

_GOLD_DELETE = text("""
  -- name: gold_delete
  DELETE FROM gold WHERE item_id = :item
""")


@dataclass(frozen=True, slots=True)
class ShownItem:
    """An item as it is shown."""

    id: int
    project_id: int
    external_id: str | None
    payload: Mapping[str, Any]
    metadata: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class PredictionRow:
    """A model's answers."""

    id: int
    model: str
    answers: Mapping[str, Any]
    score: float | None


@dataclass(frozen=True, slots=True)
class SkipRow:
    """Somebody's reason for skipping it."""

    person_id: int
    reason: str
    on: date


@dataclass(frozen=True, slots=True)
class Gold:
    """The known answers, why they are right, and whether the item was drawn at random."""

    answers: Mapping[str, Any]
    reason: str
    drawn: bool


async def shown(t: Transaction, item: int) -> ShownItem | None:
    """The item's payload and metadata."""
    row = (await t.execute(_SHOWN, {"item": item})).first()
    return None if row is None else ShownItem(*row)


async def consensus(t: Transaction, item: int) -> list[ConsensusRow]:
    """What the answers say, by question."""
    return [ConsensusRow(*row) for row in await t.execute(_CONSENSUS, {"item": item})]


async def predictions(t: Transaction, item: int) -> list[PredictionRow]:
    """What models say."""
    return [PredictionRow(*row) for row in await t.execute(_PREDICTIONS, {"item": item})]


async def skips(t: Transaction, item: int) -> list[SkipRow]:
    """Who skipped it and why."""
    return [SkipRow(*row) for row in await t.execute(_SKIPS, {"item": item})]


async def names(t: Transaction, people: list[int], *, real: bool) -> dict[int, str]:
    """The names, or the pseudonyms, of these people."""
    return {i: name if real else pseudonym for i, name, pseudonym in await t.execute(_NAMES, {"people": people})}


async def gold(t: Transaction, item: int) -> Gold | None:
    """The known answers."""
    row = (await t.execute(_GOLD, {"item": item})).first()
    return None if row is None else Gold(*row)


async def gold_of(t: Transaction, items: Sequence[int]) -> dict[int, Mapping[str, Any]]:
    """Known answers of those of these items of which it is said why they are right."""
    return {row.item_id: row.answers for row in await t.execute(_GOLD_OF, {"items": list(items)})}


async def put_gold(
    t: Transaction, actor: Actor, project: int, item: int, answers: Mapping[str, Any], reason: str,
    *, appeal: int | None = None,
) -> None:  # fmt: skip
    """Write the known answers of an item; how it was drawn stays as it was, and a new one was chosen, not drawn.

    ``appeal``: the one that mends them.
    """
    await t.execute(
        _GOLD_PUT,
        {
            "item": item,
            "organization": actor.organization_id,
            "project": project,
            "answers": Jsonb(answers),
            "reason": reason,
            "person": actor.person_id,
            "appeal": appeal,
        },
    )


async def delete_gold(t: Transaction, item: int) -> None:
    """The item is not gold any more."""
    await t.execute(_GOLD_DELETE, {"item": item})
