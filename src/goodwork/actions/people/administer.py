"""People and organizations from the server's own command line, where nobody is signed in."""

from __future__ import annotations

from goodwork.actions.people.add_person import add_person
from goodwork.actions.people.change_password import check_length
from goodwork.actions.people.passwords import hash_password
from goodwork.errors import Conflict, Invalid, NotFound
from goodwork.model.ids import OrganizationId, PersonId
from goodwork.model.people import SYSTEM, Actor, Role
from goodwork.names import read_email, read_name
from goodwork.store import audit
from goodwork.store.database import Database, Transaction
from goodwork.store.people import accounts, organizations, people
from goodwork.store.people.organizations import Organization


async def acting_as(database: Database, email: str | None, organization: str | None) -> Actor:
    """In whose name a command changes something: the stated person, else the first owner of the organization.

    The audit log shows this person.
    """
    async with database.transaction(SYSTEM) as t:
        if email is not None:
            found = await people.credentials(t, read_email(email), organization)
            if found is None:
                raise NotFound(f"There is no active person with the address {email}.")
            if (
                organization is None
                and sum(one.active for one in await accounts.memberships_of(t, found.person_id)) > 1
            ):
                raise Invalid(f"{email} is in several organizations.", next_step="Say which one with --organization.")
            return Actor(found.organization_id, found.person_id, found.role)
        identity = await _organization(t, organization)
        owner = await people.first_owner(t, identity)
    if owner is None:
        raise NotFound("The organization has no owner who may sign in.", next_step="Name a person with --as.")
    return Actor(identity, owner, Role.OWNER)


async def add_user(
    database: Database, *, organization: str | None, name: str, email: str, role: Role, password: str
) -> PersonId:
    """Add a person to an organization; an owner's organization is made when there is none of its name."""
    email, name = read_email(email), read_name(name)
    check_length(password)
    password_hash = await hash_password(password, name, email, organization or "")
    async with database.transaction(SYSTEM) as t:
        identity: OrganizationId | None = None
        if organization is not None and role is Role.OWNER:
            organization = read_name(organization, "organization")
            if not await organizations.by_name(t, organization):
                identity = await organizations.add(t, organization)
                await audit.record_as(
                    t, identity, None, "organization.made", "organization", identity, {"name": organization}
                )
        identity = identity or await _organization(t, organization)
        person = await add_person(t, identity, name=name, email=email, role=role, password_hash=password_hash)
        if person is None:
            raise Conflict(
                "There is an account with this e-mail address already.",
                kept="Nothing was changed.",
                next_step="Invite them: they join with the account that they have. Or use another address.",
            )
        detail = {"after": {"name": name, "role": role.value}}
        await audit.record_as(t, identity, None, "person.added", "person", person, detail)
    return person


async def list_organizations(database: Database, *, after: int, limit: int) -> list[Organization]:
    """The organizations of the server after an id."""
    async with database.transaction(SYSTEM) as t:
        return await organizations.page(t, after, limit)


async def _organization(t: Transaction, name: str | None) -> OrganizationId:
    if name is not None:
        found = await organizations.by_name(t, name)
        if not found:
            raise NotFound(f"There is no organization called {name!r}.")
        if len(found) > 1:
            raise Invalid(f"Several organizations are called {name!r}.", next_step="Name a person with --as.")
        return found[0]
    some = await organizations.first(t, 2)
    if not some:
        raise NotFound(
            "There is no organization yet.",
            next_step="Make one: goodwork users add lead@example.org --name Lead --role owner --organization Team.",
        )
    if len(some) > 1:
        raise Invalid("There are several organizations.", next_step="Say which one with --organization.")
    return some[0]
