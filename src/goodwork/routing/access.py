"""Who may see and do what: an organization's roles, a project's grants, and nothing of the database.

======================  =====================================================================
owner, manager          manager on every project of the organization
reviewer                reviewer on every project of the organization
annotator               annotator on projects that are open to the organization or to a team of theirs
applicant               nothing, whatever grant or team they may have been given
a grant on a project    raises a reviewer or annotator to reviewer or manager there
archived                is seen by managers and reviewers only
======================  =====================================================================

What somebody holds outlives their role in one way only: where the project's policy says ``finish_in_hand``, a running
claim may be read and finished until its lease ends, and no draft renews it then (``claim_access``). An archive takes
no answers from anybody, and whoever is deactivated is out at once: signing in comes before all of this.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Literal

from goodwork.model.people import Role


class ProjectRole(IntEnum):
    """What a person may do in a project; more includes less."""

    ANNOTATOR = 1
    """Work on items, see one's own answers."""
    REVIEWER = 2
    """See every item and answer, under pseudonyms."""
    MANAGER = 3
    """Change the project, import, publish, see names."""

    @property
    def word(self) -> ProjectRoleName:
        """The role's name on the wire."""
        return _WORDS[self]


ProjectRoleName = Literal["annotator", "reviewer", "manager"]
_WORDS: dict[ProjectRole, ProjectRoleName] = {
    ProjectRole.ANNOTATOR: "annotator",
    ProjectRole.REVIEWER: "reviewer",
    ProjectRole.MANAGER: "manager",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """What decides on a person's role in a project."""

    role: Role
    """In the organization."""
    granted: ProjectRole | None
    open_to_organization: bool
    in_team: bool
    """Whether one of their teams is among the project's."""
    archived: bool


def project_role(standing: Standing) -> ProjectRole | None:
    """The person's role in the project; None: it does not exist for them.

    The database has the same rule as a function, for lists and for the queue; a test compares the two.

    >>> project_role(Standing(Role.ANNOTATOR, None, open_to_organization=False, in_team=True, archived=False)).word
    'annotator'
    >>> project_role(Standing(Role.ANNOTATOR, None, open_to_organization=True, in_team=True, archived=True)) is None
    True
    """
    if standing.role is Role.APPLICANT:
        return None
    held = [standing.granted] if standing.granted else []
    if standing.role.leads:
        held.append(ProjectRole.MANAGER)
    elif standing.role is Role.REVIEWER:
        held.append(ProjectRole.REVIEWER)
    elif standing.open_to_organization or standing.in_team:
        held.append(ProjectRole.ANNOTATOR)
    highest = max(held, default=None)
    if standing.archived and highest is ProjectRole.ANNOTATOR:
        return None
    return highest


class ClaimAccess(StrEnum):
    """What somebody may do with a claim of their own; releasing it is possible always."""

    FULL = "full"
    """Read, draft, submit (also late), skip, flag, revise."""
    IN_HAND = "in-hand"
    """They have no access to the project any more, and may finish what they hold until its lease ends: all of that
    but revise."""
    READING = "reading"
    """The project is archived, and they lead or review there: read."""
    ARCHIVED = "archived"
    """The project is archived: nothing."""
    ENDED = "ended"
    """They have no access to the project any more: nothing."""

    @property
    def reads(self) -> bool:
        """Whether the claim and its item are shown."""
        return self in (ClaimAccess.FULL, ClaimAccess.IN_HAND, ClaimAccess.READING)

    @property
    def finishes(self) -> bool:
        """Whether the claim may be worked on: draft, submit, skip, flag."""
        return self in (ClaimAccess.FULL, ClaimAccess.IN_HAND)


def claim_access(standing: Standing, *, finish_in_hand: bool, running: bool) -> ClaimAccess:
    """What a person may do with a claim of theirs. ``running``: it is live and its lease has not ended.

    The database has the same rule as a function, for the queue's hot statements; a test compares the two.

    >>> left = Standing(Role.ANNOTATOR, None, open_to_organization=False, in_team=False, archived=False)
    >>> claim_access(left, finish_in_hand=True, running=True).value
    'in-hand'
    >>> claim_access(left, finish_in_hand=True, running=False).value
    'ended'
    """
    role = project_role(standing)
    if standing.archived:
        return ClaimAccess.READING if role else ClaimAccess.ARCHIVED
    if role:
        return ClaimAccess.FULL
    return ClaimAccess.IN_HAND if finish_in_hand and running else ClaimAccess.ENDED


def may_give_role(giver: Role, before: Role | None, after: Role) -> bool:
    """Whether this person may turn a role (None: nobody yet) into another: only owners make and unmake owners.

    An applicant becomes something else by a decision on their application, and nobody is made one.
    """
    if not giver.leads or (Role.APPLICANT in (before, after) and before is not after):
        return False
    return giver is Role.OWNER or Role.OWNER not in (before, after)
