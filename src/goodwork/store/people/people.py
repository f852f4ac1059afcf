"""People in the database."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, text

from goodwork.model.ids import AccountId, OrganizationId, PersonId
from goodwork.model.people import Me, Person, Role
from goodwork.store.database import Transaction
from goodwork.store.people.resets import OPEN

_ADD = text("""
  -- name: person_add
  INSERT INTO person (organization_id, account_id, name, email, role, pseudonym, language)
  VALUES (:organization, :account, :name, :email, :role, :pseudonym,
          (SELECT p.language FROM person p WHERE p.account_id = :account ORDER BY p.id LIMIT 1))
  ON CONFLICT (organization_id, pseudonym) DO NOTHING
  RETURNING id
""")

# Of several organizations the one in which they have been longest.
_CREDENTIALS = text("""
  -- name: person_credentials
  SELECT p.id, p.organization_id, p.role FROM account a JOIN person p ON p.account_id = a.id
  WHERE a.email = :email AND p.deactivated_at IS NULL
    AND (CAST(:organization AS text) IS NULL
         OR EXISTS (SELECT FROM organization o WHERE o.id = p.organization_id AND o.name = :organization))
  ORDER BY p.id LIMIT 1
""")

_SET_LANGUAGE = text("""
  -- name: person_set_language
  UPDATE person SET language = :language WHERE id = :id
""")

_ME = text("""
  -- name: person_me
  SELECT p.id, p.name, p.email, p.role, o.id, o.name, p.language, p.deactivated_at IS NULL, p.own_way_back
  FROM person p JOIN organization o ON o.id = p.organization_id WHERE p.id = :id
""")

_COLUMNS = f"""
  p.id, p.name, p.email, p.role, p.pseudonym,
  ARRAY(SELECT m.team_id FROM team_member m WHERE m.person_id = p.id ORDER BY m.team_id) AS team_ids,
  p.deactivated_at IS NULL AS active, p.created_at::date AS created_on,
  (SELECT r.expires_at FROM password_reset r WHERE r.person_id = p.id AND {OPEN}) AS reset_link_until,
  p.own_way_back
"""

_ONE = text(f"""
  -- name: person_one
  SELECT {_COLUMNS} FROM person p WHERE p.id = :id
""")

_LOCK = text("""
  -- name: person_lock
  SELECT id FROM person WHERE id = :id FOR NO KEY UPDATE
""")

FITS = """(CAST(:search AS text) = '' OR strpos(lower(p.name || ' ' || p.email || ' ' || p.pseudonym),
    lower(CAST(:search AS text))) > 0)"""
"""Whether a person ``p`` is called by the words of a search: name, e-mail address or pseudonym."""

_LIST = text(f"""
  -- name: person_list
  SELECT {_COLUMNS} FROM person p
  WHERE (lower(p.name), p.id) > (lower(:name), :after) AND {FITS}
  ORDER BY lower(p.name), p.id LIMIT :limit
""")

_CHANGE = text("""
  -- name: person_change
  UPDATE person SET name = :name, role = :role,
    deactivated_at = CASE WHEN :active THEN NULL ELSE coalesce(deactivated_at, now()) END,
    left_themselves = left_themselves AND NOT :active
  WHERE id = :id
""")

_LEAVE = text("""
  -- name: person_leave
  UPDATE person SET deactivated_at = now(), left_themselves = true WHERE id = :id
""")

_LEFT = text("""
  -- name: person_left
  SELECT left_themselves FROM person WHERE id = :id
""")

_FIRST_OWNER = text("""
  -- name: person_first_owner
  SELECT min(id) FROM person
  WHERE organization_id = :organization AND role = 'owner' AND deactivated_at IS NULL
""")

# Locks every owner's row, in one order, so that two owners can't demote each other at once.
_ACTIVE_OWNERS = text("""
  -- name: person_active_owners
  SELECT id FROM person WHERE role = 'owner' AND deactivated_at IS NULL ORDER BY id FOR NO KEY UPDATE
""")


@dataclass(frozen=True, slots=True)
class Credentials:
    """The active person behind an e-mail address."""

    person_id: PersonId
    organization_id: OrganizationId
    role: Role


async def add(
    t: Transaction,
    organization: OrganizationId,
    account: AccountId,
    *,
    name: str,
    email: str,
    role: Role,
    pseudonym: str,
) -> PersonId | None:
    """Make a person of an account; None when the pseudonym is taken in this organization."""
    given = {
        "organization": organization, "account": account, "name": name, "email": email, "role": role.value,
        "pseudonym": pseudonym,
    }  # fmt: skip
    made = (await t.execute(_ADD, given)).scalar_one_or_none()
    return None if made is None else PersonId(made)


async def credentials(t: Transaction, email: str, organization: str | None = None) -> Credentials | None:
    """The active person behind an e-mail address, in the organization of this name if one is named."""
    row = (await t.execute(_CREDENTIALS, {"email": email, "organization": organization})).first()
    return Credentials(PersonId(row[0]), OrganizationId(row[1]), Role(row[2])) if row else None


async def me(t: Transaction, person: PersonId) -> Me:
    """A person as they see themselves."""
    row = (await t.execute(_ME, {"id": person})).one()
    return Me(PersonId(row[0]), row[1], row[2], Role(row[3]), OrganizationId(row[4]), *row[5:])


async def set_language(t: Transaction, person: PersonId, language: str) -> None:
    """Keep the language in which a person reads the client."""
    await t.execute(_SET_LANGUAGE, {"id": person, "language": language})


async def one(t: Transaction, person: PersonId, *, lock: bool = False) -> Person | None:
    """A person of the transaction's organization."""
    if lock:
        await hold(t, person)
    row = (await t.execute(_ONE, {"id": person})).first()
    return _person(row) if row else None


async def hold(t: Transaction, person: PersonId) -> None:
    """Nobody else changes this person until the transaction ends."""
    await t.execute(_LOCK, {"id": person})


async def page(t: Transaction, search: str, after: tuple[str, int], limit: int) -> list[Person]:
    """The people of the transaction's organization after a name and an id, by their names; those whom the words fit."""
    name, person = after
    values = {"search": search, "name": name, "after": person, "limit": limit}
    return [_person(row) for row in await t.execute(_LIST, values)]


async def change(t: Transaction, person: PersonId, *, name: str, role: Role, active: bool) -> None:
    """Write a person's changed facts."""
    await t.execute(_CHANGE, {"id": person, "name": name, "role": role.value, "active": active})


async def leave(t: Transaction, person: PersonId) -> None:
    """End somebody's own access, by their own hand."""
    await t.execute(_LEAVE, {"id": person})


async def has_left(t: Transaction, person: PersonId) -> bool:
    """Whether somebody left by themselves, and did not come back since."""
    return (await t.execute(_LEFT, {"id": person})).scalar_one()


async def first_owner(t: Transaction, organization: OrganizationId) -> PersonId | None:
    """The organization's oldest owner who may sign in."""
    return (await t.execute(_FIRST_OWNER, {"organization": organization})).scalar_one()


async def active_owners(t: Transaction) -> list[PersonId]:
    """The owners who may sign in; nobody changes them until the transaction ends."""
    return [PersonId(i) for i in (await t.execute(_ACTIVE_OWNERS)).scalars()]


def _person(row: Row[Any]) -> Person:
    identity, name, email, role, pseudonym, teams, active, created, reset, own_way = row
    return Person(PersonId(identity), name, email, Role(role), pseudonym, tuple(teams), active, created, reset, own_way)
