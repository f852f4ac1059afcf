"""A home across organizations.

Written by ``python -m goodwork.api.shapes`` from the server's wire models; not edited by hand.
"""

from __future__ import annotations

from typing import Literal, TypedDict

from goodwork.sdk.shapes.projects import ProjectRow


class ElsewhereOut(TypedDict):
    """A row of GET /me/elsewhere: another organization of my account."""

    organization_id: int
    organization: str
    active: bool
    unread: int
    projects: list[ProjectRow]
    more: bool
    met: Literal["own-pause", "own-done", "own-quiet", "own-items", "own-projects"] | None
