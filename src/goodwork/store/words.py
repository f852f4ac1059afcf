"""Names of states in SQL: ``ItemState.OPEN`` stands for the value of that enumeration, so that it is written once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum

import sqlalchemy
from sqlalchemy import TextClause

from goodwork.model.appeals import Against, AppealState
from goodwork.model.applications import ApplicationState
from goodwork.model.assessments import AssessmentState
from goodwork.model.bulk import BulkState
from goodwork.model.claims import Begun, ClaimState, HandedOver, NoWork
from goodwork.model.data import ImportState
from goodwork.model.guideline import CaseSource
from goodwork.model.inbox import About, Deed
from goodwork.model.items import GoldDraw, ItemState, SettledHow
from goodwork.model.limits import WorkWish
from goodwork.model.pay import Basis, HoursState, PayKind
from goodwork.model.people import Role
from goodwork.model.projects import OpenTo, PredictionsAre, ProjectState
from goodwork.model.qualifications import How
from goodwork.model.restrictions import Restricts
from goodwork.routing.access import ClaimAccess, ProjectRole
from goodwork.routing.order import Hand

Enumerations = Mapping[str, type[Enum]]

_ENUMERATIONS: Enumerations = {
    words.__name__: words
    for words in (
        About, Against, AppealState, ApplicationState, AssessmentState, Basis, Begun, BulkState, CaseSource,
        ClaimAccess, ClaimState, Deed, GoldDraw, Hand, HandedOver, HoursState, How, ImportState, ItemState, NoWork,
        OpenTo, PayKind, PredictionsAre, ProjectRole, ProjectState, Restricts, Role, SettledHow, WorkWish,
    )
}  # fmt: skip
_NAME = re.compile(r"\b([A-Z][A-Za-z]+)\.([A-Z][A-Z_]+)\b")


def named(text: str, further: Enumerations | None = None) -> str:
    """An SQL text with the values in the place of their names.

    >>> named("WHERE c.state IN (ClaimState.LIVE, ClaimState.EXPIRED) AND p.role = Role.OWNER")
    "WHERE c.state IN (0, 3) AND p.role = 'owner'"
    """

    def value(found: re.Match[str]) -> str:
        words = _ENUMERATIONS.get(found[1]) or (further or {}).get(found[1])
        if words is None:
            raise LookupError(f"{found[0]} in an SQL text is of no enumeration that store.words knows")
        known = words[found[2]].value
        return f"'{known}'" if isinstance(known, str) else str(known)

    return _NAME.sub(value, text)


def statement(text: str) -> TextClause:
    """A statement whose text has names of states."""
    return sqlalchemy.text(named(text))
