"""Accounts in the database: how somebody signs in, and the people that they are, one in each organization.

Only goodwork's own transactions read them: no organization learns that somebody is in another one. Who changes an
account locks it before its people.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import text

from goodwork.model.ids import AccountId, OrganizationId, PersonId
from goodwork.model.people import Membership, Role
from goodwork.store.database import Transaction

_ADD = text("""
  -- name: account_add
  INSERT INTO account (email, password_hash) VALUES (:email, :password_hash)
  ON CONFLICT (email) DO NOTHING RETURNING id
""")

_BY_EMAIL = text("""
  -- name: account_by_email
  SELECT id, password_hash FROM account WHERE email = :email
""")

_OF_PERSON = text("""
  -- name: account_of_person
  SELECT a.id, a.email, a.password_hash FROM person p JOIN account a ON a.id = p.account_id WHERE p.id = :person
""")

_STILL = text("""
  -- name: account_still
  SELECT id FROM account WHERE id = :id AND password_hash = :password_hash FOR SHARE
""")

_HOLD = text("""
  -- name: account_hold
  SELECT id FROM account WHERE id = :id FOR NO KEY UPDATE
""")

_SET_PASSWORD = text("""
  -- name: account_set_password
  UPDATE account SET password_hash = :password_hash WHERE id = :id
""")

# What organizations read is the address of the account.
_SET_EMAIL = text("""
  -- name: account_set_email
  WITH taken AS (
    SELECT FROM account WHERE email = :email AND id <> :id
  ), everywhere AS (
    UPDATE person SET email = :email WHERE account_id = :id AND NOT EXISTS (SELECT FROM taken)
  )
  UPDATE account SET email = :email WHERE id = :id AND NOT EXISTS (SELECT FROM taken) RETURNING id
""")

_MEMBERSHIPS = text("""
  -- name: account_memberships
  SELECT p.id, o.id, o.name, p.role, p.deactivated_at IS NULL
  FROM person p JOIN organization o ON o.id = p.organization_id WHERE p.account_id = :account ORDER BY p.id
""")

_MEMBERSHIPS_OF = text("""
  -- name: account_memberships_of
  SELECT p.id, o.id, o.name, p.role, p.deactivated_at IS NULL
  FROM person m JOIN person p ON p.account_id = m.account_id JOIN organization o ON o.id = p.organization_id
  WHERE m.id = :person ORDER BY p.id
""")

# Locked: who takes their access away at this moment comes first or second, and never between. Whose access has ended
# goes in as well: they read what was decided about them (sign_on_closed).
_ENTER = text("""
  -- name: account_enter
  SELECT id FROM person WHERE account_id = :account AND organization_id = :organization FOR SHARE
""")

_PEOPLE = text("""
  -- name: account_people
  SELECT id, organization_id, deactivated_at IS NULL, own_way_back FROM person WHERE account_id = :account ORDER BY id
""")

_OWN_WAY_BACK = text("""
  -- name: account_own_way_back
  UPDATE person SET own_way_back = :own WHERE account_id = :account AND own_way_back <> :own
""")

# Whoever accepts an invitation takes on what it gives by their own hand, also where it was more before.
_BY_OWN_HAND = text("SELECT set_config('goodwork.person', CAST(:person AS text), true)")

_COME_BACK = text("""
  -- name: account_come_back
  WITH ungranted AS (
    DELETE FROM project_grant WHERE person_id = :person
  )
  UPDATE person SET role = :role, deactivated_at = NULL, left_themselves = false WHERE id = :person
""")


@dataclass(frozen=True, slots=True)
class Account:
    """How somebody signs in."""

    id: AccountId
    email: str
    password_hash: str | None


@dataclass(frozen=True, slots=True)
class Self:
    """Who an account is in one organization, also where it has no access any more."""

    person_id: PersonId
    organization_id: OrganizationId
    active: bool
    own_way_back: bool


async def add(t: Transaction, email: str, password_hash: str | None) -> AccountId | None:
    """Make an account; None when there is one with this address."""
    made = (await t.execute(_ADD, {"email": email, "password_hash": password_hash})).scalar()
    return None if made is None else AccountId(made)


async def by_email(t: Transaction, email: str) -> Account | None:
    """The account with this address."""
    row = (await t.execute(_BY_EMAIL, {"email": email})).first()
    return Account(AccountId(row[0]), email, row[1]) if row else None


async def of_person(t: Transaction, person: PersonId) -> Account | None:
    """A person's account; None of somebody that an import named."""
    row = (await t.execute(_OF_PERSON, {"person": person})).first()
    return Account(AccountId(row[0]), row[1], row[2]) if row else None


async def still(t: Transaction, account: AccountId, password_hash: str) -> bool:
    """Whether the account has this password's hash, and keeps it until the transaction ends."""
    return (await t.execute(_STILL, {"id": account, "password_hash": password_hash})).first() is not None


async def hold(t: Transaction, account: AccountId) -> None:
    """Nobody else signs in with this account or changes it until the transaction ends."""
    await t.execute(_HOLD, {"id": account})


async def set_password(t: Transaction, account: AccountId, password_hash: str) -> None:
    """Keep a new password's hash."""
    await t.execute(_SET_PASSWORD, {"id": account, "password_hash": password_hash})


async def set_email(t: Transaction, account: AccountId, email: str) -> bool:
    """Let a locked account sign in by another (checked) address; False when it is another account's."""
    return (await t.execute(_SET_EMAIL, {"id": account, "email": email})).first() is not None


async def memberships(t: Transaction, account: AccountId) -> list[Membership]:
    """The organizations of the account, the oldest membership first."""
    rows = await t.execute(_MEMBERSHIPS, {"account": account})
    return [Membership(PersonId(row[0]), OrganizationId(row[1]), row[2], Role(row[3]), row[4]) for row in rows]


async def memberships_of(t: Transaction, person: PersonId) -> list[Membership]:
    """The same of a person's account."""
    rows = await t.execute(_MEMBERSHIPS_OF, {"person": person})
    return [Membership(PersonId(row[0]), OrganizationId(row[1]), row[2], Role(row[3]), row[4]) for row in rows]


async def first(t: Transaction, account: AccountId) -> Membership | None:
    """Where the account goes on when it signs in: where it has had access the longest; where it only applied, and
    where its access has ended, come after those. None: it is in no organization."""
    selves = await memberships(t, account)
    return min(selves, key=lambda one: (not one.active, one.role is Role.APPLICANT, one.person_id), default=None)


async def enter(t: Transaction, account: AccountId, organization: int) -> PersonId | None:
    """Who the account is in an organization; nobody changes that until the transaction ends."""
    row = (await t.execute(_ENTER, {"account": account, "organization": organization})).first()
    return PersonId(row[0]) if row else None


async def people(t: Transaction, account: AccountId) -> list[Self]:
    """Who the account is, in every organization."""
    rows = await t.execute(_PEOPLE, {"account": account})
    return [Self(PersonId(row[0]), OrganizationId(row[1]), row[2], row[3]) for row in rows]


async def set_own_way_back(t: Transaction, account: AccountId, own: bool) -> None:
    """Whether nobody who leads one of its organizations may make a reset link."""
    await t.execute(_OWN_WAY_BACK, {"account": account, "own": own})


async def come_back(t: Transaction, person: PersonId, role: Role) -> None:
    """Give somebody their access again, with this role alone: what they were granted before is gone."""
    await t.execute(_BY_OWN_HAND, {"person": person})
    await t.execute(_COME_BACK, {"person": person, "role": role.value})
