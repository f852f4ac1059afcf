"""Invitations: a link that lets one person join, once."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import timedelta

from goodwork.actions.people.authenticate import token_hash
from goodwork.actions.people.leading import check_gives_role, check_leads, check_teams
from goodwork.actions.people.proving import find_way
from goodwork.actions.people.sessions import Browser, SignedIn, begin_session, hold_access
from goodwork.actions.people.throttle import succeeded
from goodwork.errors import Fault, Invalid, NotFound
from goodwork.model.people import SYSTEM, Actor, Role
from goodwork.names import read_email, read_name
from goodwork.store import audit
from goodwork.store.database import Database
from goodwork.store.people import invitations, teams
from goodwork.store.people.invitations import Invitation, OpenInvitation


async def invite(
    database: Database, actor: Actor, *, role: Role, email: str | None, team_ids: Sequence[int], days: int
) -> tuple[Invitation, str]:
    """A new invitation and the token of its link, which is shown this once."""
    check_gives_role(actor, None, role)
    email = read_email(email) if email else None
    token = secrets.token_urlsafe(32)
    async with database.transaction(actor) as t:
        await hold_access(t, actor)
        checked = await check_teams(t, team_ids)
        made = await invitations.add(
            t,
            actor,
            email=email,
            role=role,
            team_ids=checked,
            token_hash=token_hash(token),
            lasts=timedelta(days=days),
        )
        detail = {"after": {"role": role.value, "email": email, "team_ids": checked, "days": days}}
        await audit.record(t, actor, "invitation.made", "invitation", made.id, detail)
    return made, token


async def list_invitations(database: Database, actor: Actor, *, before: int, limit: int) -> list[Invitation]:
    """The newest invitations before an id."""
    check_leads(actor)
    async with database.transaction(actor) as t:
        return await invitations.page(t, before, limit)


async def revoke_invitation(database: Database, actor: Actor, invitation: int) -> None:
    """Make a link worthless."""
    check_leads(actor)
    async with database.transaction(actor) as t:
        if not await invitations.revoke(t, invitation):
            raise NotFound
        await audit.record(t, actor, "invitation.revoked", "invitation", invitation)


async def see_invitation(database: Database, token: str) -> OpenInvitation:
    """What a link invites to; NotFound when it was used, taken back, has run out or never was."""
    async with database.transaction(SYSTEM) as t:
        found = await invitations.find(t, token_hash(token))
    if found is None:
        raise _worthless()
    return found


async def join(
    database: Database,
    secret: bytes,
    token: str,
    *,
    name: str,
    email: str,
    password: str,
    has_account: bool = False,
    address: str,
    browser: Browser,
) -> SignedIn:
    """Accept an invitation: make the person and sign them in. Of several who try at once, one joins.

    Whoever has an account proves it with its password, and is in this organization too from then on.
    """
    name, email = read_name(name), read_email(email)
    await see_invitation(database, token)  # before the password is hashed, which costs on purpose
    way = await find_way(database, secret, name, email, password, has_account=has_account, address=address)
    async with database.transaction(SYSTEM) as t:
        found = await invitations.find(t, token_hash(token), take=True)
        if found is None:
            raise _worthless()
        if found.email is not None and found.email != email:
            raise Invalid(
                "This invitation is for another e-mail address.",
                kept="The invitation is still open.",
                next_step=f"Join as {found.email}, or ask for another invitation.",
                faults=[Fault("email", f"The invitation is for {found.email}.")],
            )
        organization = found.organization_id
        person = await way.add(t, organization, name=name, role=found.role)
        await teams.set_teams(t, organization, person, found.team_ids)
        await invitations.accept(t, found.id)
        detail = {"role": found.role.value, "invitation": found.id}
        await audit.record_as(t, organization, person, "person.joined", "person", person, detail)
        signed_in = await begin_session(t, secret, organization, person, browser)
    await succeeded(database, way.entered)
    return signed_in


def _worthless() -> NotFound:
    return NotFound(
        "This invitation was used, taken back or has run out.",
        kept="This request changed nothing.",
        next_step="If it was you who used it, sign in with your address and password. Else ask whoever sent it for a "
        "new one.",
    )
