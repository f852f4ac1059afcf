"""My record of qualifications: what I hold and how I earned it, signed, to take along."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import UTC, datetime
from enum import Enum
from typing import Any

from goodwork.actions.signing.keys import signer
from goodwork.actions.signing.signed import FORMAT, sign
from goodwork.errors import Conflict
from goodwork.model.people import Actor
from goodwork.model.qualifications import How, Recorded
from goodwork.store.database import Database, Kind
from goodwork.store.people import people
from goodwork.store.qualifications.recorded import recorded

MOST = 500


class Named(Enum):
    """What a record calls its person, as they choose."""

    NAME = "name"
    PSEUDONYM = "pseudonym"


async def take_record(
    database: Database, installation: bytes, actor: Actor, named: Named, server: str | None
) -> dict[str, Any]:
    """The record of the calling person, also when their access has ended; Conflict when they hold no tier.

    ``server``: the address that the installation was given by whoever runs it; None: it was given none, and what a
    request calls it is not signed. It is not written down that a record was taken.
    """
    async with database.transaction(actor, kind=Kind.READ) as t:
        me = await people.me(t, actor.person_id)
        person = await people.one(t, actor.person_id)
        rows = await recorded(t, actor.person_id, MOST)
    if not rows or person is None:
        raise Conflict(
            "You hold no tier of a qualification, so there is nothing that a record could say.",
            kept="Nothing was changed.",
            next_step="My qualifications says what there is and how it is earned.",
        )
    key = await signer(database, installation)
    called = person.name if named is Named.NAME else person.pseudonym
    record = {
        "format": FORMAT,
        "as_of": datetime.now(UTC).date().isoformat(),
        "server": server,
        "organization": {"number": me.organization_id, "name": me.organization},
        "person": {"called_by": named.value, "name": called},
        "holds": [_held(row) for row in rows],
    }
    return sign(record, key.private, key.id)


def _held(row: Recorded) -> dict[str, Any]:
    return {
        "qualification": row.qualification,
        "tier": {"name": row.tier_name, "number": row.tier, "of": row.tiers},
        "earned": _earned(row),
    }


def _earned(row: Recorded) -> Mapping[str, Any]:
    """How, on which day, and what it rests on; shares in whole percent, an interval rounded outwards."""
    day = {"on": row.day.isoformat()}
    if row.how is How.ASSESSMENT:
        title = {"by": "assessment", **day, "title": str(row.evidence.get("title", ""))}
        if row.score is None or row.low is None or row.high is None:
            return title
        interval = [math.floor(100 * row.low), math.ceil(100 * row.high)]
        return {**title, "score_percent": round(100 * row.score), "interval_percent": interval, "items": row.items}
    if row.how is How.WORK:
        lows = [one["low"] for one in row.evidence.get("shown", []) if one.get("low") is not None]
        # What a tier rests on, and not how much somebody worked.
        return {"by": "work", **day, "at_least_percent": math.floor(100 * min(lows)) if lows else None}
    return {"by": "decision", **day}
