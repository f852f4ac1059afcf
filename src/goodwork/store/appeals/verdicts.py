"""What was decided of a person's answers to an item, as they may appeal it: only what they were told of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import text

from goodwork.model.appeals import Against
from goodwork.model.ids import PersonId
from goodwork.store.database import Transaction
from goodwork.store.words import named, statement

_HOLDING = """
  SELECT r.* FROM (SELECT * FROM review WHERE item_id = :item ORDER BY id DESC LIMIT 1) r
  WHERE r.decision <> 'withdrawn'
"""

# A skill names the items that it rests on most; whoever reads that list may appeal what stands there.
_IN_EVIDENCE = """EXISTS (SELECT FROM skill s
    WHERE s.person_id = :person AND s.project_id = i.project_id
      AND s.evidence -> 'moves' @> jsonb_build_array(jsonb_build_object('item', i.id, 'gold', {gold})))"""

# A ruling is told by the decision that made it.
_RULED = named("About.APPEAL, About.MENDED")

_REVIEW = statement(f"""
  -- name: verdict_review
  SELECT i.project_id, CAST(r.id AS text), r.person_id, r.answers, r.form_version, r.reason, x.first_at
  FROM item i CROSS JOIN ({_HOLDING}) r
  JOIN inbox x ON x.person_id = :person AND (
    (x.about = About.REVIEW AND x.subject_id = r.id) OR (x.about IN ({_RULED}) AND x.subject_id = r.appeal_id))
  WHERE i.id = :item
""")

_GOLD = statement(f"""
  -- name: verdict_gold
  SELECT i.project_id, md5(CAST(g.answers AS text)), g.created_by, g.answers, p.form_version, g.reason, x.first_at
  FROM item i JOIN gold g ON g.item_id = i.id JOIN project p ON p.id = i.project_id
  LEFT JOIN inbox x ON x.person_id = :person AND (
    (x.about = About.GOLD AND x.subject_id = i.id AND NOT x.taken_back)
    OR (x.about IN ({_RULED}) AND x.subject_id = g.appeal_id))
  WHERE i.id = :item AND (x.id IS NOT NULL OR {_IN_EVIDENCE.format(gold="true")})
""")

_SCORE = text(f"""
  -- name: verdict_score
  SELECT i.project_id, md5(string_agg(c.question || ' ' || CAST(c.answer AS text), ',' ORDER BY c.question)),
    CAST(NULL AS integer), jsonb_object_agg(c.question, c.answer), p.form_version, '', CAST(NULL AS timestamptz)
  FROM item i JOIN consensus c ON c.item_id = i.id JOIN project p ON p.id = i.project_id
  WHERE i.id = :item AND {_IN_EVIDENCE.format(gold="false")}
  GROUP BY i.id, i.project_id, p.form_version
""")

# The verdicts on many items that somebody was told of, that hold, and that they have not appealed.
_OF_ITEMS = statement(f"""
  -- name: verdict_of_items
  SELECT x.item_id, x.id, v.against, v.answers, v.form_version
  FROM inbox x JOIN project p ON p.id = x.project_id CROSS JOIN LATERAL (
    SELECT Against.REVIEW AS against, CAST(r.id AS text) AS name, r.answers, r.form_version FROM review r
    WHERE r.item_id = x.item_id AND r.decision <> 'withdrawn'
      AND ((x.about = About.REVIEW AND r.id = x.subject_id)
           OR (x.about IN ({_RULED}) AND r.appeal_id = x.subject_id))
      AND NOT EXISTS (SELECT FROM review l WHERE l.item_id = r.item_id AND l.id > r.id)
    UNION ALL
    SELECT Against.GOLD, md5(CAST(g.answers AS text)), g.answers, p.form_version FROM gold g
    WHERE g.item_id = x.item_id
      AND (x.about = About.GOLD OR (x.about IN ({_RULED}) AND g.appeal_id = x.subject_id))) v
  WHERE x.person_id = :person AND x.item_id = ANY(:items) AND NOT x.taken_back
    AND NOT EXISTS (SELECT FROM appeal a WHERE a.person_id = x.person_id AND a.item_id = x.item_id
                    AND a.against = v.against AND a.verdict = v.name AND a.state <> AppealState.WITHDRAWN)
  ORDER BY x.item_id, v.against
""")

_STATEMENTS = {Against.REVIEW: _REVIEW, Against.GOLD: _GOLD, Against.SCORE: _SCORE}

# What holds now, whoever may know it: whoever decides has to have seen it.
_STANDING = text(f"""
  -- name: verdict_standing
  SELECT md5(concat_ws(' ', p.form_version, (SELECT r.id FROM ({_HOLDING}) r), g.answers, g.created_at,
    CASE WHEN g.item_id IS NULL AND NOT EXISTS ({_HOLDING}) THEN
      (SELECT string_agg(c.question || CAST(c.answer AS text), ',' ORDER BY c.question)
       FROM consensus c WHERE c.item_id = i.id) END))
  FROM item i JOIN project p ON p.id = i.project_id LEFT JOIN gold g ON g.item_id = i.id
  WHERE i.id = :item
""")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was decided of an item, and who said so."""

    project_id: int
    name: str
    """What tells it from another verdict on the item."""
    given_by: int | None
    """None: nobody did, the answers of all together."""
    answers: Mapping[str, Any]
    form_version: int
    reason: str
    told_at: datetime | None
    """When the person was told first; None: it is read among the evidence of their skill."""


@dataclass(frozen=True, slots=True)
class OpenVerdict:
    """A verdict that somebody may appeal if it decides otherwise than they said."""

    entry_id: int
    """Of their inbox: what told them."""
    against: Against
    answers: Mapping[str, Any]
    form_version: int


async def of_person(t: Transaction, person: PersonId, item: int, against: Against) -> Verdict | None:
    """The verdict that holds for an item, when this person was told of it."""
    row = (await t.execute(_STATEMENTS[against], {"person": person, "item": item})).first()
    return None if row is None else Verdict(*row)


async def of_items(t: Transaction, person: PersonId, items: Sequence[int]) -> dict[int, list[OpenVerdict]]:
    """By item, the verdicts that hold, that this person was told of and has not appealed."""
    found: dict[int, list[OpenVerdict]] = {}
    for item, entry, against, answers, version in await t.execute(_OF_ITEMS, {"person": person, "items": list(items)}):
        found.setdefault(item, []).append(OpenVerdict(entry, Against(against), answers, version))
    return found


async def standing(t: Transaction, item: int) -> str:
    """What holds for an item now, as a mark that changes with it."""
    return (await t.execute(_STANDING, {"item": item})).scalar_one()
