"""The end of what lets somebody in: sessions, tokens, reset links, invitations."""

from __future__ import annotations

from goodwork.model.ids import AccountId, PersonId
from goodwork.store.database import Transaction
from goodwork.store.people import accounts, invitations, resets, sessions, tokens
from goodwork.store.people.accounts import Self


async def end_access(t: Transaction, person: PersonId, *, keep: bytes = b"") -> None:
    """Sign a person out everywhere, and end their tokens and reset links.

    The links that they made for others end too, invitations among them: whoever had the password may have made them.
    ``keep``: the hash of the session that goes on.
    """
    # Sessions first: what is being made under one waits for it, and is found by what follows.
    await sessions.end_of_person(t, person, keep=keep)
    await tokens.revoke_of_person(t, person)
    await resets.end_of_person(t, person)
    await invitations.revoke_of_person(t, person)


async def end_access_of_account(t: Transaction, account: AccountId, *, keep: bytes = b"") -> list[Self]:
    """The same in every organization of an account that is locked; returns who it is in each."""
    selves = await accounts.people(t, account)
    for one in selves:
        await end_access(t, one.person_id, keep=keep)
    return selves
