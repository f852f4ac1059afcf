"""A new person of an organization, under a pseudonym of their own."""

from __future__ import annotations

from goodwork.actions.people.pseudonyms import draw_pseudonym
from goodwork.errors import Conflict
from goodwork.model.ids import AccountId, OrganizationId, PersonId
from goodwork.model.people import Role
from goodwork.store.database import Transaction
from goodwork.store.people import accounts, people

MOST_ORGANIZATIONS = 20
"""That one account has access to: a home across them looks into each."""


async def add_person(
    t: Transaction, organization: OrganizationId, *, name: str, email: str, role: Role, password_hash: str | None
) -> PersonId | None:
    """Make an account and its person; None when the (checked) e-mail address is taken."""
    account = await accounts.add(t, email, password_hash)
    if account is None:
        return None
    return await _draw(t, organization, account, name=name, email=email, role=role)


async def add_to_account(
    t: Transaction, organization: OrganizationId, account: accounts.Account, *, name: str, role: Role
) -> PersonId:
    """A further person of an account that is locked and proved; who was in the organization before comes back,
    and holds what the invitation gives them and nothing of before.

    From the second organization on nobody who leads one of them makes a reset link: it would open the others too.
    """
    selves = await accounts.people(t, account.id)
    before = next((one for one in selves if one.organization_id == organization), None)
    if before is not None and before.active:
        raise Conflict(
            "You are in this organization already.",
            kept="Nothing was changed.",
            next_step="Sign in as you are used to.",
        )
    if sum(one.active for one in selves) >= MOST_ORGANIZATIONS:
        raise Conflict(
            f"An account is in {MOST_ORGANIZATIONS} organizations at most.",
            kept="Nothing was changed.",
            next_step="Leave one of them under My account, or use another address.",
        )
    if before is not None:
        await accounts.come_back(t, before.person_id, role)
        return before.person_id
    made = await _draw(t, organization, account.id, name=name, email=account.email, role=role)
    if selves:
        await accounts.set_own_way_back(t, account.id, True)
    return made


async def _draw(
    t: Transaction, organization: OrganizationId, account: AccountId, *, name: str, email: str, role: Role
) -> PersonId:
    # With few people the first draw is free; a hundred draws fail only when nearly every name is taken.
    for _ in range(100):
        pseudonym = draw_pseudonym()
        made = await people.add(t, organization, account, name=name, email=email, role=role, pseudonym=pseudonym)
        if made is not None:
            return made
    raise Conflict("No pseudonym is free in this organization.", kept="Nothing was changed.")
