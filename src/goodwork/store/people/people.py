"""People in the database."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, text
from sqlalchemy.exc import IntegrityError

from goodwork.model.ids import OrganizationId, PersonId
from goodwork.model.people import Me, Person, Role
from goodwork.store.database import Transaction
from goodwork.store.people.resets import OPEN

_ADD = text("""
  -- name: person_add
  INSERT INTO person (organization_id, name, email, role, password_hash, pseudonym)
  VALUES (:organization, :name, :email, :role, :password_hash, :pseudonym)
  ON CONFLICT (organization_id, pseudonym) DO NOTHING
  RETURNING id
""")

_CREDENTIALS = text("""
  -- name: person_credentials
  SELECT id, organization_id, role, password_hash FROM person
  WHERE email = :email AND (:closed OR deactivated_at IS NULL)
""")

_STILL = text("""
  -- name: person_still
  SELECT id FROM person
  WHERE id = :id AND password_hash = :password_hash AND (:closed OR deactivated_at IS NULL) FOR SHARE
""")

_SET_PASSWORD = text("""
  -- name: person_set_password
  UPDATE person SET password_hash = :password_hash WHERE id = :id
""")

_SET_LANGUAGE = text("""
  -- name: person_set_language
  UPDATE person SET language = :language WHERE id = :id
""")

_ME = text("""
  -- name: person_me
  SELECT p.id, p.name, p.email, p.role, o.id, o.name, p.language, p.deactivated_at IS NULL
  FROM person p JOIN organization o ON o.id = p.organization_id WHERE p.id = :id
""")

_COLUMNS = f"""
  p.id, p.name, p.email, p.role, p.pseudonym,
  ARRAY(SELECT m.team_id FROM team_member m WHERE m.person_id = p.id ORDER BY m.team_id) AS team_ids,
  p.deactivated_at IS NULL AS active, p.created_at,
  (SELECT r.expires_at FROM password_reset r WHERE r.person_id = p.id AND {OPEN}) AS reset_link_until
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
    deactivated_at = CASE WHEN :active THEN NULL ELSE coalesce(deactivated_at, now()) END
  WHERE id = :id
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
    """What signing in needs to know of the person behind an e-mail address."""

    person_id: PersonId
    organization_id: OrganizationId
    role: Role
    password_hash: str | None


class EmailTaken(Exception):
    """A person with this e-mail address exists."""


async def add(
    t: Transaction,
    organization: OrganizationId,
    *,
    name: str,
    email: str,
    role: Role,
    password_hash: str | None,
    pseudonym: str,
) -> PersonId | None:
    """Make a person; None when the pseudonym is taken in this organization, EmailTaken when the address is."""
    given = {
        "organization": organization, "name": name, "email": email, "role": role.value,
        "password_hash": password_hash, "pseudonym": pseudonym,
    }  # fmt: skip
    try:
        # A savepoint: the caller may answer a taken address and go on.
        async with t.begin_nested():
            made = (await t.execute(_ADD, given)).scalar_one_or_none()
    except IntegrityError as error:
        if "person_email_key" in str(error.orig):
            raise EmailTaken from None
        raise
    return None if made is None else PersonId(made)


async def credentials(t: Transaction, email: str, *, closed: bool = False) -> Credentials | None:
    """The active person behind an e-mail address; ``closed``: also one whose access has ended."""
    row = (await t.execute(_CREDENTIALS, {"email": email, "closed": closed})).first()
    return Credentials(PersonId(row[0]), OrganizationId(row[1]), Role(row[2]), row[3]) if row else None


async def still(t: Transaction, person: PersonId, password_hash: str, *, closed: bool = False) -> bool:
    """Whether the person is active and has this password's hash, and stays so until the transaction ends; ``closed``:
    also one whose access has ended."""
    given = {"id": person, "password_hash": password_hash, "closed": closed}
    return (await t.execute(_STILL, given)).first() is not None


async def set_password(t: Transaction, person: PersonId, password_hash: str) -> None:
    """Keep a new password's hash."""
    await t.execute(_SET_PASSWORD, {"id": person, "password_hash": password_hash})


async def me(t: Transaction, person: PersonId) -> Me:
    """A person as they see themselves."""
    row = (await t.execute(_ME, {"id": person})).one()
    return Me(PersonId(row[0]), row[1], row[2], Role(row[3]), OrganizationId(row[4]), row[5], row[6], row[7])


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


async def first_owner(t: Transaction, organization: OrganizationId) -> PersonId | None:
    """The organization's oldest owner who may sign in."""
    return (await t.execute(_FIRST_OWNER, {"organization": organization})).scalar_one()


async def active_owners(t: Transaction) -> list[PersonId]:
    """The owners who may sign in; nobody changes them until the transaction ends."""
    return [PersonId(i) for i in (await t.execute(_ACTIVE_OWNERS)).scalars()]


def _person(row: Row[Any]) -> Person:
    identity, name, email, role, pseudonym, teams, active, created, reset = row
    return Person(PersonId(identity), name, email, Role(role), pseudonym, tuple(teams), active, created, reset)
