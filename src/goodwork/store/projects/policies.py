"""Quality policies as they lie in the database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from sqlalchemy import text

from goodwork.model.ids import ProjectId
from goodwork.model.projects import Disputed, Policy, PredictionsAre
from goodwork.store.database import Transaction

_OF_PROJECT = text("""
  -- name: policy_of_project
  SELECT policy FROM project WHERE id = :project
""")


def policy_json(policy: Policy) -> dict[str, Any]:
    """A policy as JSON."""
    return asdict(policy)


def read_policy(kept: Mapping[str, Any]) -> Policy:
    """A policy from its JSON; fields that it lacks have their defaults."""
    fields: dict[str, Any] = {
        **kept,
        "disputed": Disputed(kept.get("disputed", Disputed.SETTLE)),
        "predictions": PredictionsAre(kept.get("predictions", PredictionsAre.SHOWN)),
    }
    return Policy(**fields)


async def of_project(t: Transaction, project: ProjectId) -> Policy:
    """The policy of a project that there is."""
    return read_policy((await t.execute(_OF_PROJECT, {"project": project})).scalar_one())
