"""What people chose for their own work. Only they read it."""

from __future__ import annotations

from sqlalchemy import text

from goodwork.model.people import Actor
from goodwork.model.work import Choices, ContentWarning
from goodwork.store.database import Transaction

_ONE = text("""
  -- name: choices_one
  SELECT avoids FROM own_choice WHERE person_id = :person
""")

_PUT = text("""
  -- name: choices_put
  INSERT INTO own_choice (person_id, organization_id, avoids) VALUES (:person, :organization, :avoids)
  ON CONFLICT (person_id) DO UPDATE SET avoids = excluded.avoids
""")


async def one(t: Transaction, actor: Actor) -> Choices:
    """One's own choices."""
    row = (await t.execute(_ONE, {"person": actor.person_id})).first()
    return Choices() if row is None else Choices(tuple(ContentWarning(word) for word in row[0]))


async def put(t: Transaction, actor: Actor, choices: Choices) -> None:
    """Write them anew."""
    values = {
        "person": actor.person_id, "organization": actor.organization_id,
        "avoids": [word.value for word in choices.avoids],
    }  # fmt: skip
    await t.execute(_PUT, values)
