"""Leading an organization: what only owners and managers may do."""

from __future__ import annotations

from collections.abc import Sequence

from goodwork.errors import Fault, Invalid, NotAllowed
from goodwork.model.people import Actor, Role
from goodwork.routing.access import may_give_role
from goodwork.store.database import Transaction
from goodwork.store.people import teams


def check_leads(actor: Actor) -> None:
    """NotAllowed for reviewers and annotators."""
    if not actor.role.leads:
        raise NotAllowed("Only owners and managers may do this.", next_step="Ask one of them.")


def check_gives_role(actor: Actor, before: Role | None, after: Role) -> None:
    """NotAllowed when this person may not turn the one role into the other."""
    check_leads(actor)
    if Role.APPLICANT in (before, after) and before is not after:
        raise NotAllowed(
            "An applicant is admitted or declined by a decision on their application, and nobody is made one.",
            kept="Nothing was changed.",
            next_step="Applications stand under People.",
        )
    if not may_give_role(actor.role, before, after):
        raise NotAllowed(
            "Only an owner makes, changes or removes owners.", kept="Nothing was changed.", next_step="Ask an owner."
        )


async def check_teams(t: Transaction, team_ids: Sequence[int]) -> list[int]:
    """The teams, each once; Invalid when one does not exist in the organization."""
    wanted = sorted(set(team_ids))
    missing = sorted(set(wanted) - await teams.known(t, wanted)) if wanted else []
    if missing:
        what = f"There is no team {', '.join(map(str, missing))}."
        raise Invalid(what, kept="Nothing was changed.", faults=[Fault("team_ids", what)])
    return wanted
