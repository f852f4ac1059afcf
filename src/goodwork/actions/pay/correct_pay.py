"""Corrections: a posting of its own by a named owner, with a reason that the person reads on their statement."""

from __future__ import annotations

from goodwork.actions import idempotency
from goodwork.actions.people.sessions import hold_access
from goodwork.errors import Fault, Invalid, NotAllowed, NotFound
from goodwork.model.ids import PersonId
from goodwork.model.pay import plain
from goodwork.model.people import Actor, Role
from goodwork.names import seen
from goodwork.store import audit
from goodwork.store.database import Database
from goodwork.store.pay import ledger
from goodwork.store.people import people


def check_owns(actor: Actor) -> None:
    """NotAllowed for everybody but owners."""
    if actor.role is not Role.OWNER:
        raise NotAllowed("Only owners see and correct what people are paid.", next_step="Ask an owner.")


async def correct_pay(
    database: Database, actor: Actor, person: int, currency: str, amount: int, reason: str, *, key: str | None = None
) -> int:
    """Post so much more, or less, to a person; returns the number of the posting. Earlier postings stay as they are.

    NotAllowed for oneself while there is another owner. Who is the only one does it alone, and the line, the statement
    and the list of changes say so.
    """
    check_owns(actor)
    reason = seen(reason)
    if not reason or amount == 0:
        where, what = ("amount", "0 changes nothing.") if reason else ("reason", "Say why: the person reads it.")
        raise Invalid(what, kept="Nothing was posted.", faults=[Fault(where, what)])
    async with database.transaction(actor) as t:
        await hold_access(t, actor)
        mark = idempotency.fingerprint("correct_pay", person, currency, amount, reason)
        remembered = await idempotency.recall(t, actor, key, mark)
        if remembered is not None:
            return int(remembered)
        found = await people.one(t, PersonId(person))
        if found is None:
            raise NotFound
        alone = found.id == actor.person_id
        if alone and await people.active_owners(t) != [actor.person_id]:
            raise NotAllowed(
                "This is your own pay, so another owner corrects it.",
                kept="Nothing was posted.",
                next_step="Ask another owner.",
            )
        made = await ledger.correct(
            t, actor.organization_id, found.id, currency, amount, reason, actor.person_id
        )  # fmt: skip
        detail = {"after": {"amount": f"{plain(amount, currency)} {currency}", "reason": reason}}
        await audit.record(t, actor, "pay.corrected-alone" if alone else "pay.corrected", "person", found.id, detail)
        await idempotency.remember(t, actor, key, made)
    return made
