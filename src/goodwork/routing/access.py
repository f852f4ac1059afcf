"""Who may see and do what: an organization's roles, a project's grants, and nothing of the database.

======================  =====================================================================
owner, manager          manager on every project of the organization
reviewer                reviewer on every project of the organization
annotator               annotator on projects that are open to the organization or to a team of theirs
a grant on a project    raises a reviewer or annotator to reviewer or manager there
archived                is seen by managers and reviewers only
======================  =====================================================================
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
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


def may_give_role(giver: Role, before: Role | None, after: Role) -> bool:
    """Whether this person may turn a role (None: nobody yet) into another: only owners make and unmake owners."""
    if not giver.leads:
        return False
    return giver is Role.OWNER or Role.OWNER not in (before, after)
