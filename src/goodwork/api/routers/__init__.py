"""The routes, one module per word; ``ROUTERS`` lists them."""

from __future__ import annotations

from fastapi import APIRouter

from goodwork.api.routers import (
    appeals,
    audit,
    bulk,
    changes,
    digests,
    guideline,
    imports,
    inbox,
    invitations,
    items,
    outlook,
    people,
    projects,
    proposals,
    quality,
    queue,
    redundancy,
    reviews,
    session,
    skills,
    teams,
    tokens,
    versions,
    work,
)

ROUTERS: list[APIRouter] = [
    session.router,
    people.router,
    teams.router,
    invitations.router,
    tokens.router,
    audit.router,
    projects.router,
    outlook.router,
    work.router,
    queue.router,
    guideline.router,
    proposals.router,
    changes.router,
    items.router,
    reviews.router,
    appeals.router,
    bulk.router,
    quality.router,
    skills.router,
    inbox.router,
    digests.router,
    imports.router,
    redundancy.router,
    versions.router,
]
