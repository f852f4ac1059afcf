"""Writing down what is taken from people, inside the transaction that takes it: no reason, no restriction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from goodwork.errors import Fault, Invalid
from goodwork.model.inbox import About
from goodwork.model.people import Actor
from goodwork.model.restrictions import LONGEST_REASON, MOST_EVIDENCE, SHORTEST_REASON, Basis, Taken
from goodwork.names import seen
from goodwork.store.database import Transaction
from goodwork.store.people import inbox
from goodwork.store.restrictions import restrictions

_KEPT = "Nothing was changed."


async def restrict(t: Transaction, actor: Actor, taken: Sequence[Taken], basis: Basis) -> str | None:
    """Write it down and tell those concerned; returns the reason, None when nobody else is restricted.

    What people take from themselves needs no reason. Call it before what takes something: the schema looks for it then.
    Invalid without a reason, and with evidence that the person did not answer.
    """
    others = [one for one in taken if one.person_id != actor.person_id]
    if not others:
        return None
    basis = replace(basis, reason=_reason(basis.reason), evidence=tuple(sorted(set(basis.evidence))))
    if basis.evidence:
        await _check_evidence(t, others, basis)
    made = await restrictions.add(t, actor, others, basis)
    told: list[tuple[int | None, int, int]] = [(None, person, restriction) for person, restriction in made]
    await inbox.tell(t, actor.organization_id, None, About.RESTRICTION, told)
    return basis.reason


def _reason(given: str) -> str:
    reason = seen(given)
    if len(reason) < SHORTEST_REASON:
        what = f"Say why, in {SHORTEST_REASON} characters or more: whom it concerns reads it, and may appeal."
        raise Invalid("This takes something from somebody.", kept=_KEPT, faults=[Fault("reason", what)])
    if len(reason) > LONGEST_REASON:
        what = f"A reason has at most {LONGEST_REASON} characters."
        raise Invalid(what, kept=_KEPT, faults=[Fault("reason", what)])
    return reason


async def _check_evidence(t: Transaction, others: Sequence[Taken], basis: Basis) -> None:
    if len(basis.evidence) > MOST_EVIDENCE:
        what = f"At most {MOST_EVIDENCE} items are evidence."
    elif len({one.person_id for one in others}) > 1:
        what = "Items are evidence of what one person did; this concerns several."
    else:
        projects = {one.project_id for one in others}
        answered = await restrictions.answered(
            t, others[0].person_id, basis.evidence, projects.pop() if len(projects) == 1 else None
        )
        missing = [item for item in basis.evidence if item not in answered]
        if not missing:
            return
        what = f"They did not answer item {', '.join(map(str, missing))}."
    raise Invalid(what, kept=_KEPT, faults=[Fault("evidence", what)])
