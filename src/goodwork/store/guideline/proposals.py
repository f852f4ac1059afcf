"""Proposals: changes of the guideline or of the questions that somebody proposed, and what was decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import text

from goodwork.model.guideline import Comment, Proposal, Viewer
from goodwork.model.ids import PersonId, ProjectId
from goodwork.model.people import Actor
from goodwork.store.database import Transaction

State = Literal["open", "decided"]

# The text itself is read with one proposal alone: a guideline may be long.
_PROPOSAL = """
  SELECT o.id, o.project_id, o.about, o.base_version, {words}, o.why,
    CASE WHEN :names THEN p.name ELSE p.pseudonym END, o.person_id = :person, o.at::date, o.closes_at::date, o.accepted,
    o.reason,
    b.name, o.decided_at::date, o.guideline_version, (SELECT count(*) FROM comment n WHERE n.proposal_id = o.id)
  FROM proposal o JOIN person p ON p.id = o.person_id LEFT JOIN person b ON b.id = o.decided_by
"""
_LISTED = _PROPOSAL.format(words="''")

_ONE = text(f"-- name: proposal_one\n {_PROPOSAL.format(words='o.words')} WHERE o.id = :proposal")
_OPEN = text(f"""
  -- name: proposal_open
  {_LISTED} WHERE o.project_id = :project AND o.id < :before AND o.decided_at IS NULL ORDER BY o.id DESC LIMIT :limit
""")
_DECIDED = text(f"""
  -- name: proposal_decided
  {_LISTED} WHERE o.project_id = :project AND o.id < :before AND o.decided_at IS NOT NULL
  ORDER BY o.id DESC LIMIT :limit
""")
_BASE = text("""
  -- name: proposal_base
  SELECT markdown FROM guideline WHERE project_id = :project AND version = :version
""")
_PROJECT = text("-- name: proposal_project\n SELECT project_id FROM proposal WHERE id = :proposal")
_LOCK = text("""
  -- name: proposal_lock
  SELECT about, words, why, decided_at, decided_by, accepted, reason FROM proposal WHERE id = :proposal
  FOR NO KEY UPDATE
""")
_ADD = text("""
  -- name: proposal_add
  INSERT INTO proposal (organization_id, project_id, person_id, about, base_version, words, why, closes_at)
  SELECT :organization, p.id, :person, :about, p.guideline_version, :words, :why,
    now() + make_interval(days => p.comment_days)
  FROM project p WHERE p.id = :project RETURNING id
""")
_DECIDE = text("""
  -- name: proposal_decide
  UPDATE proposal SET accepted = :accepted, reason = :reason, decided_by = :person, decided_at = now(),
    guideline_version = :version
  WHERE id = :proposal
""")
_OPEN_OF = text("""
  -- name: proposal_open_of
  SELECT count(*) FROM proposal WHERE person_id = :person AND project_id = :project AND decided_at IS NULL
""")
_COMMENTS = text("""
  -- name: comment_of_proposal
  SELECT n.id, n.said, CASE WHEN :names THEN p.name ELSE p.pseudonym END, n.person_id = :person, n.at::date
  FROM comment n JOIN person p ON p.id = n.person_id WHERE n.proposal_id = :proposal ORDER BY n.id LIMIT :limit
""")
_COMMENT = text("""
  -- name: comment_add_to_proposal
  INSERT INTO comment (organization_id, project_id, proposal_id, person_id, said)
  VALUES (:organization, :project, :proposal, :person, :said)
""")
_CONCERNED = text("""
  -- name: proposal_concerned
  SELECT person_id FROM proposal WHERE id = :proposal
  UNION SELECT person_id FROM comment WHERE proposal_id = :proposal
""")
_DAYS = text("-- name: proposal_days\n SELECT comment_days FROM project WHERE id = :project")
_SET_DAYS = text("-- name: proposal_set_days\n UPDATE project SET comment_days = :days WHERE id = :project")


@dataclass(frozen=True, slots=True)
class Locked:
    """What a decision on a proposal goes by."""

    about: str
    words: str
    why: str
    decided_at: datetime | None
    decided_by: int | None
    accepted: bool | None
    reason: str


def _of(viewer: Viewer) -> dict[str, Any]:
    return {"person": viewer.person_id, "names": viewer.names}


async def one(t: Transaction, viewer: Viewer, proposal: int) -> Proposal | None:
    """A proposal with its text."""
    row = (await t.execute(_ONE, {**_of(viewer), "proposal": proposal})).first()
    return None if row is None else Proposal(*row)


async def page(
    t: Transaction, viewer: Viewer, project: ProjectId, state: State, before: int, limit: int
) -> list[Proposal]:
    """A project's proposals without their texts, newest first, before an id."""
    values = {**_of(viewer), "project": project, "before": before, "limit": limit}
    rows = await t.execute(_OPEN if state == "open" else _DECIDED, values)
    return [Proposal(*row) for row in rows]


async def base(t: Transaction, project: int, version: int) -> str:
    """The guideline that a proposal was written over."""
    return (await t.execute(_BASE, {"project": project, "version": version})).scalar_one()


async def project_of(t: Transaction, proposal: int) -> int | None:
    """The project of a proposal."""
    return (await t.execute(_PROJECT, {"proposal": proposal})).scalar()


async def lock(t: Transaction, proposal: int) -> Locked:
    """What a decision on a proposal goes by, locked."""
    return Locked(*(await t.execute(_LOCK, {"proposal": proposal})).one())


async def add(t: Transaction, actor: Actor, project: ProjectId, about: str, words: str, why: str) -> int:
    """Keep a proposal over the guideline of now."""
    values = {
        "organization": actor.organization_id, "project": project, "person": actor.person_id, "about": about,
        "words": words, "why": why,
    }  # fmt: skip
    return (await t.execute(_ADD, values)).scalar_one()


async def decide(
    t: Transaction, proposal: int, person: PersonId, *, accepted: bool, reason: str, version: int | None
) -> None:
    """Keep what was decided of a locked proposal; ``version``: of the guideline that it became."""
    values = {"proposal": proposal, "person": person, "accepted": accepted, "reason": reason, "version": version}
    await t.execute(_DECIDE, values)


async def open_of(t: Transaction, project: ProjectId, person: PersonId) -> int:
    """How many proposals of a person are open in a project."""
    return (await t.execute(_OPEN_OF, {"project": project, "person": person})).scalar_one()


async def comments(t: Transaction, viewer: Viewer, proposal: int, limit: int) -> list[Comment]:
    """The comments on a proposal, oldest first."""
    rows = await t.execute(_COMMENTS, {**_of(viewer), "proposal": proposal, "limit": limit})
    return [Comment(*row) for row in rows]


async def comment(t: Transaction, actor: Actor, project: int, proposal: int, said: str) -> None:
    """Keep a comment on a proposal."""
    values = {
        "organization": actor.organization_id, "project": project, "proposal": proposal, "person": actor.person_id,
        "said": said,
    }  # fmt: skip
    await t.execute(_COMMENT, values)


async def concerned(t: Transaction, proposal: int) -> list[int]:
    """Who proposed it, and who commented."""
    return list((await t.execute(_CONCERNED, {"proposal": proposal})).scalars())


async def comment_days(t: Transaction, project: ProjectId) -> int:
    """How many days comments on a project's proposals are waited for."""
    return (await t.execute(_DAYS, {"project": project})).scalar_one()


async def set_comment_days(t: Transaction, project: ProjectId, days: int) -> None:
    """Say how many."""
    await t.execute(_SET_DAYS, {"project": project, "days": days})
