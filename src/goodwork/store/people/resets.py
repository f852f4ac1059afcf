"""Reset links in the database: at most one for a person, and of it only a hash. Used or withdrawn, it is gone."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import text

from goodwork.model.ids import OrganizationId, PersonId
from goodwork.store.database import Transaction

# Both may have changed since: a link does nothing that its maker could not do now to whom the person is now. The rule
# is routing.access.may_give_role; without a maker it was made on the server's own command line.
OPEN = """
  r.expires_at > now() AND p.deactivated_at IS NULL
  AND (r.created_by IS NULL
       OR NOT p.own_way_back AND EXISTS (SELECT FROM person g WHERE g.id = r.created_by AND g.deactivated_at IS NULL
                  AND (g.role = 'owner' OR (g.role = 'manager' AND p.role <> 'owner'))))
"""
"""Whether the link ``r`` of the person ``p`` may be used."""

_PUT = text("""
  -- name: reset_put
  INSERT INTO password_reset (person_id, organization_id, token_hash, created_by, expires_at)
  VALUES (:person, :organization, :hash, :maker, now() + CAST(:lasts AS interval))
  ON CONFLICT (person_id) DO UPDATE SET token_hash = excluded.token_hash, created_by = excluded.created_by,
    created_at = now(), expires_at = excluded.expires_at
  RETURNING expires_at
""")

_FIND = text(f"""
  -- name: reset_find
  SELECT p.id, p.organization_id FROM password_reset r JOIN person p ON p.id = r.person_id
  WHERE r.token_hash = :hash AND p.email = :email AND {OPEN}
""")

# Asked again once the person is locked: of several uses at once, one finds it.
_TAKE = text(f"""
  -- name: reset_take
  DELETE FROM password_reset r USING person p
  WHERE r.token_hash = :hash AND r.person_id = :person AND p.id = r.person_id AND {OPEN}
  RETURNING r.person_id
""")

_WITHDRAW = text("""
  -- name: reset_withdraw
  DELETE FROM password_reset WHERE person_id = :person RETURNING person_id
""")

_END_OF_PERSON = text("""
  -- name: reset_end_of_person
  DELETE FROM password_reset WHERE person_id = :person OR created_by = :person
""")

_SWEEP = text("""
  -- name: reset_sweep
  DELETE FROM password_reset WHERE expires_at < now()
""")


async def put(
    t: Transaction,
    organization: OrganizationId,
    person: PersonId,
    token_hash: bytes,
    *,
    maker: PersonId | None,
    lasts: timedelta,
) -> datetime:
    """Keep a person's link in place of an earlier one; returns until when it works."""
    given = {"person": person, "organization": organization, "hash": token_hash, "maker": maker, "lasts": lasts}
    return (await t.execute(_PUT, given)).scalar_one()


async def find(t: Transaction, token_hash: bytes, email: str) -> tuple[PersonId, OrganizationId] | None:
    """Whose open link this is, when it goes with their address; not locked."""
    row = (await t.execute(_FIND, {"hash": token_hash, "email": email})).first()
    return (PersonId(row[0]), OrganizationId(row[1])) if row else None


async def take(t: Transaction, token_hash: bytes, person: PersonId) -> bool:
    """Use up the link of a person who is locked; False when it is open no more."""
    return (await t.execute(_TAKE, {"hash": token_hash, "person": person})).first() is not None


async def withdraw(t: Transaction, person: PersonId) -> bool:
    """Make a person's link worthless; False when there is none."""
    return (await t.execute(_WITHDRAW, {"person": person})).first() is not None


async def end_of_person(t: Transaction, person: PersonId) -> int:
    """Make the links worthless that are for this person, and those that they made; returns how many."""
    return (await t.execute(_END_OF_PERSON, {"person": person})).rowcount


async def sweep(t: Transaction) -> int:
    """Forget links that ran out; returns how many."""
    return (await t.execute(_SWEEP)).rowcount
