"""Forms: the questions of a project, as a whole, per version. A version never changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import text

from goodwork.store.database import Transaction

_QUESTIONS = text("""
  -- name: form_questions
  SELECT questions FROM form WHERE project_id = :project AND version = :version
""")


_NEWEST = text("""
  -- name: form_newest
  SELECT f.version, f.questions FROM project p JOIN form f ON f.project_id = p.id AND f.version = p.form_version
  WHERE p.id = :project
""")


async def newest(t: Transaction, project: int) -> tuple[int, Sequence[Mapping[str, Any]]]:
    """The newest version of a project that there is, and its questions."""
    version, questions = (await t.execute(_NEWEST, {"project": project})).one()
    return version, questions


async def questions(t: Transaction, project: int, version: int) -> Sequence[Mapping[str, Any]] | None:
    """The questions of one version, as JSON."""
    return (await t.execute(_QUESTIONS, {"project": project, "version": version})).scalar()
