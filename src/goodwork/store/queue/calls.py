"""The queue's hot statements: claim, look, draft, submit. Each is one call; who calls is found out on the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from psycopg.types.json import Jsonb

from goodwork.errors import NotSignedIn
from goodwork.model.claims import ClaimState, ClaimView
from goodwork.model.people import Credential
from goodwork.routing.access import ClaimAccess
from goodwork.store.database import Database

_CLAIM = """
  -- name: claim
  SELECT s.covered, q.outcome, v.*
  FROM sign_on(%s, %s, %s) s
  LEFT JOIN LATERAL queue_claim(s.organization_id, s.person_id, s.role, %s, %s, %s, %s, %s, %s) q ON s.covered
  LEFT JOIN LATERAL claim_view(q.claim_id) v ON true
"""

_LOOK = """
  -- name: look
  SELECT s.covered, q.access, v.*
  FROM sign_on(%s, %s, %s) s
  LEFT JOIN LATERAL queue_look(s.organization_id, s.person_id, s.role, %s) q ON s.covered
  LEFT JOIN LATERAL claim_view(q.claim_id) v ON true
"""

_DRAFT = """
  -- name: draft
  SELECT s.covered, q.*
  FROM sign_on(%s, %s, 'work') s
  LEFT JOIN LATERAL queue_draft(s.organization_id, s.person_id, s.role, %s, %s, %s, %s) q ON s.covered
"""

_SUBMIT = """
  -- name: submit
  SELECT s.covered, q.*
  FROM sign_on(%s, %s, 'work') s
  LEFT JOIN LATERAL queue_submit(s.organization_id, s.person_id, s.role, %s, %s, %s, %s, %s, %s, %s) q ON s.covered
"""


@dataclass(frozen=True, slots=True)
class Claimed:
    """What came of asking for a claim: 'claim' or 'in-hand' and the claim, or another word (see queue_claim in the
    schema)."""

    outcome: str
    view: ClaimView | None


@dataclass(frozen=True, slots=True)
class Drafted:
    """What came of saving a draft: 'draft' or 'in-hand', or 'conflict' with the newer one, or another word."""

    outcome: str
    answers: Mapping[str, Any] | None
    revision: int
    saved_at: Any


@dataclass(frozen=True, slots=True)
class Submitted:
    """What came of submitting: 'annotation', or 'conflict' with what was submitted before, or another word."""

    outcome: str
    annotation_id: int
    item_id: int
    revision: int
    form_version: int
    answers: Mapping[str, Any] | None
    answers_blob: str | None
    surplus: bool
    submitted_at: Any


NOT_COVERED = "not-covered"
"""The outcome when the caller's token lacks the scope."""

IN_HAND = ClaimAccess.IN_HAND.value
"""The outcome when a claim may be finished though the access to its project has ended."""


async def claim(
    database: Database,
    caller: Credential,
    project: int,
    *,
    item: int | None,
    external: str | None,
    further: bool,
    live_most: int,
    draw: float,
) -> Claimed:
    """Give the caller their running claim, or grant one: the queue's next, or of a stated item."""
    scope = "work" if item is None and external is None else "claim-named"
    values = (caller.session, caller.token, scope, project, item, external, further, live_most, draw)
    covered, outcome, *view = await _row(database, _CLAIM, values)
    if not covered:
        return Claimed(NOT_COVERED, None)
    return Claimed(outcome, _view(view, outcome == IN_HAND) if outcome in ("claim", IN_HAND) else None)


async def look(database: Database, caller: Credential, claim: int, scope: str) -> tuple[ClaimView, ClaimAccess] | None:
    """A claim of the caller's own and what they may do with it, whatever became of either.

    None when there is no such claim or the token lacks the scope.
    """
    _, access, *view = await _row(database, _LOOK, (caller.session, caller.token, scope, claim))
    return None if access is None else (_view(view, access == IN_HAND), ClaimAccess(access))


async def draft(
    database: Database, caller: Credential, claim: int, form_version: int, answers: Mapping[str, Any], revision: int
) -> Drafted:
    """Keep a draft that builds on this revision."""
    values = (caller.session, caller.token, claim, form_version, Jsonb(answers), revision)
    covered, *rest = await _row(database, _DRAFT, values)
    return Drafted(*rest) if covered else Drafted(NOT_COVERED, None, 0, None)


async def submit(
    database: Database,
    caller: Credential,
    claim: int,
    form_version: int,
    *,
    answers: Mapping[str, Any] | None,
    blob: str | None,
    prediction: int | None,
    key: str | None,
    mark: bytes,
) -> Submitted:
    """Take the caller's answers, which are either JSON or in a blob."""
    kept = None if answers is None else Jsonb(answers)
    values = (caller.session, caller.token, claim, form_version, kept, blob, prediction, key, mark)
    covered, *rest = await _row(database, _SUBMIT, values)
    return Submitted(*rest) if covered else Submitted(NOT_COVERED, 0, 0, 0, 0, None, None, False, None)


async def _row(database: Database, statement: Any, values: tuple[Any, ...]) -> tuple[Any, ...]:
    row = await database.calls.one(statement, values)
    if row is None:
        raise NotSignedIn("Your session or token is not valid any more.", next_step="Sign in again.")
    return row


def _view(row: list[Any], in_hand: bool) -> ClaimView:
    claim, project, state, granted, expires, form, item, external, payload, metadata, predictions, draft = row
    return ClaimView(
        claim, project, ClaimState(state), granted, expires, form, item, external, payload, metadata,
        predictions or (), draft, in_hand,
    )  # fmt: skip
