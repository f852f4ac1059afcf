"""Invitations in the database: of the link only a hash is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from sqlalchemy import Row, text

from goodwork.model.ids import OrganizationId, PersonId
from goodwork.model.people import Actor, Role
from goodwork.store.database import Transaction

# Whoever invited may have been deactivated or demoted since: a link gives nothing that its giver could not give now.
# The rule is routing.access.may_give_role.
_STANDS = """
  EXISTS (SELECT FROM person g WHERE g.id = i.created_by AND g.deactivated_at IS NULL
          AND (g.role = 'owner' OR (g.role = 'manager' AND i.role <> 'owner')))
"""

_COLUMNS = f"""
  i.id, i.role, i.email, i.team_ids, i.created_at::date AS created_on, i.expires_at::date AS expires_on,
  CASE WHEN i.accepted_at IS NOT NULL THEN 'accepted' WHEN i.revoked_at IS NOT NULL THEN 'revoked'
       WHEN i.expires_at <= now() THEN 'expired' WHEN {_STANDS} THEN 'open' ELSE 'revoked' END AS state
"""

_ADD = text(f"""
  -- name: invitation_add
  INSERT INTO invitation AS i (organization_id, email, role, team_ids, token_hash, created_by, expires_at)
  VALUES (:organization, :email, :role, :teams, :hash, :person, now() + CAST(:lasts AS interval))
  RETURNING {_COLUMNS}
""")
_LIST = text(f"""
  -- name: invitation_list
  SELECT {_COLUMNS} FROM invitation i WHERE i.id < :before ORDER BY i.id DESC LIMIT :limit
""")
_REVOKE = text("""
  -- name: invitation_revoke
  UPDATE invitation SET revoked_at = coalesce(revoked_at, now()) WHERE id = :id RETURNING id
""")
_OPEN = f"""
  SELECT i.id, i.organization_id, o.name, i.role, i.email, i.team_ids
  FROM invitation i JOIN organization o ON o.id = i.organization_id
  WHERE i.token_hash = :hash AND i.accepted_at IS NULL AND i.revoked_at IS NULL AND i.expires_at > now()
    AND {_STANDS}
"""
_FIND = text(f"-- name: invitation_find\n {_OPEN}")
# Whoever comes second waits here, and then finds it accepted.
_TAKE = text(f"-- name: invitation_take\n {_OPEN} FOR NO KEY UPDATE OF i")
_REVOKE_OF_PERSON = text("""
  -- name: invitation_revoke_of_person
  UPDATE invitation SET revoked_at = now()
  WHERE created_by = :person AND accepted_at IS NULL AND revoked_at IS NULL AND expires_at > now()
""")
_ACCEPT = text("""
  -- name: invitation_accept
  UPDATE invitation SET accepted_at = now() WHERE id = :id
""")


@dataclass(frozen=True, slots=True)
class Invitation:
    """An invitation without its link."""

    id: int
    role: Role
    email: str | None
    team_ids: tuple[int, ...]
    created_on: date
    expires_on: date
    state: Literal["open", "accepted", "expired", "revoked"]


@dataclass(frozen=True, slots=True)
class OpenInvitation:
    """An invitation that may be accepted, as its link opens it."""

    id: int
    organization_id: OrganizationId
    organization: str
    role: Role
    email: str | None
    team_ids: tuple[int, ...]


async def add(
    t: Transaction,
    actor: Actor,
    *,
    email: str | None,
    role: Role,
    team_ids: Sequence[int],
    token_hash: bytes,
    lasts: timedelta,
) -> Invitation:
    """Keep a new invitation."""
    given = {
        "organization": actor.organization_id, "email": email, "role": role.value, "teams": list(team_ids),
        "hash": token_hash, "person": actor.person_id, "lasts": lasts,
    }  # fmt: skip
    return _invitation((await t.execute(_ADD, given)).one())


async def page(t: Transaction, before: int, limit: int) -> list[Invitation]:
    """The newest invitations before an id."""
    return [_invitation(row) for row in await t.execute(_LIST, {"before": before, "limit": limit})]


async def revoke(t: Transaction, invitation: int) -> bool:
    """Make a link worthless; False when there is no such invitation."""
    return (await t.execute(_REVOKE, {"id": invitation})).first() is not None


async def revoke_of_person(t: Transaction, person: PersonId) -> int:
    """Make the open links that a person gave worthless; returns how many."""
    return (await t.execute(_REVOKE_OF_PERSON, {"person": person})).rowcount


async def find(t: Transaction, token_hash: bytes, *, take: bool = False) -> OpenInvitation | None:
    """The open invitation of a link; with ``take`` nobody else accepts it until the transaction ends."""
    row = (await t.execute(_TAKE if take else _FIND, {"hash": token_hash})).first()
    if row is None:
        return None
    return OpenInvitation(row[0], OrganizationId(row[1]), row[2], Role(row[3]), row[4], tuple(row[5]))


async def accept(t: Transaction, invitation: int) -> None:
    """It was used."""
    await t.execute(_ACCEPT, {"id": invitation})


def _invitation(row: Row[Any]) -> Invitation:
    identity, role, email, teams, created, expires, state = row
    return Invitation(identity, Role(role), email, tuple(teams), created, expires, state)
