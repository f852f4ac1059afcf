"""Assessments and their pools in the database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from psycopg.types.json import Jsonb
from sqlalchemy import Row, text

from goodwork.model.assessments import MOST_ITEMS, Assessment, AssessmentState, Material, PoolItem, Terms
from goodwork.model.people import Actor
from goodwork.store.database import Transaction
from goodwork.store.words import statement

MOST_EARNING = 200
"""Open assessments that earn the qualifications of one page."""

_ADD = text("""
  -- name: assessment_add
  INSERT INTO assessment (organization_id, project_id, questions, guideline, made_by, title, about, drawn, pass_mark,
    tries, wait_days, minutes, qualification_id, tier, pay_currency, pay_amount)
  VALUES (:organization, :project, :questions, coalesce((
      SELECT g.markdown FROM project p JOIN guideline g ON g.project_id = p.id AND g.version = p.guideline_version
      WHERE p.id = :project), :guideline), :person, :title, :about, :drawn, :pass_mark, :tries,
    :wait_days, :minutes, :qualification_id, :tier, :pay_currency, :pay_amount)
  RETURNING id
""")

_CHANGE = text("""
  -- name: assessment_change
  UPDATE assessment SET title = :title, about = :about, drawn = :drawn, pass_mark = :pass_mark, tries = :tries,
    wait_days = :wait_days, minutes = :minutes, qualification_id = :qualification_id, tier = :tier,
    pay_currency = :pay_currency, pay_amount = :pay_amount, state = :state
  WHERE id = :id
""")

TERMS = (
    "a.title, a.about, a.drawn, a.pass_mark, a.tries, a.wait_days, a.minutes, a.qualification_id, a.tier, "
    "a.pay_currency, a.pay_amount"
)
"""The columns of `model.assessments.Terms`, of an assessment ``a``."""
_ASSESSMENT = f"""
  SELECT a.id, {TERMS}, a.state, a.project_id, p.name, a.questions, a.guideline,
    (SELECT count(*) FROM assessment_item i WHERE i.assessment_id = a.id AND i.aside_reason = ''), a.handed_in, a.passed
  FROM assessment a LEFT JOIN project p ON p.id = a.project_id
"""
_ONE = text(f"""
  -- name: assessment_one
  {_ASSESSMENT} WHERE a.id = :id
""")
_EARNING = statement(f"""
  -- name: assessment_earning
  SELECT a.id, {TERMS} FROM assessment a
  WHERE a.organization_id = :organization AND a.state = AssessmentState.OPEN AND a.qualification_id = ANY(:ids)
  ORDER BY a.tier, a.id LIMIT {MOST_EARNING}
""")
_OPEN = statement(f"""
  -- name: assessment_open
  SELECT {TERMS}, q.name, n.name FROM assessment a LEFT JOIN qualification q ON q.id = a.qualification_id
  LEFT JOIN qualification_tier n ON n.qualification_id = a.qualification_id AND n.tier = a.tier
  WHERE a.organization_id = :organization AND a.state = AssessmentState.OPEN ORDER BY a.id DESC LIMIT :limit
""")
_LOCK = text("""
  -- name: assessment_lock
  SELECT id FROM assessment WHERE id = :id FOR NO KEY UPDATE
""")
_PAGE = text(f"""
  -- name: assessment_page
  {_ASSESSMENT} WHERE a.organization_id = :organization AND a.id < :before ORDER BY a.id DESC LIMIT :limit
""")

# Twice the same item is one: the key that was copied first stays, for results rest on it.
_FILL = text("""
  -- name: assessment_fill
  INSERT INTO assessment_item (organization_id, assessment_id, item_id, payload, key, reason)
  SELECT :organization, :assessment, n.item_id, n.payload, n.key, n.reason
  FROM jsonb_to_recordset(CAST(:items AS jsonb)) AS n (item_id bigint, payload jsonb, key jsonb, reason text)
  ON CONFLICT (assessment_id, item_id) DO NOTHING
""")

_IN_POOL = text("""
  -- name: assessment_in_pool
  SELECT count(*) FROM assessment_item WHERE assessment_id = :assessment
""")

# Gold that says why it is right and is not in the pool yet.
_GOLD = text("""
  -- name: assessment_gold
  SELECT g.item_id, w.payload, g.answers, g.reason FROM gold g JOIN item_payload w ON w.item_id = g.item_id
  WHERE g.project_id = :project AND g.reason <> ''
    AND NOT EXISTS (SELECT FROM assessment_item x WHERE x.assessment_id = :assessment AND x.item_id = g.item_id)
  ORDER BY g.item_id LIMIT :limit
""")

_POOL = """
  SELECT i.id, i.item_id, i.payload, i.key, i.reason, i.aside_reason, p.name, i.aside_on, i.asked, i.share_right,
    i.point_biserial, i.discrimination, i.difficulty, i.suspicion
  FROM assessment_item i LEFT JOIN person p ON p.id = i.aside_by
"""
_POOL_PAGE = text(f"""
  -- name: assessment_pool_page
  {_POOL} WHERE i.assessment_id = :assessment AND i.id > :after ORDER BY i.id LIMIT :limit
""")
_POOL_ITEM = text(f"""
  -- name: assessment_pool_item
  {_POOL} WHERE i.id = :item AND i.assessment_id = :assessment
""")
_SUSPECTS = text("""
  -- name: assessment_suspects
  SELECT count(*) FROM assessment_item
  WHERE assessment_id = :assessment AND aside_reason = '' AND suspicion IS NOT NULL
""")

_SET_ASIDE = text("""
  -- name: assessment_set_aside
  UPDATE assessment_item SET aside_reason = :reason, aside_by = :person, aside_on = current_date
  WHERE id = :item AND aside_reason = '' RETURNING id
""")

# What the newest attempts say of the items: answers once per person and item, of at most so many attempts.
_GIVEN = text("""
  -- name: assessment_given
  SELECT t.person_id, x.assessment_item_id, x.credit, x.answers
  FROM (SELECT id, person_id FROM attempt WHERE assessment_id = :assessment AND handed_in_on IS NOT NULL
        ORDER BY id DESC LIMIT :most) t
  JOIN attempt_item x ON x.attempt_id = t.id
  WHERE x.credit IS NOT NULL ORDER BY t.id, x.place
""")

_POOL_IDS = text("""
  -- name: assessment_pool_ids
  SELECT id FROM assessment_item WHERE assessment_id = :assessment ORDER BY id
""")

_STATISTICS = text("""
  -- name: assessment_statistics
  UPDATE assessment_item i SET asked = n.asked, share_right = n.share_right, point_biserial = n.point_biserial,
    discrimination = n.discrimination, difficulty = n.difficulty, suspicion = n.suspicion
  FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS n (id bigint, asked integer, share_right real, point_biserial real,
    discrimination real, difficulty real, suspicion jsonb)
  WHERE i.id = n.id AND i.assessment_id = :assessment
""")


def _assessment(row: Row[Any]) -> Assessment:
    return Assessment(row[0], Terms(*row[1:12]), AssessmentState(row[12]), *row[13:])


async def add(
    t: Transaction, actor: Actor, terms: Terms, project: int | None, questions: Sequence[Mapping[str, Any]],
    guideline: str,
) -> int:  # fmt: skip
    """A new assessment, as a draft with an empty pool; the guideline is the project's of now, where there is one."""
    values = {
        "organization": actor.organization_id, "project": project, "questions": Jsonb(list(questions)),
        "guideline": guideline, "person": actor.person_id, **asdict(terms),
    }  # fmt: skip
    return (await t.execute(_ADD, values)).scalar_one()


async def change(t: Transaction, assessment: int, terms: Terms, state: AssessmentState) -> None:
    """Other terms, for attempts that begin from now on."""
    await t.execute(_CHANGE, {"id": assessment, "state": state.value, **asdict(terms)})


async def one(t: Transaction, assessment: int) -> Assessment | None:
    """One assessment."""
    row = (await t.execute(_ONE, {"id": assessment})).first()
    return None if row is None else _assessment(row)


async def earning(t: Transaction, actor: Actor, qualifications: Sequence[int]) -> list[tuple[int, Terms]]:
    """Open assessments that earn a tier of these qualifications, the lowest tiers first."""
    values = {"organization": actor.organization_id, "ids": list(qualifications)}
    return [(row[0], Terms(*row[1:])) for row in await t.execute(_EARNING, values)]


async def open_ones(t: Transaction, actor: Actor, limit: int) -> list[tuple[Terms, str | None, str | None]]:
    """The newest open assessments, each with the names of the qualification and of the tier that it earns."""
    rows = await t.execute(_OPEN, {"organization": actor.organization_id, "limit": limit})
    return [(Terms(*row[:-2]), row[-2], row[-1]) for row in rows]


async def lock(t: Transaction, assessment: int) -> None:
    """Hold an assessment: changes of it and of its keys come one after the other."""
    await t.execute(_LOCK, {"id": assessment})


async def page(t: Transaction, actor: Actor, before: int, limit: int) -> list[Assessment]:
    """The newest assessments before an id."""
    values = {"organization": actor.organization_id, "before": before, "limit": limit}
    return [_assessment(row) for row in await t.execute(_PAGE, values)]


async def gold(t: Transaction, assessment: int, project: int, limit: int) -> list[Material]:
    """Gold of a project that may go into the pool: it has a reason and is not there yet."""
    values = {"assessment": assessment, "project": project, "limit": limit}
    return [Material(*row) for row in await t.execute(_GOLD, values)]


async def fill(t: Transaction, actor: Actor, assessment: int, items: Sequence[Material]) -> None:
    """Copy items into the pool."""
    rows = [asdict(item) for item in items]
    values = {"organization": actor.organization_id, "assessment": assessment, "items": Jsonb(rows)}
    await t.execute(_FILL, values)


async def room(t: Transaction, assessment: int) -> int:
    """How many items still go into the pool."""
    return max(0, MOST_ITEMS - (await t.execute(_IN_POOL, {"assessment": assessment})).scalar_one())


async def pool(t: Transaction, assessment: int, after: int, limit: int) -> list[PoolItem]:
    """The pool, after an id."""
    values = {"assessment": assessment, "after": after, "limit": limit}
    return [PoolItem(*row) for row in await t.execute(_POOL_PAGE, values)]


async def pool_item(t: Transaction, assessment: int, item: int) -> PoolItem | None:
    """One item of the pool."""
    row = (await t.execute(_POOL_ITEM, {"assessment": assessment, "item": item})).first()
    return None if row is None else PoolItem(*row)


async def suspects(t: Transaction, assessment: int) -> int:
    """How many keys that count should be looked at."""
    return (await t.execute(_SUSPECTS, {"assessment": assessment})).scalar_one()


async def set_aside(t: Transaction, actor: Actor, item: int, reason: str) -> bool:
    """Its key counts for nobody any more; False: that was decided before."""
    values = {"item": item, "reason": reason, "person": actor.person_id}
    return (await t.execute(_SET_ASIDE, values)).scalar() is not None


async def given(t: Transaction, assessment: int, most: int) -> list[tuple[int, int, float, Mapping[str, Any]]]:
    """What the newest attempts say: person, item of the pool, credit, answers; the oldest of them first."""
    values = {"assessment": assessment, "most": most}
    return [(row[0], row[1], row[2], row[3]) for row in await t.execute(_GIVEN, values)]


async def pool_ids(t: Transaction, assessment: int) -> list[int]:
    """The items of a pool, also those whose keys are set aside."""
    return list((await t.execute(_POOL_IDS, {"assessment": assessment})).scalars())


async def put_statistics(t: Transaction, assessment: int, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write what the attempts say of the items."""
    await t.execute(_STATISTICS, {"assessment": assessment, "rows": Jsonb(list(rows))})
