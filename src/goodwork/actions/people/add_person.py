"""A new person of an organization, under a pseudonym of their own."""

from __future__ import annotations

from goodwork.actions.people.pseudonyms import draw_pseudonym
from goodwork.errors import Conflict
from goodwork.model.ids import OrganizationId, PersonId
from goodwork.model.people import Role
from goodwork.store.database import Transaction
from goodwork.store.people import people


async def add_person(
    t: Transaction, organization: OrganizationId, *, name: str, email: str, role: Role, password_hash: str | None
) -> PersonId:
    """Make a person; Conflict when the (checked) e-mail address is taken."""
    try:
        # With few people the first draw is free; a hundred draws fail only when nearly every name is taken.
        for _ in range(100):
            made = await people.add(
                t,
                organization,
                name=name,
                email=email,
                role=role,
                password_hash=password_hash,
                pseudonym=draw_pseudonym(),
            )
            if made is not None:
                return made
    except people.EmailTaken:
        raise Conflict(
            "There is an account with this e-mail address already.",
            kept="Nothing was changed.",
            next_step="Sign in with it, or use another address.",
        ) from None
    raise Conflict("No pseudonym is free in this organization.", kept="Nothing was changed.")
