"""Proving that an account is one's own: by its address and its password."""

from __future__ import annotations

from dataclasses import dataclass

from goodwork.actions.people.add_person import add_person, add_to_account
from goodwork.actions.people.passwords import hash_password, verify_password
from goodwork.actions.people.throttle import Attempt, attempt, succeeded
from goodwork.errors import Conflict, Fault, Invalid, NotFound, NotSignedIn
from goodwork.model.ids import OrganizationId, PersonId
from goodwork.model.people import SYSTEM, Actor, Role
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


async def prove_self(
    database: Database, secret: bytes, actor: Actor, *, password: str, field: str, address: str
) -> tuple[Account, Attempt]:
    """The account of whoever asks, when they say its password again, and the try at it.

    Counted like sign-ins: a session that was left open must not serve to guess the password. ``field``: what the
    password is called where it was asked for.
    """
    async with database.transaction(SYSTEM) as t:
        found = await accounts.of_person(t, actor.person_id)
    if found is None:
        raise NotFound
    entered = await attempt(database, secret, email=found.email, address=address)
    if not await verify_password(password, found.password_hash):
        raise Invalid(
            "This is not your password.",
            kept="Nothing was changed.",
            faults=[Fault(field, "This is not your password.")],
        )
    return found, entered


async def hold_proved(t: Transaction, account: Account) -> None:
    """Nobody changes the account until the transaction ends; Conflict when its password was changed meanwhile."""
    await accounts.hold(t, account.id)
    if account.password_hash is None or not await accounts.still(t, account.id, account.password_hash):
        raise Conflict("Your password was changed in the meantime.", kept="This change was not made.")


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
            made = await add_person(
                t, organization, name=name, email=self.email, role=role, password_hash=self.password_hash
            )
            if made is None:
                raise not_yours()
            return made
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
    password is one that others would guess; ``about``: what else is known of them.

    A new account of an address that has one gets the answer of a wrong password.
    """
    if has_account:
        try:
            proved = await prove(database, secret, email=email, password=password, address=address)
        except NotSignedIn:
            raise not_yours() from None
        return Way(proved.entered, email, proved, None)
    # Counted like sign-ins: a new account is made of an address that is free alone.
    entered = await attempt(database, secret, email=None, address=address)
    try:
        hashed = await hash_password(password, name, email, *about)
    except Invalid:
        await succeeded(database, entered)  # it was not looked at whose the address is
        raise
    return Way(entered, email, None, hashed)


def not_yours() -> NotSignedIn:
    """What is said of an address that can't be used so, whether it has an account or not."""
    return NotSignedIn(
        "This address and this password can't be used here.",
        kept="This request made and changed nothing.",
        next_step="Sent before, and no answer came? Then sign in. If you have an account, say so and use its "
        "password, or have the password reset. Else use "
        "another address; when this one is yours and somebody else took it, whoever runs the server can free it.",
    )


def wrong() -> NotSignedIn:
    """What is said whatever is wrong."""
    return NotSignedIn(
        "The e-mail address or the password is wrong.", next_step="Check both, or ask your lead for a reset link."
    )
