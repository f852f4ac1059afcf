"""The public page of an organization: written by owners, read by anybody at its address while it is shown."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from goodwork.actions.people.leading import check_leads
from goodwork.actions.people.sessions import hold_access
from goodwork.errors import Fault, Invalid, NotAllowed, NotFound
from goodwork.model.applications import FoundPage, PublicPage, PublicPay
from goodwork.model.assessments import AssessmentState
from goodwork.model.people import SYSTEM, Actor, Role
from goodwork.names import seen
from goodwork.store import audit
from goodwork.store.applications import pages
from goodwork.store.assessments import assessments
from goodwork.store.database import Database, Kind, Transaction

_KEPT = "The page stays as it was."
_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
"""Without those that are mistaken for each other."""


async def see_own_page(database: Database, actor: Actor) -> tuple[str | None, PublicPage]:
    """The end of the page's address and what it says, for those who lead; None: it was never written."""
    check_leads(actor)
    async with database.transaction(actor, kind=Kind.READ) as t:
        found = await pages.own(t, actor.organization_id)
    return found or (None, PublicPage())


async def write_page(database: Database, actor: Actor, page: PublicPage) -> tuple[str, PublicPage]:
    """Write the page, show it or take it away. Whoever has applied keeps what they have."""
    if actor.role is not Role.OWNER:
        raise NotAllowed("Only owners write the public page.", next_step="Ask one of them.")
    _check(page)
    async with database.transaction(actor) as t:
        await hold_access(t, actor)
        await _check_assessment(t, page)
        before = await pages.own(t, actor.organization_id)
        drawn = "".join(secrets.choice(_LETTERS) for _ in range(12))
        # Of two that write the first one at once, one draws its address.
        address = await pages.put(t, actor, before[0] if before else drawn, page)
        was, now = _facts(before[1] if before else PublicPage()), _facts(page)
        if changed := [fact for fact in now if was[fact] != now[fact]]:
            detail = {"before": {fact: was[fact] for fact in changed}, "after": {fact: now[fact] for fact in changed}}
            await audit.record(t, actor, "public-page.changed", "organization", actor.organization_id, detail)
    return address, page


async def see_page(database: Database, address: str) -> FoundPage:
    """What stands at an address. NotFound where there is nothing, and where the page is not shown, all the same."""
    async with database.transaction(SYSTEM) as t:
        found = await pages.find(t, address)
    if found is None:
        raise NotFound(
            "There is no such page, or it is not shown any more.", next_step="Ask whoever gave you the address."
        )
    return found


def _check(page: PublicPage) -> None:
    faults: list[Fault] = []
    if page.shown and not seen(page.work):
        faults.append(Fault("work", "Say what the work is."))
    if page.shown and not seen(page.used_by):
        faults.append(Fault("used_by", "Say who uses what comes of it."))
    stated = (page.pay_currency, page.pay_low, page.pay_high)
    if (page.pay is PublicPay.STATED) != (None not in stated) or (page.pay is not PublicPay.STATED and any(stated)):
        faults.append(Fault("pay_low", "A range has two ends and a currency; without a range there is none of them."))
    elif page.pay_low is not None and page.pay_high is not None and page.pay_low > page.pay_high:
        faults.append(Fault("pay_high", "The upper end of the range is not below its lower one."))
    if page.admits and page.assessment_id is None:
        faults.append(Fault("admits", "Passing admits only where there is an assessment to pass."))
    if faults:
        raise Invalid(faults[0].what, kept=_KEPT, faults=faults)


async def _check_assessment(t: Transaction, page: PublicPage) -> None:
    if page.assessment_id is None:
        return
    found = await assessments.one(t, page.assessment_id)
    if found is None or (page.shown and found.state is not AssessmentState.OPEN):
        what = "There is no such assessment." if found is None else "Applicants can't take it: it is not open."
        raise Invalid(what, kept=_KEPT, next_step="Open it first, or choose another.",
                      faults=[Fault("assessment_id", what)])  # fmt: skip


def _facts(page: PublicPage) -> Mapping[str, Any]:
    return {**asdict(page), "pay": page.pay.value}
