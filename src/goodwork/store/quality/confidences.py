"""How sure a project's items are, per question: the confidences of their consensus, counted as they change."""

from __future__ import annotations

from sqlalchemy import text

from goodwork.store.database import Transaction

BINS = 10
"""Tenths of confidence."""

_OF_PROJECT = text("""
  -- name: confidence_of_project
  SELECT question, bin, items FROM confidence_count WHERE project_id = :project
""")


async def of_project(t: Transaction, project: int) -> dict[str, list[int]]:
    """Question -> items per tenth of confidence; questions whose items state none are missing."""
    found: dict[str, list[int]] = {}
    for question, at, items in await t.execute(_OF_PROJECT, {"project": project}):
        found.setdefault(question, [0] * BINS)[at] = items
    return found
