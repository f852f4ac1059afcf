"""What a project tells those who choose their work, and what an item takes by their own word."""

from __future__ import annotations

from sqlalchemy import text

from goodwork.model.ids import OrganizationId, ProjectId
from goodwork.model.people import Actor
from goodwork.model.work import ENOUGH_PEOPLE, Card, ContentWarning, Sample
from goodwork.store.database import Transaction
from goodwork.store.words import statement

_CARD = text("""
  -- name: card
  SELECT deliverables, languages, warnings, sample_item FROM project_card WHERE project_id = :project
""")

_PUT = text("""
  -- name: card_put
  INSERT INTO project_card (project_id, organization_id, deliverables, languages, warnings, sample_item)
  VALUES (:project, :organization, :deliverables, :languages, :warnings, :sample)
  ON CONFLICT (project_id) DO UPDATE SET deliverables = excluded.deliverables, languages = excluded.languages,
    warnings = excluded.warnings, sample_item = excluded.sample_item
""")

# Gold is met unseen: it is no sample.
_MAY_BE_SAMPLE = statement("""
  -- name: card_may_be_sample
  SELECT EXISTS (SELECT FROM item WHERE id = :item AND project_id = :project AND gold = GoldDraw.NONE)
""")

_SAMPLE = statement("""
  -- name: card_sample
  SELECT w.item_id, w.payload
  FROM project_card k JOIN item i ON i.id = k.sample_item AND i.gold = GoldDraw.NONE
  JOIN item_payload w ON w.item_id = i.id WHERE k.project_id = :project
""")

_SAMPLE_OF = statement("""
  -- name: card_sample_of
  SELECT k.project_id FROM project_card k JOIN item i ON i.id = k.sample_item
  WHERE k.sample_item = :item AND i.gold = GoldDraw.NONE
""")

_REPORT = text("""
  -- name: effort_report
  INSERT INTO effort_report (project_id, person_id, organization_id, minutes, day)
  VALUES (:project, :person, :organization, :minutes, current_date)
  ON CONFLICT (project_id, person_id) DO UPDATE SET minutes = excluded.minutes, day = excluded.day
""")

_WITHDRAW = text("""
  -- name: effort_withdraw
  DELETE FROM effort_report WHERE project_id = :project AND person_id = :person
""")

_OWN = text("""
  -- name: effort_own
  SELECT minutes, day = current_date FROM effort_report WHERE project_id = :project AND person_id = :person
""")

# Reports of one project take turns, so that the last one counts all of them.
_TURN = text("""
  -- name: effort_turn
  INSERT INTO project_card (project_id, organization_id) VALUES (:project, :organization)
  ON CONFLICT (project_id) DO UPDATE SET effort_people = project_card.effort_people
""")
_SUM_UP = text(f"""
  -- name: effort_sum_up
  UPDATE project_card k SET effort_people = r.people,
    effort_median = CASE WHEN r.people >= {ENOUGH_PEOPLE} THEN r.quantiles[1] END,
    effort_p90 = CASE WHEN r.people >= {ENOUGH_PEOPLE} THEN r.quantiles[2] END
  FROM (
    SELECT count(*) AS people,
      percentile_cont(CAST(ARRAY[0.5, 0.9] AS double precision[])) WITHIN GROUP (ORDER BY minutes) AS quantiles
    FROM effort_report WHERE project_id = :project) r
  WHERE k.project_id = :project
""")


async def card(t: Transaction, project: ProjectId) -> Card:
    """A project's card."""
    row = (await t.execute(_CARD, {"project": project})).first()
    return (
        Card() if row is None else Card(row[0], tuple(row[1]), tuple(ContentWarning(word) for word in row[2]), row[3])
    )


async def put(t: Transaction, organization: OrganizationId, project: ProjectId, card: Card) -> None:
    """Write it anew."""
    values = {
        "project": project, "organization": organization, "deliverables": card.deliverables,
        "languages": list(card.languages), "warnings": [word.value for word in card.warnings],
        "sample": card.sample_item,
    }  # fmt: skip
    await t.execute(_PUT, values)


async def may_be_sample(t: Transaction, project: ProjectId, item: int) -> bool:
    """Whether an item is of the project and no gold."""
    return (await t.execute(_MAY_BE_SAMPLE, {"project": project, "item": item})).scalar_one()


async def sample(t: Transaction, project: ProjectId) -> Sample | None:
    """The project's sample; None: it has none, or it became gold."""
    row = (await t.execute(_SAMPLE, {"project": project})).first()
    return None if row is None else Sample(*row)


async def sample_of(t: Transaction, item: int) -> ProjectId | None:
    """The project whose sample an item is."""
    found = (await t.execute(_SAMPLE_OF, {"item": item})).scalar()
    return None if found is None else ProjectId(found)


async def report_effort(t: Transaction, actor: Actor, project: ProjectId, minutes: float | None) -> None:
    """Keep what somebody says that an item takes them, in the place of what they said before; None withdraws it."""
    of = {"project": project, "organization": actor.organization_id}
    await t.execute(_TURN, of)
    if minutes is None:
        await t.execute(_WITHDRAW, {"project": project, "person": actor.person_id})
    else:
        await t.execute(_REPORT, {**of, "person": actor.person_id, "minutes": minutes})
    await t.execute(_SUM_UP, {"project": project})


async def own_effort(t: Transaction, actor: Actor, project: ProjectId) -> tuple[float | None, bool]:
    """What somebody said last that an item takes them, and whether they said it today."""
    row = (await t.execute(_OWN, {"project": project, "person": actor.person_id})).first()
    return (None, False) if row is None else (row[0], row[1])
