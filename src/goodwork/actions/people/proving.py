"""Proving that an account is one's own: by its address and its password."""

from __future__ import annotations

from dataclasses import dataclass

from goodwork.actions.people.add_person import add_person, add_to_account
from goodwork.actions.people.passwords import hash_password, verify_password
from goodwork.actions.people.throttle import Attempt, attempt
from goodwork.errors import NotSignedIn
from goodwork.model.ids import OrganizationId, PersonId
from goodwork.model.people import SYSTEM, Role
from goodwork.names import kept_email
from goodwork.store.database import Database, Transaction
from goodwork.store.people import accounts
from goodwork.store.people.accounts import Account


@dataclass(frozen=True, slots=True)
class Proved:
    """An account whose password was said, and the try at it, which counts as a failure until ``succeeded``."""

    account: Account
    entered: Attempt


async def prove(database: Database, secret: bytes, *, email: str, password: str, address: str) -> Proved:
    """The account of this address and password; NotSignedIn says the same whichever of them is wrong."""
    email = kept_email(email)
    entered = await attempt(database, secret, email=email, address=address)
    async with database.transaction(SYSTEM) as t:
        found = await accounts.by_email(t, email)
    # No transaction is open while the password is checked: that takes long on purpose.
    if not await verify_password(password, found.password_hash if found else None) or found is None:
        raise wrong()
    return Proved(found, entered)


async def still_proved(t: Transaction, proved: Proved) -> None:
    """The password is the same until the transaction ends; NotSignedIn when it was changed meanwhile."""
    kept = proved.account.password_hash
    if kept is None or not await accounts.still(t, proved.account.id, kept):
        raise wrong()


@dataclass(frozen=True, slots=True)
class Way:
    """How somebody comes into an organization: with the account that they proved, or with a new one."""

    entered: Attempt
    email: str
    proved: Proved | None
    password_hash: str | None

    async def add(self, t: Transaction, organization: OrganizationId, *, name: str, role: Role) -> PersonId:
        """Make the person."""
        if self.proved is None:
            return await add_person(
                t, organization, name=name, email=self.email, role=role, password_hash=self.password_hash
            )
        await accounts.hold(t, self.proved.account.id)
        await still_proved(t, self.proved)
        return await add_to_account(t, organization, self.proved.account, name=name, role=role)


async def find_way(
    database: Database,
    secret: bytes,
    name: str,
    email: str,
    password: str,
    *about: str,
    has_account: bool,
    address: str,
) -> Way:
    """The way of somebody with a (checked) address: NotSignedIn when they have no such account, Invalid when a new
    password is one that others would guess; ``about``: what else is known of them."""
    if has_account:
        proved = await prove(database, secret, email=email, password=password, address=address)
        return Way(proved.entered, email, proved, None)
    # Counted like sign-ins: the answer tells whether an address has an account.
    entered = await attempt(database, secret, email=None, address=address)
    return Way(entered, email, None, await hash_password(password, name, email, *about))


def wrong() -> NotSignedIn:
    """What is said whatever is wrong."""
    return NotSignedIn(
        "The e-mail address or the password is wrong.", next_step="Check both, or ask your lead for a reset link."
    )
