"""A review: a second look by a person at an item with answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any


class Decision(StrEnum):
    """What a review comes to, beside what was there."""

    ACCEPTED = "accepted"
    """The consensus as it is."""
    PICKED = "picked"
    """One person's answers."""
    MERGED = "merged"
    """Each question as somebody answered it."""
    CORRECTED = "corrected"
    """Something that nobody had said."""
    WITHDRAWN = "withdrawn"
    """Earlier reviews hold no longer: the answers speak again."""


@dataclass(frozen=True, slots=True)
class Review:
    """A review as it is kept."""

    id: int
    item_id: int
    person_id: int
    decision: Decision
    annotation_id: int | None
    form_version: int
    answers: Mapping[str, Mapping[str, Any]]
    reason: str
    on: date
