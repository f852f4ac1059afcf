"""Answers that came with a file: people who gave them elsewhere, annotations, predictions, skips."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import text

from goodwork.model.claims import ClaimState
from goodwork.model.ids import ItemId, OrganizationId, PersonId, ProjectId
from goodwork.store.database import Transaction

_PERSON = text("""
  -- name: imported_person
  SELECT id FROM person WHERE email = :email
""")

# Deactivated from the first moment: they answered elsewhere and can't sign in here.
_ADD_PERSON = text("""
  -- name: imported_person_add
  INSERT INTO person (organization_id, name, email, role, pseudonym, deactivated_at)
  VALUES (:organization, :name, :email, 'annotator', :pseudonym, now())
  ON CONFLICT DO NOTHING
  RETURNING id
""")

_PREDICTIONS = text("""
  -- name: imported_predictions
  INSERT INTO prediction (organization_id, project_id, item_id, model, answers, score)
  SELECT :organization, :project, g.item, g.model, g.answers, g.score
  FROM unnest(CAST(:items AS bigint[]), CAST(:models AS text[]), CAST(:answers AS jsonb[]), CAST(:scores AS real[]))
    AS g (item, model, answers, score)
""")

_ANNOTATIONS = text("""
  -- name: imported_annotations
  WITH given AS (
    SELECT * FROM unnest(
      CAST(:items AS bigint[]), CAST(:people AS integer[]), CAST(:answers AS jsonb[]), CAST(:surplus AS boolean[]),
      CAST(:models AS text[])) AS g (item, person, answers, surplus, model)
  ), closed AS (
    INSERT INTO claim (organization_id, project_id, item_id, person_id, state, expires_at)
    SELECT :organization, :project, item, person, CAST(:submitted AS smallint), now() FROM given
    RETURNING id, item_id, person_id
  ), waiting AS (
    INSERT INTO to_appraise (item_id, organization_id, project_id)
    SELECT DISTINCT item, CAST(:organization AS integer), CAST(:project AS integer) FROM given
    ON CONFLICT DO NOTHING
  ), filled AS (
    UPDATE item SET completed = item.completed + n.answers
    FROM (SELECT g.item, count(*) AS answers FROM given g WHERE NOT g.surplus GROUP BY g.item) n
    WHERE item.id = n.item
  )
  INSERT INTO annotation
    (organization_id, project_id, item_id, person_id, claim_id, form_version, answers, surplus, prediction_id)
  SELECT :organization, :project, g.item, g.person, c.id, :form_version, g.answers, g.surplus,
    (SELECT p.id FROM prediction p WHERE p.item_id = g.item AND p.model = g.model)
  FROM given g JOIN closed c ON c.item_id = g.item AND c.person_id = g.person
""")

_SKIPS = text("""
  -- name: imported_skips
  WITH given AS (
    SELECT * FROM unnest(CAST(:items AS bigint[]), CAST(:people AS integer[]), CAST(:reasons AS text[]))
      AS g (item, person, reason)
  ), closed AS (
    INSERT INTO claim (organization_id, project_id, item_id, person_id, state, expires_at)
    SELECT :organization, :project, item, person, CAST(:skipped AS smallint), now() FROM given
  ), counted AS (
    UPDATE item SET skips = item.skips + n.skips
    FROM (SELECT g.item, count(*) AS skips FROM given g GROUP BY g.item) n WHERE item.id = n.item
  )
  INSERT INTO skip (organization_id, project_id, item_id, person_id, reason)
  SELECT :organization, :project, item, person, reason FROM given
""")


@dataclass(frozen=True, slots=True)
class NewPrediction:
    """A model's answers to one item; one per item and model."""

    item: ItemId
    model: str
    answers: bytes
    """JSON."""
    score: float | None


@dataclass(frozen=True, slots=True)
class NewAnnotation:
    """A person's answers to one item, given elsewhere; one per item and person."""

    item: ItemId
    person: PersonId
    answers: bytes
    """JSON."""
    surplus: bool
    model: str | None
    """The model whose prediction it began with."""


@dataclass(frozen=True, slots=True)
class NewSkip:
    """A person passed an item over, elsewhere."""

    item: ItemId
    person: PersonId
    reason: str


async def imported_person(
    t: Transaction, organization: OrganizationId, *, email: str, name: str, pseudonym: str
) -> PersonId | None:
    """The person under this address, made if need be; None when the pseudonym is taken: try another."""
    found = (await t.execute(_PERSON, {"email": email})).scalar()
    if found is None:
        given = {"organization": organization, "name": name, "email": email, "pseudonym": pseudonym}
        found = (await t.execute(_ADD_PERSON, given)).scalar()
    return None if found is None else PersonId(found)


async def add_predictions(
    t: Transaction, organization: OrganizationId, project: ProjectId, rows: Sequence[NewPrediction]
) -> None:
    """Store predictions of items that were just added."""
    given = {
        "organization": organization, "project": project, "items": [r.item for r in rows],
        "models": [r.model for r in rows], "answers": [r.answers.decode() for r in rows],
        "scores": [r.score for r in rows],
    }  # fmt: skip
    if rows:
        await t.execute(_PREDICTIONS, given)


async def add_annotations(
    t: Transaction,
    organization: OrganizationId,
    project: ProjectId,
    form_version: int,
    rows: Sequence[NewAnnotation],
) -> None:
    """Store annotations of items that were just added, and let the items be appraised."""
    given = {
        "organization": organization, "project": project, "form_version": form_version,
        "submitted": int(ClaimState.SUBMITTED), "items": [r.item for r in rows], "people": [r.person for r in rows],
        "answers": [r.answers.decode() for r in rows], "surplus": [r.surplus for r in rows],
        "models": [r.model for r in rows],
    }  # fmt: skip
    if rows:
        await t.execute(_ANNOTATIONS, given)


async def add_skips(t: Transaction, organization: OrganizationId, project: ProjectId, rows: Sequence[NewSkip]) -> None:
    """Store skips of items that were just added."""
    given = {
        "organization": organization, "project": project, "skipped": int(ClaimState.SKIPPED),
        "items": [r.item for r in rows], "people": [r.person for r in rows], "reasons": [r.reason for r in rows],
    }  # fmt: skip
    if rows:
        await t.execute(_SKIPS, given)
