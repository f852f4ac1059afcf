"""API tokens: made, listed and revoked by the person they speak for."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from datetime import timedelta

from goodwork.actions.people.authenticate import token_hash
from goodwork.actions.people.leading import check_leads
from goodwork.actions.people.sessions import hold_access
from goodwork.errors import NotFound
from goodwork.model.people import Actor, Scope
from goodwork.names import read_name
from goodwork.store import audit
from goodwork.store.database import Database
from goodwork.store.people import tokens
from goodwork.store.people.tokens import ApiToken

PREFIX = "gw_"
"""What every token begins with, so that scanners of source code find one that was left there."""
_SHOWN = len(PREFIX) + 6


async def make_token(
    database: Database, actor: Actor, *, name: str, scopes: Collection[Scope], days: int
) -> tuple[ApiToken, str]:
    """A new token; its secret is shown this once.

    The scopes narrow what the person may do and never widen it: the role is asked on every request.
    """
    name = read_name(name)
    if Scope.ADMINISTER in scopes:
        check_leads(actor)
    secret = PREFIX + secrets.token_urlsafe(32)
    kept = sorted(set(scopes))
    async with database.transaction(actor) as t:
        await hold_access(t, actor)
        made = await tokens.add(
            t,
            actor,
            name=name,
            prefix=secret[:_SHOWN],
            token_hash=token_hash(secret),
            scopes=kept,
            lasts=timedelta(days=days),
        )
        detail = {"after": {"name": name, "scopes": [s.value for s in kept], "days": days}}
        await audit.record(t, actor, "token.made", "token", made.id, detail)
    return made, secret


async def list_tokens(database: Database, actor: Actor, *, after: int, limit: int) -> list[ApiToken]:
    """My tokens after an id, revoked and expired ones too."""
    async with database.transaction(actor) as t:
        return await tokens.page(t, actor.person_id, after, limit)


async def revoke_token(database: Database, actor: Actor, token: int) -> None:
    """End a token of mine."""
    async with database.transaction(actor) as t:
        name = await tokens.revoke(t, actor.person_id, token)
        if name is None:
            raise NotFound
        await audit.record(t, actor, "token.revoked", "token", token, {"before": {"name": name}})
