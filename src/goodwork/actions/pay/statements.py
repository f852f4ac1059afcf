"""Statements: a month closed once for each person and currency, and taken to payroll as a file."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Literal

from goodwork.actions import idempotency
from goodwork.actions.pay.correct_pay import check_owns
from goodwork.actions.pay.deliver import ask_for
from goodwork.actions.people.sessions import hold_access
from goodwork.errors import Fault, Invalid
from goodwork.model.pay import Statement, plain
from goodwork.model.people import Actor
from goodwork.store import audit
from goodwork.store.database import Database, Kind
from goodwork.store.pay import statements

BATCH = 100
"""People whose statements are closed in one transaction."""

Form = Literal["csv", "json"]
COLUMNS = (
    "statement", "month", "person", "pseudonym", "name", "currency", "amount", "lines", "closed_on", "closed_by",
    "corrected_alone",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Closed:
    """How many statements were closed, and after whom to go on; None: all are."""

    statements: int
    following: tuple[int, str] | None


async def close_month(
    database: Database, actor: Actor, month: date, *, after: tuple[int, str] = (0, ""), limit: int = BATCH,
    key: str | None = None,
) -> Closed:  # fmt: skip
    """Close the statements of a month for the next people, for owners. Said again, nothing is closed twice.

    Whatever is open for a person by the month's end goes onto their statement; a sum of 0 or less is carried over.
    """
    check_owns(actor)
    month = month.replace(day=1)
    if month > datetime.now(UTC).date():
        what = "This month has not begun."
        raise Invalid(what, kept="Nothing was closed.", faults=[Fault("month", what)])
    async with database.transaction(actor) as t:
        await hold_access(t, actor)
        organization = actor.organization_id
        mark = idempotency.fingerprint("close_month", month.isoformat(), after, limit)
        remembered = await idempotency.recall(t, actor, key, mark)
        if remembered is not None:
            count, onward = remembered
            return Closed(count, None if onward is None else (onward[0], onward[1]))
        made, following = await statements.close(t, organization, month, actor.person_id, after, limit)
        if made:
            told = {"month": month.strftime("%Y-%m"), "statements": len(made)}
            await audit.record(t, actor, "pay.closed", "organization", organization, {"after": told})
            await ask_for(t, organization, made)
        await idempotency.remember(t, actor, key, [len(made), following])
    return Closed(len(made), following)


async def my_statements(database: Database, actor: Actor, *, before: int, limit: int) -> list[Statement]:
    """My statements, the newest first."""
    async with database.transaction(actor, kind=Kind.READ) as t:
        return await statements.of_person(t, actor.person_id, before, limit)


async def organization_statements(
    database: Database, actor: Actor, month: date, *, after: int, limit: int
) -> list[Statement]:
    """The statements of a month, for owners."""
    check_owns(actor)
    async with database.transaction(actor, kind=Kind.READ) as t:
        return await statements.of_month(t, actor.organization_id, month.replace(day=1), after, limit)


def payroll(database: Database, actor: Actor, month: date, form: Form) -> AsyncGenerator[bytes]:
    """A month's statements as a file for payroll, piece by piece: CSV, or one JSON document. For owners."""
    check_owns(actor)
    return _payroll(database, actor, month, form)


async def _payroll(database: Database, actor: Actor, month: date, form: Form) -> AsyncGenerator[bytes]:
    after, first = 0, True
    yield (",".join(COLUMNS) + "\r\n").encode() if form == "csv" else b'{"statements": [\n'
    while rows := await organization_statements(database, actor, month, after=after, limit=BATCH):
        after = rows[-1].id
        if form == "csv":
            yield _csv(rows).encode()
        else:
            lines = ",\n".join(json.dumps(as_json(row), ensure_ascii=False) for row in rows)
            yield (("" if first else ",\n") + lines).encode()
        first = False
    if form == "json":
        yield b"\n]}\n"


def as_json(row: Statement) -> dict[str, Any]:
    """A statement as payroll reads it. ``amount`` is a text with all decimals: no program rounds it."""
    return {
        "statement": row.id, "month": row.month.strftime("%Y-%m"), "person": row.person_id,
        "pseudonym": row.pseudonym, "name": row.name, "currency": row.currency,
        "amount": plain(row.amount, row.currency), "lines": row.lines, "closed_on": row.closed_on.isoformat(),
        "closed_by": row.by, "corrected_alone": row.alone,
    }  # fmt: skip


def _csv(rows: Sequence[Statement]) -> str:
    return "".join(",".join(_cell(value) for value in as_json(row).values()) + "\r\n" for row in rows)


def _cell(value: str | int) -> str:
    """A cell of CSV; what a table program would run as a formula gets an apostrophe."""
    if isinstance(value, int):
        return str(value)
    guarded = f"'{value}" if value[:1] in "=+-@\t\r" and value else value
    return '"' + guarded.replace('"', '""') + '"'
