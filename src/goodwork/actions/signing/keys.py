"""The keys of the installation that sign what people take along: made once, turned by whoever runs the server."""

from __future__ import annotations

from dataclasses import dataclass, field

from goodwork.actions.sealing import opened, seal
from goodwork.actions.signing.signed import make_key
from goodwork.errors import Fault, Invalid, NotFound, Unavailable
from goodwork.model.people import SYSTEM
from goodwork.model.signing import SigningKey
from goodwork.names import seen
from goodwork.store.database import Database, Kind, Transaction
from goodwork.store.installation import signing_keys

_PURPOSE = "signing-key"
MOST_REASON = 2000


@dataclass(frozen=True, slots=True)
class Signer:
    """The key that signs."""

    id: str
    private: bytes = field(repr=False)


async def signer(database: Database, installation: bytes) -> Signer:
    """The key that signs, made when there is none; Unavailable when the secret is not the one that sealed it."""
    async with database.transaction(SYSTEM, kind=Kind.READ) as t:
        found = await signing_keys.signs(t)
    if found is None:
        async with database.transaction(SYSTEM) as t:
            found = await _made(t, installation)
    private = opened(installation, _PURPOSE, found[2])
    if private is None:
        raise Unavailable(
            "The key that signs records was sealed with another secret of this installation.",
            kept="Nothing was signed; what was signed before can still be checked.",
            next_step="Whoever runs the server gives it the old secret back, or runs: goodwork signing-keys new",
        )
    return Signer(found[0], private)


async def see_keys(database: Database) -> list[SigningKey]:
    """The public halves of all keys, for anybody: of the one that signs, then of earlier ones."""
    async with database.transaction(SYSTEM, kind=Kind.READ) as t:
        return await signing_keys.published(t)


async def new_key(database: Database, installation: bytes) -> str:
    """Have a new key sign from now on; returns its id. What the last one signed stays valid, and can't be added to."""
    async with database.transaction(SYSTEM) as t:
        await signing_keys.end(t)
        return (await _made(t, installation))[0]


async def withdraw_key(database: Database, identity: str, reason: str) -> None:
    """Say that nothing a key signed is to be trusted, for when its private half is known to others."""
    said = seen(reason)
    if not said or len(said) > MOST_REASON:
        what = f"A reason has 1 to {MOST_REASON:,} characters: whoever checks a record reads it."
        raise Invalid(what, kept="Nothing was changed.", faults=[Fault("reason", what)])
    async with database.transaction(SYSTEM) as t:
        if not await signing_keys.withdraw(t, identity, said):
            raise NotFound(
                f"There is no key {identity!r} that could be withdrawn.",
                kept="Nothing was changed.",
                next_step="See which there are: goodwork signing-keys list",
            )


async def _made(t: Transaction, installation: bytes) -> tuple[str, str, str]:
    private, public, identity = make_key()
    await signing_keys.add(t, identity, public, seal(installation, _PURPOSE, private))
    found = await signing_keys.signs(t)
    assert found is not None, "one was added, or another process was first"
    return found
