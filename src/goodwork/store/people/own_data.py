"""All that is held about a person, as they take it along: read row by row from the columns that name people."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import TextClause, text

from goodwork.model.ids import PersonId
from goodwork.store.database import Transaction
from goodwork.store.people.held import HELD

ROWS = 500
"""Rows that are read and handed on at once."""

SECRET = ("account_id", "token_hash", "password_hash", "fingerprint", "secret", "made_in", "organization_id")
"""Columns that are in nobody's file: secrets, and what says nothing of anybody."""

OWN = frozenset({"person_id", "given_by", "answerer_id"})
"""Columns whose rows are of the person, or to them; any other column says that they did something."""

DEEDS = (
    "id", "project_id", "item_id", "organization_id", "version", "number", "person_id", "name", "title", "action",
    "subject", "subject_id", "state", "kind", "what", "reason", "aside_reason", "decision", "note", "answer", "why",
    "resolution", "about", "at", "since", "day", "created_at", "finished_at", "undone_at", "decided_at", "decided_on",
    "resolved_at", "answered_at", "closed_on", "made_on", "aside_on", "withdrawn_at", "due", "due_on", "month",
)  # fmt: skip
"""What is handed out of a row that somebody made or decided in their role: when, which, and their own words. What it
holds besides is the organization's, or concerns somebody else."""

IN_ROLE = frozenset({"audit.person_id", "bulk.person_id", "story.person_id", "redundancy_split.person_id",
                     "set_aside.person_id", "asked_again.person_id", "review.person_id"})  # fmt: skip
"""Columns called person_id whose rows somebody wrote in their role."""

NOT_HANDED: Mapping[str, str] = {
    "queue_cursor.person_id": "where the queue goes on is a place in the list of items, kept to find the next one; it "
    "would tell which items are known ones",
    "idempotency.person_id": "marks of what was sent, kept for a day so that nothing happens twice",
    "pay_open.person_id": "a list for closing statements; each line of it is in pay_posting",
    "pay_hook.set_by": "the address and the secret of payroll are the organization's",
    "dependence.people": "a finding is about several people at once and names nobody; who reads names behind one gives "
    "a reason, which comes to the inbox of those concerned",
}
"""Listed columns that are not in the file, and why."""

THROUGH: Mapping[str, str] = {
    "draft": "claim_id IN (SELECT c.id FROM claim c WHERE c.person_id = :person)",
    "attempt_item": "attempt_id IN (SELECT a.id FROM attempt a"
    " WHERE a.person_id = :person AND a.handed_in_on IS NOT NULL)",
    "qualification_appeal": "event_id IN (SELECT e.id FROM qualification_event e WHERE e.person_id = :person)",
    "pay_entry": "account = 0 AND posting_id IN (SELECT g.id FROM pay_posting g WHERE g.person_id = :person)",
    "pay_statement_line": "statement_id IN (SELECT s.id FROM pay_statement s WHERE s.person_id = :person)",
    "restriction_appeal": "restriction_id IN (SELECT r.id FROM restriction r WHERE r.person_id = :person)",
}
"""Tables without a column of the person, whose rows are theirs by another table."""


@dataclass(frozen=True, slots=True)
class Part:
    """A file of what is held: a table, and what its rows are of."""

    name: str
    """Of the file, without its ending."""
    purpose: str
    reader: str


PARTS = (
    Part("person", "who they are here, and how they sign in", "the person, and those who lead the organization"),
    *(Part(one.column, one.purpose, one.reader) for one in HELD if one.column not in NOT_HANDED),
    *(Part(table, "what they wrote or what came of it", "as the rows it belongs to") for table in THROUGH),
)


async def rows(t: Transaction, part: Part, person: PersonId) -> AsyncIterator[list[dict[str, Any]]]:
    """The rows of a part, some at a time, in no order. Other people are left out of them."""
    statement, values = _statement(part.name)
    found = await t.stream(statement, {**values, "person": person}, execution_options={"yield_per": ROWS})
    async for batch in found.scalars().partitions(ROWS):
        yield list(batch)


def _statement(name: str) -> tuple[TextClause, dict[str, Any]]:
    table, _, column = name.partition(".")
    if name == "person":
        where = "x.id = :person"
    elif not column:
        where = THROUGH[table]
    else:
        where = f"x.{column} = :person"
    # Names of tables and columns are those of the list, never what somebody sent.
    others = [one.column.split(".")[1] for one in HELD if one.column.startswith(f"{table}.")]
    if column and (column not in OWN or name in IN_ROLE):
        kept = [one for one in DEEDS if one not in others or one == column]
        shown = "(SELECT jsonb_object_agg(k.key, k.value) FROM jsonb_each(to_jsonb(x)) k WHERE k.key = ANY(:keys))"
        return text(f"-- name: own_data\n SELECT {shown} FROM {table} x WHERE {where}"), {"keys": kept}
    left_out = [*SECRET, *(one for one in others if one != column)]
    shown = "to_jsonb(x) - CAST(:left_out AS text[])"
    return text(f"-- name: own_data\n SELECT {shown} FROM {table} x WHERE {where}"), {"left_out": left_out}
