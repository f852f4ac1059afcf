"""A home across organizations."""

from __future__ import annotations

from pydantic import Field

from goodwork.api.wire.base import Wire
from goodwork.api.wire.own import OwnReason
from goodwork.api.wire.projects import ProjectRow


class ElsewhereOut(Wire):
    """A row of GET /me/elsewhere: another organization of my account."""

    organization_id: int
    organization: str
    active: bool = Field(description="Whether I have access; where it ended, it is a row while something is unread.")
    unread: int = Field(description="Entries of my inbox there, at most as many as are counted.")
    projects: list[ProjectRow] = Field(description="Active ones, as GET /projects says them there; the first twelve.")
    more: bool = Field(description="Whether there are more of them.")
    met: OwnReason | None = Field(
        description="Why I am given no further item there, by my own word there, in a project that I hold nothing in."
    )
