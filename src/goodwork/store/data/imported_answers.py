"""Answers that came with a file: people who gave them elsewhere, annotations, predictions, skips."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import text

from goodwork.model.claims import ClaimState
from goodwork.model.ids import ImportId, ItemId, OrganizationId, PersonId, ProjectId
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

# One that says the same as the one that is there is left alone.
_PREDICTIONS = text("""
  -- name: imported_predictions
  INSERT INTO prediction AS p (organization_id, project_id, item_id, model, answers, score, import_id)
  SELECT :organization, :project, g.item, g.model, g.answers, g.score, :import
  FROM unnest(CAST(:items AS bigint[]), CAST(:models AS text[]), CAST(:answers AS jsonb[]), CAST(:scores AS real[]))
    AS g (item, model, answers, score)
  ON CONFLICT (item_id, model) DO UPDATE
    SET answers = excluded.answers, score = excluded.score, created_at = excluded.created_at,
      import_id = excluded.import_id
    WHERE (p.answers, p.score) IS DISTINCT FROM (excluded.answers, excluded.score)
  RETURNING p.xmax = 0
""")

_KNOWN = text("""
  -- name: imported_known
  SELECT g.n - 1, c.state = CAST(:skipped AS smallint),
    (SELECT a.answers = g.answers FROM annotation a WHERE a.item_id = g.item AND a.person_id = g.person
     ORDER BY a.revision DESC LIMIT 1)
  FROM unnest(CAST(:items AS bigint[]), CAST(:people AS integer[]), CAST(:answers AS jsonb[]))
    WITH ORDINALITY AS g (item, person, answers, n)
    JOIN claim c ON c.item_id = g.item AND c.person_id = g.person
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
    (organization_id, project_id, item_id, person_id, claim_id, form_version, answers, surplus, import_id,
     prediction_id)
  SELECT :organization, :project, g.item, g.person, c.id, :form_version, g.answers, g.surplus, :import,
    (SELECT p.id FROM prediction p WHERE p.item_id = g.item AND p.model = g.model)
  FROM given g JOIN closed c ON c.item_id = g.item AND c.person_id = g.person
  RETURNING prediction_id
""")

_SKIPS = text("""
  -- name: imported_skips
  WITH given AS (
    SELECT * FROM unnest(CAST(:items AS bigint[]), CAST(:people AS integer[]), CAST(:reasons AS text[]))
      AS g (item, person, reason)
  ), closed AS (
    INSERT INTO claim (organization_id, project_id, item_id, person_id, state, expires_at)
    SELECT :organization, :project, item, person, CAST(:skipped AS smallint), now() FROM given
  )
  INSERT INTO skip (organization_id, project_id, item_id, person_id, reason, import_id)
  SELECT :organization, :project, item, person, reason, :import FROM given
""")


@dataclass(frozen=True, slots=True)
class Bringing:
    """The import that brings answers, and where to."""

    organization: OrganizationId
    project: ProjectId
    data_import: ImportId | None

    @property
    def given(self) -> dict[str, int | None]:
        """As statements name it."""
        return {"organization": self.organization, "project": self.project, "import": self.data_import}


MOST_SCORE = 1e30
"""The largest score that is kept, either way: far beyond any, and within single precision."""


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


@dataclass(frozen=True, slots=True)
class Known:
    """What a person did with an item before."""

    skipped: bool
    same: bool
    """Whether their answers are those that come now."""


async def imported_person(
    t: Transaction, organization: OrganizationId, *, email: str, name: str, pseudonym: str
) -> PersonId | None:
    """The person under this address, made if need be; None when the pseudonym is taken: try another."""
    found = (await t.execute(_PERSON, {"email": email})).scalar()
    if found is None:
        given = {"organization": organization, "name": name, "email": email, "pseudonym": pseudonym}
        found = (await t.execute(_ADD_PERSON, given)).scalar()
    return None if found is None else PersonId(found)


async def add_predictions(t: Transaction, bringing: Bringing, rows: Sequence[NewPrediction]) -> tuple[int, int]:
    """Store predictions; returns how many are new, and how many took the place of one by the same model."""
    given = {
        **bringing.given,
        "items": [r.item for r in rows],
        "models": [r.model for r in rows],
        "answers": [r.answers.decode() for r in rows],
        # What is not a number, or larger than is kept, is no score.
        "scores": [r.score if r.score is not None and abs(r.score) <= MOST_SCORE else None for r in rows],
    }
    if not rows:
        return 0, 0
    new = [bool(row[0]) for row in await t.execute(_PREDICTIONS, given)]
    return sum(new), len(new) - sum(new)


async def known(t: Transaction, given: Sequence[tuple[ItemId, PersonId, bytes]]) -> dict[int, Known]:
    """By number those of the given answers whose person has answered or skipped the item before."""
    if not given:
        return {}
    asked = {
        "items": [item for item, _, _ in given], "people": [person for _, person, _ in given],
        "answers": [answers.decode() for _, _, answers in given], "skipped": int(ClaimState.SKIPPED),
    }  # fmt: skip
    return {n: Known(skipped, bool(same)) for n, skipped, same in await t.execute(_KNOWN, asked)}


async def add_annotations(t: Transaction, bringing: Bringing, form_version: int, rows: Sequence[NewAnnotation]) -> int:
    """Store annotations, and let the items be appraised. Returns how many name a model that predicted nothing there."""
    given = {
        **bringing.given, "form_version": form_version,
        "submitted": int(ClaimState.SUBMITTED), "items": [r.item for r in rows], "people": [r.person for r in rows],
        "answers": [r.answers.decode() for r in rows], "surplus": [r.surplus for r in rows],
        "models": [r.model for r in rows],
    }  # fmt: skip
    if not rows:
        return 0
    found = sum(row[0] is not None for row in await t.execute(_ANNOTATIONS, given))
    return sum(r.model is not None for r in rows) - found


async def add_skips(t: Transaction, bringing: Bringing, rows: Sequence[NewSkip]) -> None:
    """Store skips; what they lead to is for the flow."""
    given = {
        **bringing.given, "skipped": int(ClaimState.SKIPPED),
        "items": [r.item for r in rows], "people": [r.person for r in rows], "reasons": [r.reason for r in rows],
    }  # fmt: skip
    if rows:
        await t.execute(_SKIPS, given)
