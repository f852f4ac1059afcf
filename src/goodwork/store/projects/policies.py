"""Quality policies as they lie in the database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from goodwork.model.projects import Disputed, Policy


def policy_json(policy: Policy) -> dict[str, Any]:
    """A policy as JSON."""
    return asdict(policy)


def read_policy(kept: Mapping[str, Any]) -> Policy:
    """A policy from its JSON; fields that it lacks have their defaults."""
    fields: dict[str, Any] = {**kept, "disputed": Disputed(kept.get("disputed", Disputed.SETTLE))}
    return Policy(**fields)
