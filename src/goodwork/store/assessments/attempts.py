"""Attempts in the database: what was asked of whom, saved at every step, and the results."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from psycopg.types.json import Jsonb
from sqlalchemy import Row, text

from goodwork.judging.assessed import Score
from goodwork.model.appeals import AppealState
from goodwork.model.assessments import Answers, Asked, Assessment, Attempt, HandedIn, Offer, Terms
from goodwork.model.ids import PersonId
from goodwork.model.people import Actor
from goodwork.store.assessments.assessments import TERMS
from goodwork.store.database import Transaction
from goodwork.store.words import statement

_ATTEMPT = (
    "a.id, a.assessment_id, a.person_id, a.number, a.pass_mark, a.handed_in_on, a.score, a.low, a.high, a.passed, "
    "a.raised_on, a.pay_currency, a.pay_amount, a.qualification_id, a.tier"
)

# Of two that begin at once, one begins; the other finds it.
_BEGIN = text("""
  -- name: attempt_begin
  INSERT INTO attempt (organization_id, assessment_id, person_id, number, pass_mark, pay_currency, pay_amount,
    qualification_id, tier)
  SELECT :organization, :assessment, :person, 1 + count(*), :pass_mark, :pay_currency, :pay_amount,
    :qualification, :tier
  FROM attempt WHERE assessment_id = :assessment AND person_id = :person
  ON CONFLICT DO NOTHING RETURNING id
""")

# What somebody has met is not asked of them again: in an earlier attempt here, or as an item that they
# held or reviewed.
_FRESH = """
  FROM assessment_item i
  WHERE i.assessment_id = :assessment AND i.aside_reason = ''
    AND NOT EXISTS (SELECT FROM attempt_item x JOIN attempt e ON e.id = x.attempt_id
                    WHERE x.assessment_item_id = i.id AND e.person_id = :person)
    AND NOT EXISTS (SELECT FROM claim c WHERE c.item_id = i.item_id AND c.person_id = :person)
    AND NOT EXISTS (SELECT FROM review r WHERE r.item_id = i.item_id AND r.person_id = :person)
"""
_FRESH_ITEMS = text(f"""
  -- name: attempt_fresh
  SELECT i.id {_FRESH}
""")
_DRAW = text("""
  -- name: attempt_draw
  INSERT INTO attempt_item (attempt_id, place, organization_id, assessment_item_id)
  SELECT :attempt, n.place, :organization, n.item
  FROM unnest(CAST(:items AS bigint[])) WITH ORDINALITY AS n (item, place)
""")

_GOING_ON = text(f"""
  -- name: attempt_going_on
  SELECT {_ATTEMPT} FROM attempt a
  WHERE a.assessment_id = :assessment AND a.person_id = :person AND a.handed_in_on IS NULL
""")
_MINE = text(f"""
  -- name: attempt_mine
  SELECT {_ATTEMPT} FROM attempt a WHERE a.assessment_id = ANY(:assessments) AND a.person_id = :person
  ORDER BY a.assessment_id, a.number DESC
""")
_ONE = text(f"""
  -- name: attempt_one
  SELECT {_ATTEMPT} FROM attempt a WHERE a.id = :attempt
""")
_LOCK = text("""
  -- name: attempt_lock
  SELECT id FROM attempt WHERE id = :attempt FOR UPDATE
""")
_HOLD = text("""
  -- name: attempt_hold
  SELECT id FROM attempt WHERE id = :attempt AND handed_in_on IS NULL FOR SHARE
""")

_ASKED = """
  SELECT x.place, x.assessment_item_id, i.payload, x.answers, x.revision, i.key, i.reason, i.aside_reason = '',
    x.credits, x.credit, p.state, coalesce(p.argument, ''), coalesce(p.decision, ''), p.due_on
  FROM attempt_item x JOIN assessment_item i ON i.id = x.assessment_item_id
  LEFT JOIN attempt_appeal p ON p.attempt_id = x.attempt_id AND p.place = x.place
"""
_ITEMS = text(f"""
  -- name: attempt_items
  {_ASKED} WHERE x.attempt_id = :attempt ORDER BY x.place
""")
_ITEM = text(f"""
  -- name: attempt_item_one
  {_ASKED} WHERE x.attempt_id = :attempt AND x.place = :place
""")

# A draft of another tab is not overwritten: each save names the one that it builds on.
_SAVE = text("""
  -- name: attempt_save
  UPDATE attempt_item SET answers = :answers, revision = revision + 1
  WHERE attempt_id = :attempt AND place = :place AND revision = :revision RETURNING revision
""")

_MARK = text("""
  -- name: attempt_mark
  UPDATE attempt_item x SET answers = n.answers, credits = n.credits, credit = n.credit
  FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS n (place smallint, answers jsonb, credits jsonb, credit real)
  WHERE x.attempt_id = :attempt AND x.place = n.place
""")
_HAND_IN = text("""
  -- name: attempt_hand_in
  WITH told AS (
    UPDATE assessment SET handed_in = handed_in + 1, passed = passed + CAST(CAST(:passed AS boolean) AS integer)
    WHERE id = :assessment)
  UPDATE attempt SET handed_in_on = current_date, score = :score, low = :low, high = :high, passed = :passed,
    rests_on = :rests_on
  WHERE id = :attempt
""")

_RESULTS = text("""
  -- name: attempt_results
  SELECT a.id, a.person_id, p.name, a.number, a.handed_in_on, a.score, a.low, a.high, a.passed, a.raised_on
  FROM attempt a JOIN person p ON p.id = a.person_id
  WHERE a.assessment_id = :assessment AND a.handed_in_on IS NOT NULL AND a.id < :before
  ORDER BY a.id DESC LIMIT :limit
""")

# Everything that an item's key weighs in, with the credits of the items whose keys count.
_WITH_ITEM = text("""
  -- name: attempt_with_item
  SELECT a.id, a.person_id, a.score, a.pass_mark, a.passed, a.qualification_id, a.tier,
    array_agg(y.credit ORDER BY y.place) FILTER (WHERE i.aside_reason = '' AND y.credit IS NOT NULL)
  FROM attempt_item x JOIN attempt a ON a.id = x.attempt_id AND a.handed_in_on IS NOT NULL
  JOIN attempt_item y ON y.attempt_id = a.id JOIN assessment_item i ON i.id = y.assessment_item_id
  WHERE x.assessment_item_id = :item
  GROUP BY a.id ORDER BY a.id
""")
_RAISE = text("""
  -- name: attempt_raise
  WITH better AS (
    SELECT n.* FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS n (id bigint, score real, low real, high real,
      rests_on smallint, passed boolean)),
  counted AS (
    UPDATE assessment s SET passed = s.passed + n.more
    FROM (SELECT count(*) AS more FROM better b JOIN attempt a ON a.id = b.id WHERE b.passed AND NOT a.passed) n
    WHERE s.id = :assessment)
  UPDATE attempt a SET score = b.score, low = b.low, high = b.high, passed = b.passed, raised_on = current_date,
    rests_on = b.rests_on
  FROM better b WHERE a.id = b.id
""")

# What applications.may_take says, of each.
_MAY_BEGIN = """
  a.state = AssessmentState.OPEN AND (CAST(:role AS text) <> Role.APPLICANT OR EXISTS (
    SELECT FROM public_page w JOIN application p ON p.organization_id = w.organization_id
      AND p.state = ApplicationState.OPEN
    WHERE w.assessment_id = a.id AND p.person_id = :person))
"""
_OFFERS = statement(f"""
  -- name: attempt_offers
  SELECT a.id, {TERMS}, {_MAY_BEGIN},
    (SELECT count(*) FROM assessment_item i WHERE i.assessment_id = a.id AND i.aside_reason = '')
  FROM assessment a
  WHERE a.organization_id = :organization AND a.id < :before
    AND ({_MAY_BEGIN}
         OR EXISTS (SELECT FROM attempt t WHERE t.assessment_id = a.id AND t.person_id = :person))
  ORDER BY a.id DESC LIMIT :limit
""")


@dataclass(frozen=True, slots=True)
class Weighed:
    """An attempt that a key weighs in, with the credits of its items whose keys count."""

    id: int
    person_id: PersonId
    score: float | None
    pass_mark: float
    passed: bool
    qualification_id: int | None
    tier: int | None
    """What passing it awards."""
    credits: Sequence[float]


def _attempt(row: Row[Any]) -> Attempt:
    return Attempt(row[0], row[1], PersonId(row[2]), *row[3:])


def _asked(row: Row[Any]) -> Asked:
    state = None if row[10] is None else AppealState(row[10])
    return Asked(row[0], row[1], row[2], row[3], row[4], row[5], row[6], row[7], row[8], row[9], state, *row[11:])


async def begin(t: Transaction, actor: Actor, assessment: Assessment) -> int | None:
    """A new attempt, with nothing drawn yet; None when one goes on already."""
    values = {
        "organization": actor.organization_id, "assessment": assessment.id, "person": actor.person_id,
        "pass_mark": assessment.terms.pass_mark, "pay_currency": assessment.terms.pay_currency,
        "pay_amount": assessment.terms.pay_amount, "qualification": assessment.terms.qualification_id,
        "tier": assessment.terms.tier,
    }  # fmt: skip
    return (await t.execute(_BEGIN, values)).scalar()


async def fresh(t: Transaction, actor: Actor, assessment: int) -> list[int]:
    """The items of the pool that count and that this person has not met."""
    values = {"assessment": assessment, "person": actor.person_id}
    return [row[0] for row in await t.execute(_FRESH_ITEMS, values)]


async def draw(t: Transaction, actor: Actor, attempt: int, items: Sequence[int]) -> None:
    """What an attempt asks, in this order."""
    await t.execute(_DRAW, {"organization": actor.organization_id, "attempt": attempt, "items": list(items)})


async def going_on(t: Transaction, actor: Actor, assessment: int) -> Attempt | None:
    """This person's attempt that is not handed in."""
    row = (await t.execute(_GOING_ON, {"assessment": assessment, "person": actor.person_id})).first()
    return None if row is None else _attempt(row)


async def mine(t: Transaction, actor: Actor, assessments: Sequence[int]) -> dict[int, list[Attempt]]:
    """This person's attempts by assessment, the newest first."""
    found: dict[int, list[Attempt]] = {}
    for row in await t.execute(_MINE, {"assessments": list(assessments), "person": actor.person_id}):
        found.setdefault(row[1], []).append(_attempt(row))
    return found


async def one(t: Transaction, attempt: int) -> Attempt | None:
    """One attempt."""
    row = (await t.execute(_ONE, {"attempt": attempt})).first()
    return None if row is None else _attempt(row)


async def lock(t: Transaction, attempt: int) -> None:
    """Hold an attempt until it is handed in."""
    await t.execute(_LOCK, {"attempt": attempt})


async def goes_on(t: Transaction, attempt: int) -> bool:
    """Whether it is not handed in, nor will be before this transaction ends."""
    return (await t.execute(_HOLD, {"attempt": attempt})).scalar() is not None


async def items(t: Transaction, attempt: int) -> list[Asked]:
    """What an attempt asks, in its order."""
    return [_asked(row) for row in await t.execute(_ITEMS, {"attempt": attempt})]


async def item(t: Transaction, attempt: int, place: int) -> Asked | None:
    """One of its items."""
    row = (await t.execute(_ITEM, {"attempt": attempt, "place": place})).first()
    return None if row is None else _asked(row)


async def save(t: Transaction, attempt: int, place: int, answers: Answers, revision: int) -> int | None:
    """Keep answers as they are; the new revision, or None when another save came between."""
    values = {"attempt": attempt, "place": place, "answers": Jsonb(answers), "revision": revision}
    return (await t.execute(_SAVE, values)).scalar()


async def hand_in(t: Transaction, attempt: Attempt, marks: Sequence[Mapping[str, Any]], score: Score | None, *,
                  passed: bool) -> None:  # fmt: skip
    """Keep a result: what each item earned (place, answers, credits, credit), and the score."""
    await t.execute(_MARK, {"attempt": attempt.id, "rows": Jsonb(list(marks))})
    values = {
        "attempt": attempt.id, "assessment": attempt.assessment_id, "passed": passed,
        "score": score and score.value, "low": score and score.low, "high": score and score.high,
        "rests_on": score and score.items,
    }  # fmt: skip
    await t.execute(_HAND_IN, values)


async def results(t: Transaction, assessment: int, before: int, limit: int) -> list[HandedIn]:
    """Results, the newest before an id."""
    values = {"assessment": assessment, "before": before, "limit": limit}
    return [HandedIn(row[0], PersonId(row[1]), *row[2:]) for row in await t.execute(_RESULTS, values)]


async def with_item(t: Transaction, item: int) -> list[Weighed]:
    """The results that the key of an item weighs in."""
    return [
        Weighed(row[0], PersonId(row[1]), row[2], row[3], row[4], row[5], row[6], row[7] or [])
        for row in await t.execute(_WITH_ITEM, {"item": item})
    ]


async def put_raised(t: Transaction, assessment: int, better: Sequence[tuple[int, Score, bool]]) -> None:
    """Results that a key which was set aside raises: attempt, score, and whether it passes now."""
    rows = [
        {
            "id": i,
            "score": score.value,
            "low": score.low,
            "high": score.high,
            "rests_on": score.items,
            "passed": passed,
        }
        for i, score, passed in better
    ]
    await t.execute(_RAISE, {"assessment": assessment, "rows": Jsonb(rows)})


async def offers(t: Transaction, actor: Actor, before: int, limit: int) -> list[Offer]:
    """The assessments that this person may take or has taken, the newest before an id."""
    values = {
        "organization": actor.organization_id, "person": actor.person_id, "role": actor.role.value, "before": before,
        "limit": limit,
    }  # fmt: skip
    rows = list(await t.execute(_OFFERS, values))
    taken = await mine(t, actor, [row[0] for row in rows])
    return [Offer(row[0], Terms(*row[1:12]), taken.get(row[0], []), row[13], row[12]) for row in rows]
