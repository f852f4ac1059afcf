"""The queue's hot statements: claim, look, draft, submit. Each is one call; who calls is found out on the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from psycopg.types.json import Jsonb

from goodwork.errors import NotSignedIn
from goodwork.model.claims import ClaimState, ClaimView, NoWork
from goodwork.model.people import Credential
from goodwork.routing.access import ClaimAccess
from goodwork.store.database import Database
from goodwork.store.queue.outcomes import CLAIM, DRAFT, SUBMIT, ClaimOutcome, DraftOutcome, SubmitOutcome

_CLAIM = """
  -- name: claim
  SELECT s.covered, q.outcome, v.*
  FROM sign_on(%s, %s, %s) s
  LEFT JOIN LATERAL queue_claim(s.organization_id, s.person_id, s.role, %s, %s, %s, %s, %s, %s, %s) q ON s.covered
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
    """What came of asking for a claim; there is one with GRANTED and IN_HAND."""

    outcome: ClaimOutcome | NoWork
    view: ClaimView | None


@dataclass(frozen=True, slots=True)
class Drafted:
    """What came of saving a draft: the one that was kept, or the newer one that is in its way."""

    outcome: DraftOutcome | ClaimAccess
    answers: Mapping[str, Any] | None
    revision: int
    saved_at: Any


@dataclass(frozen=True, slots=True)
class Submitted:
    """What came of submitting: the annotation, or what was submitted before."""

    outcome: SubmitOutcome | ClaimAccess
    annotation_id: int
    item_id: int
    revision: int
    form_version: int
    answers: Mapping[str, Any] | None
    answers_blob: str | None
    surplus: bool
    submitted_at: Any


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
    finishing: bool,
) -> Claimed:
    """Give the caller their running claim, or grant one: the queue's next, or of a stated item."""
    scope = "work" if item is None and external is None else "claim-named"
    values = (caller.session, caller.token, scope, project, item, external, further, live_most, draw, finishing)
    covered, outcome, *view = await _row(database, _CLAIM, values)
    if not covered:
        return Claimed(ClaimOutcome.NOT_COVERED, None)
    word = CLAIM[outcome]
    held = word is ClaimOutcome.GRANTED or word is ClaimOutcome.IN_HAND
    return Claimed(word, _view(view, word is ClaimOutcome.IN_HAND) if held else None)


async def look(database: Database, caller: Credential, claim: int, scope: str) -> tuple[ClaimView, ClaimAccess] | None:
    """A claim of the caller's own and what they may do with it, whatever became of either.

    None when there is no such claim or the token lacks the scope.
    """
    _, access, *view = await _row(database, _LOOK, (caller.session, caller.token, scope, claim))
    if access is None:
        return None
    word = ClaimAccess(access)
    return _view(view, word is ClaimAccess.IN_HAND), word


async def draft(
    database: Database, caller: Credential, claim: int, form_version: int, answers: Mapping[str, Any], revision: int
) -> Drafted:
    """Keep a draft that builds on this revision."""
    values = (caller.session, caller.token, claim, form_version, Jsonb(answers, orjson.dumps), revision)
    covered, outcome, *rest = await _row(database, _DRAFT, values)
    return Drafted(DRAFT[outcome], *rest) if covered else Drafted(DraftOutcome.NOT_COVERED, None, 0, None)


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
    kept = None if answers is None else Jsonb(answers, orjson.dumps)
    values = (caller.session, caller.token, claim, form_version, kept, blob, prediction, key, mark)
    covered, outcome, *rest = await _row(database, _SUBMIT, values)
    if not covered:
        return Submitted(SubmitOutcome.NOT_COVERED, 0, 0, 0, 0, None, None, False, None)
    return Submitted(SUBMIT[outcome], *rest)


async def _row(database: Database, statement: Any, values: tuple[Any, ...]) -> tuple[Any, ...]:
    row = await database.calls.one(statement, values)
    if row is None:
        raise NotSignedIn("Your session or token is not valid any more.", next_step="Sign in again.")
    return row


def _view(row: list[Any], in_hand: bool) -> ClaimView:
    claim, project, state, granted, expires, form, item, external, payload, metadata, predictions, draft, pay, begun = (
        row
    )
    return ClaimView(
        claim, project, ClaimState(state), granted, expires, form, item, external, payload, metadata,
        predictions or (), draft, pay, begun, in_hand,
    )  # fmt: skip
