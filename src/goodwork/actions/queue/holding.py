"""What a person may do with a claim of theirs when their access to its project may have ended."""

from __future__ import annotations

from goodwork.actions.projects.reach import AccessEnded, Archived
from goodwork.errors import Conflict, GoodworkError
from goodwork.model.people import Actor
from goodwork.model.projects import ProjectState
from goodwork.routing.access import ClaimAccess, claim_access
from goodwork.store.database import Transaction
from goodwork.store.projects import standing


class Submitted(Conflict):
    """You have submitted this item already."""

    code = "submitted"


class SkippedBefore(Conflict):
    """You have skipped this item."""

    code = "skipped"


class HandedOverBefore(Conflict):
    """You have handed this item over."""

    code = "handed-over"


class AskedAnew(Conflict):
    """The guideline has changed since, and this item is asked again."""

    code = "asked-again"


def refusal(access: ClaimAccess) -> GoodworkError:
    """Why a claim of one's own is closed, what was kept and what to do."""
    kept = "What you submitted was kept, and so was your last saved draft."
    step = "Copy what you wrote if you need it, and ask the people who lead the project."
    if access is ClaimAccess.ENDED:
        what = "You have no access to this project any more, so this claim is closed."
        return AccessEnded(what, kept=kept, next_step=step)
    return Archived(kept=kept, next_step=step)


async def access_to(t: Transaction, actor: Actor, project: int, *, running: bool) -> ClaimAccess:
    """What the person may do with a claim in this project; ``running``: it is live and its lease has not ended."""
    found = await standing.of_project(t, actor, project)
    assert found is not None, "claims and answers belong to a project, and projects are never deleted"
    facts, stands = found
    return claim_access(stands, finish_in_hand=facts.policy.finish_in_hand, running=running)


def check_not_archived(state: ProjectState) -> None:
    """Archived when the project is: nobody changes answers there, whoever leads it either."""
    if state is ProjectState.ARCHIVED:
        raise Archived(
            kept="Nothing was changed.", next_step="Have somebody who leads the project set it going again first."
        )
