"""Items that somebody began and left for a colleague: offered, taken up, taken back, listed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from psycopg.types.json import Jsonb
from sqlalchemy import text

from goodwork.model.claims import AnswersJson, Claim, HandedOver
from goodwork.model.ids import ItemId
from goodwork.model.people import Actor
from goodwork.store.database import Transaction
from goodwork.store.items.payloads import GLIMPSE
from goodwork.store.words import statement

_DRAFT = text("""
  -- name: handover_draft
  INSERT INTO draft AS d (claim_id, organization_id, form_version, answers, revision)
  VALUES (:claim, :organization, :form_version, :answers, 1)
  ON CONFLICT (claim_id) DO UPDATE SET form_version = excluded.form_version, answers = excluded.answers,
    revision = d.revision + 1, saved_at = now()
""")

# Of claims with a draft, those whose items may be passed on; a claim that carries something on passes that on with it.
_OFFER = text("""
  -- name: handover_offer
  INSERT INTO handover (claim_id, organization_id, project_id, item_id, person_id)
  SELECT c.id, c.organization_id, c.project_id, c.item_id, c.person_id
  FROM claim c JOIN draft d ON d.claim_id = c.id JOIN project p ON p.id = c.project_id
  WHERE c.id = ANY(CAST(:claims AS bigint[])) AND d.answers <> '{}'
    AND coalesce((p.policy ->> 'hand_over')::boolean, true)
  ON CONFLICT (claim_id) DO NOTHING RETURNING claim_id
""")

# Only whoever holds the item sees what was done of it; all that one carried on goes on together. Who read it and who
# began it are noted as one voice (one_voice).
_TAKE = statement("""
  -- name: handover_take
  WITH offered AS (
    SELECT h.claim_id, h.carrier_id, coalesce(b.beginning, b.id) AS beginning
    FROM handover h JOIN draft d ON d.claim_id = h.claim_id JOIN claim b ON b.id = h.claim_id
    WHERE h.item_id = :item AND handover_waits(h.carrier_id) AND h.person_id <> :person AND handover_opens(h.item_id)
      AND EXISTS (SELECT FROM claim c WHERE c.id = :claim AND c.state = ClaimState.LIVE
                  AND coalesce(c.beginning, coalesce(b.beginning, b.id)) = coalesce(b.beginning, b.id))
      AND NOT EXISTS (SELECT FROM handover k WHERE k.carrier_id = :claim)
    ORDER BY h.claim_id LIMIT 1
  ), voice AS (
    UPDATE claim c SET beginning = o.beginning FROM offered o
    WHERE c.id IN (:claim, o.claim_id)
  )
  UPDATE handover h SET carrier_id = :claim FROM offered o
  WHERE h.claim_id = o.claim_id OR h.carrier_id IN (o.claim_id, o.carrier_id)
""")

_CARRIED = text("""
  -- name: handover_carried
  SELECT d.form_version, d.answers FROM handover h JOIN draft d ON d.claim_id = h.claim_id
  WHERE h.carrier_id = :claim ORDER BY d.saved_at DESC LIMIT 1
""")

_TAKE_BACK = text("""
  -- name: handover_take_back
  DELETE FROM handover WHERE claim_id = :claim AND handover_waits(carrier_id) RETURNING claim_id
""")

_LIST = statement(f"""
  -- name: handover_list
  SELECT h.claim_id, h.item_id, CASE WHEN handover_waits(h.carrier_id) THEN HandedOver.WAITING
      WHEN c.state = ClaimState.SUBMITTED THEN HandedOver.FINISHED ELSE HandedOver.TAKEN END, {GLIMPSE}
  FROM handover h JOIN item_payload w ON w.item_id = h.item_id LEFT JOIN claim c ON c.id = h.carrier_id
  WHERE h.person_id = :person AND h.project_id = :project AND h.claim_id < :before
  ORDER BY h.claim_id DESC LIMIT :limit
""")

_BEGUN = text("""
  -- name: handover_begun
  SELECT DISTINCT carrier_id FROM handover WHERE carrier_id = ANY(CAST(:claims AS bigint[]))
""")


@dataclass(frozen=True, slots=True)
class HandedOverRow:
    """An item that somebody handed over, and what became of it."""

    claim_id: int
    item_id: int
    became: HandedOver
    payload: Mapping[str, Any]


async def keep_draft(t: Transaction, claim: Claim, form_version: int, answers: AnswersJson, organization: int) -> None:
    """Keep what was done of a locked claim, in the place of what was saved of it."""
    values = {
        "claim": claim.id, "organization": organization, "form_version": form_version,
        "answers": Jsonb(answers, orjson.dumps),
    }  # fmt: skip
    await t.execute(_DRAFT, values)


async def offer(t: Transaction, claims: Sequence[int]) -> set[int]:
    """Let colleagues finish what was begun under locked claims; returns those that may be finished."""
    return set((await t.execute(_OFFER, {"claims": list(claims)})).scalars())


async def take(t: Transaction, actor: Actor, item: ItemId, claim: int) -> tuple[int, AnswersJson] | None:
    """What a colleague did of a locked item, for the claim that carries it on: version of the form and answers.

    Taken again it is the same. None: nothing is offered.
    """
    await t.execute(_TAKE, {"item": item, "claim": claim, "person": actor.person_id})
    row = (await t.execute(_CARRIED, {"claim": claim})).first()
    return None if row is None else (row[0], row[1])


async def take_back(t: Transaction, claim: int) -> bool:
    """Offer it no longer; whether nobody carries it on."""
    return (await t.execute(_TAKE_BACK, {"claim": claim})).first() is not None


async def listed(t: Transaction, actor: Actor, project: int, before: int, limit: int) -> list[HandedOverRow]:
    """What a person handed over in a project, the newest first."""
    values = {"person": actor.person_id, "project": project, "before": before, "limit": limit}
    rows = await t.execute(_LIST, values)
    return [HandedOverRow(row[0], row[1], HandedOver(row[2]), row[3]) for row in rows]


async def carried(t: Transaction, claims: Sequence[int]) -> set[int]:
    """Those of these claims that carry on what a colleague began."""
    return set((await t.execute(_BEGUN, {"claims": list(claims)})).scalars())
