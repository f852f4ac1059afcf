"""Applications in the database."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row, text

from goodwork.model.appeals import AppealState
from goodwork.model.applications import APPEAL_DAYS, Applicant, Application, ApplicationState
from goodwork.model.ids import OrganizationId, PersonId
from goodwork.model.people import Actor
from goodwork.store.database import Transaction
from goodwork.store.words import named, statement

_ADD = text("""
  -- name: application_add
  INSERT INTO application (person_id, organization_id) VALUES (:person, :organization)
""")

_COLUMNS = """
  p.person_id, p.state, p.applied_on, p.decided_on, p.decided_by, d.name, p.reason, p.appeal_state, p.appeal_argument,
  p.appeal_due_on, p.appeal_decision
"""
_ONE = text(f"""
  -- name: application_one
  SELECT {_COLUMNS} FROM application p LEFT JOIN person d ON d.id = p.decided_by WHERE p.person_id = :person
""")
_LOCK = text("""
  -- name: application_lock
  SELECT person_id FROM application WHERE person_id = :person FOR NO KEY UPDATE
""")

# Nobody is admitted while their access has ended, and whoever left by themselves waits for nothing.
OPEN = named("""(p.state = ApplicationState.OPEN
    AND NOT EXISTS (SELECT FROM person e WHERE e.id = p.person_id AND e.deactivated_at IS NOT NULL))""")
"""Whether an application ``p`` is open and whoever it is from has their access."""

# Whoever declined decides no appeal against that, unless nobody else leads.
WAITS = named(f"""({OPEN}
    OR (p.state = ApplicationState.DECLINED AND p.appeal_state = AppealState.OPEN
      AND NOT EXISTS (SELECT FROM person e WHERE e.id = p.person_id AND e.left_themselves) AND (
      p.decided_by <> :person OR NOT EXISTS (
        SELECT FROM person l WHERE l.organization_id = :organization AND l.role IN (Role.OWNER, Role.MANAGER)
          AND l.deactivated_at IS NULL AND l.id NOT IN (p.decided_by, p.person_id)))))""")
"""Whether an application ``p`` waits for a decision by ``:person``, who leads."""

_PAGES = f"""
  -- name: application_page_WHICH
  SELECT {_COLUMNS}, o.name, o.email, t.handed_in_on, t.score, t.low, t.high, coalesce(t.passed, false),
    coalesce(t.tries, 0)
  FROM application p JOIN person o ON o.id = p.person_id LEFT JOIN person d ON d.id = p.decided_by
  LEFT JOIN public_page w ON w.organization_id = p.organization_id
  LEFT JOIN LATERAL (
    SELECT a.handed_in_on, a.score, a.low, a.high, a.passed, a.number AS tries FROM attempt a
    WHERE a.assessment_id = w.assessment_id AND a.person_id = p.person_id AND a.handed_in_on IS NOT NULL
    ORDER BY a.number DESC LIMIT 1) t ON true
  WHERE p.organization_id = :organization AND THOSE AND p.person_id < :before
  ORDER BY p.person_id DESC LIMIT :limit
"""
_PAGE = text(_PAGES.replace("WHICH", "state").replace("THOSE", "p.state = :state"))
_WAITING = text(_PAGES.replace("WHICH", "waiting").replace("THOSE", WAITS))

_DECIDE = text("""
  -- name: application_decide
  UPDATE application SET state = :state, decided_on = current_date, decided_by = :by, reason = :reason,
    attempt_id = :attempt, appeal_state = NULL, appeal_argument = '', appeal_due_on = NULL, appeal_decided_by = NULL,
    appeal_decision = ''
  WHERE person_id = :person
""")

# Opened again, also by an appeal: what was said before is not held against anybody.
_REOPEN = statement("""
  -- name: application_reopen
  UPDATE application SET state = ApplicationState.OPEN, decided_on = NULL, decided_by = NULL, reason = ''
  WHERE person_id = :person
""")
_WITHDRAW = statement("""
  -- name: application_withdraw
  UPDATE application SET state = ApplicationState.WITHDRAWN
  WHERE person_id = :person AND state = ApplicationState.OPEN RETURNING person_id
""")

_APPEAL = statement(f"""
  -- name: application_appeal
  UPDATE application SET appeal_state = AppealState.OPEN, appeal_argument = :argument,
    appeal_due_on = current_date + {APPEAL_DAYS}
  WHERE person_id = :person AND state = ApplicationState.DECLINED AND appeal_state IS NULL RETURNING person_id
""")
_DECIDE_APPEAL = text("""
  -- name: application_decide_appeal
  UPDATE application SET appeal_state = :state, appeal_decided_by = :by, appeal_decision = :reason
  WHERE person_id = :person
""")

# What nobody gave them yet: whoever has another role keeps it.
_JOIN = statement("""
  -- name: application_join
  UPDATE person SET role = Role.ANNOTATOR WHERE id = :person AND role = Role.APPLICANT
""")

_ADMITS = statement("""
  -- name: application_admits
  SELECT p.person_id FROM application p
  JOIN public_page w ON w.organization_id = p.organization_id AND w.admits AND w.assessment_id = :assessment
  WHERE p.person_id = :person AND p.state = ApplicationState.OPEN FOR NO KEY UPDATE OF p
""")

_MAY_TAKE = statement("""
  -- name: application_may_take
  SELECT EXISTS (SELECT FROM application p JOIN public_page w ON w.organization_id = p.organization_id
                 WHERE p.person_id = :person AND p.state = ApplicationState.OPEN AND w.assessment_id = :assessment)
""")

_PASSED = text("""
  -- name: application_passed
  SELECT EXISTS (SELECT FROM attempt a WHERE a.person_id = :person AND a.assessment_id = :assessment AND a.passed)
""")


def _application(row: Row[Any]) -> Application:
    person, state, applied, decided, by, name, reason, appeal, *rest = row[:11]
    return Application(
        PersonId(person), ApplicationState(state), applied, decided, by, name, reason,
        None if appeal is None else AppealState(appeal), *rest,
    )  # fmt: skip


async def add(t: Transaction, organization: OrganizationId, person: PersonId) -> None:
    """A new application, open."""
    await t.execute(_ADD, {"organization": organization, "person": person})


async def one(t: Transaction, person: int, *, lock: bool = False) -> Application | None:
    """Somebody's application."""
    if lock:
        await t.execute(_LOCK, {"person": person})
    row = (await t.execute(_ONE, {"person": person})).first()
    return None if row is None else _application(row)


async def page(
    t: Transaction, actor: Actor, state: ApplicationState | None, before: int, limit: int
) -> list[Applicant]:  # fmt: skip
    """Applications in a state, the newest before a person; without a state those that wait for the actor."""
    values = {"organization": actor.organization_id, "before": before, "limit": limit}
    if state is None:
        rows = await t.execute(_WAITING, {**values, "person": actor.person_id})
    else:
        rows = await t.execute(_PAGE, {**values, "state": state.value})
    return [Applicant(_application(row), *row[11:]) for row in rows]


async def decide(
    t: Transaction, person: PersonId, state: ApplicationState, *, by: PersonId | None, reason: str = "",
    attempt: int | None = None,
) -> None:  # fmt: skip
    """Admit or decline a locked application. Whoever is admitted is an annotator from then on."""
    values = {"person": person, "state": state.value, "by": by, "reason": reason, "attempt": attempt}
    await t.execute(_DECIDE, values)
    if state is ApplicationState.ADMITTED:
        await t.execute(_JOIN, {"person": person})


async def reopen(t: Transaction, person: PersonId) -> None:
    """Open a locked application again."""
    await t.execute(_REOPEN, {"person": person})


async def withdraw(t: Transaction, person: PersonId) -> bool:
    """Withdraw an open one; False: it is not open."""
    return (await t.execute(_WITHDRAW, {"person": person})).scalar() is not None


async def appeal(t: Transaction, person: PersonId, argument: str) -> bool:
    """Open an appeal against declining; False: there is nothing to appeal, or it was appealed."""
    return (await t.execute(_APPEAL, {"person": person, "argument": argument})).scalar() is not None


async def decide_appeal(t: Transaction, actor: Actor, person: PersonId, state: AppealState, reason: str) -> None:
    """Keep what became of the appeal of a locked application."""
    values = {"person": person, "by": actor.person_id, "state": state.value, "reason": reason}
    await t.execute(_DECIDE_APPEAL, values)


async def admits(t: Transaction, assessment: int, person: PersonId) -> bool:
    """Whether the rule of the page admits whoever passed this assessment; their application is locked then."""
    values = {"assessment": assessment, "person": person}
    return (await t.execute(_ADMITS, values)).scalar() is not None


async def may_take(t: Transaction, assessment: int, person: PersonId) -> bool:
    """Whether an applicant takes this assessment: it is the one of the page, and their application is open."""
    return (await t.execute(_MAY_TAKE, {"assessment": assessment, "person": person})).scalar_one()


async def passed(t: Transaction, assessment: int, person: PersonId) -> bool:
    """Whether somebody has passed an assessment."""
    return (await t.execute(_PASSED, {"assessment": assessment, "person": person})).scalar_one()
