"""Teams in the database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import text

from goodwork.model.ids import OrganizationId, PersonId, TeamId
from goodwork.store.database import Transaction

_COLUMNS = "t.id, t.name, (SELECT count(*) FROM team_member m WHERE m.team_id = t.id)"

_LIST = text(f"""
  -- name: team_list
  SELECT {_COLUMNS} FROM team t WHERE t.id > :after ORDER BY t.id LIMIT :limit
""")
_ONE = text(f"""
  -- name: team_one
  SELECT {_COLUMNS} FROM team t WHERE t.id = :id
""")
# Nobody comes into it until the transaction ends.
_HOLD = text("""
  -- name: team_hold
  SELECT id FROM team WHERE id = :id FOR UPDATE
""")
_ADD = text("""
  -- name: team_add
  INSERT INTO team (organization_id, name) VALUES (:organization, :name)
  ON CONFLICT (organization_id, name) DO NOTHING RETURNING id
""")
_RENAME = text("""
  -- name: team_rename
  UPDATE team SET name = :name WHERE id = :id
    AND NOT EXISTS (SELECT FROM team other WHERE other.name = :name AND other.id <> :id)
  RETURNING id
""")
_REMOVE = text("""
  -- name: team_remove
  DELETE FROM team WHERE id = :id RETURNING id
""")
_MEMBERS = text("""
  -- name: team_members
  SELECT person_id FROM team_member WHERE team_id = :id ORDER BY person_id
""")
_KNOWN = text("""
  -- name: team_known
  SELECT id FROM team WHERE id = ANY(:ids) FOR KEY SHARE
""")
_BY_NAMES = text("""
  -- name: team_by_names
  SELECT name, id FROM team WHERE name = ANY(:names)
""")
_LEAVE_OTHERS = text("""
  -- name: team_leave_others
  DELETE FROM team_member WHERE person_id = :person AND team_id <> ALL(:ids)
""")
_NAMES = text("""
  -- name: team_names
  SELECT id, name FROM team WHERE id = ANY(:ids) ORDER BY id
""")
_JOIN = text("""
  -- name: team_join
  INSERT INTO team_member (organization_id, team_id, person_id)
  SELECT :organization, t.id, :person FROM team t WHERE t.id = ANY(:ids) AND t.organization_id = :organization
  ON CONFLICT DO NOTHING
""")


@dataclass(frozen=True, slots=True)
class Team:
    """A team and how many people are in it."""

    id: TeamId
    name: str
    members: int


async def page(t: Transaction, after: int, limit: int) -> list[Team]:
    """The teams of the transaction's organization after an id."""
    return [Team(TeamId(row[0]), row[1], row[2]) for row in await t.execute(_LIST, {"after": after, "limit": limit})]


async def one(t: Transaction, team: int, *, lock: bool = False) -> Team | None:
    """A team of the transaction's organization; with ``lock`` nobody comes into it until that ends."""
    if lock:
        await t.execute(_HOLD, {"id": team})
    row = (await t.execute(_ONE, {"id": team})).first()
    return Team(TeamId(row[0]), row[1], row[2]) if row else None


async def add(t: Transaction, organization: OrganizationId, name: str) -> TeamId | None:
    """Make a team; None when the name is taken."""
    made = (await t.execute(_ADD, {"organization": organization, "name": name})).scalar_one_or_none()
    return None if made is None else TeamId(made)


async def rename(t: Transaction, team: TeamId, name: str) -> bool:
    """Give a team another name; False when the name is taken."""
    return (await t.execute(_RENAME, {"id": team, "name": name})).first() is not None


async def remove(t: Transaction, team: TeamId) -> bool:
    """Remove a team; its people stay. False when there is none."""
    return (await t.execute(_REMOVE, {"id": team})).first() is not None


async def members(t: Transaction, team: TeamId) -> list[PersonId]:
    """The people of a team."""
    return [PersonId(i) for i in (await t.execute(_MEMBERS, {"id": team})).scalars()]


async def known(t: Transaction, teams: Sequence[int]) -> set[int]:
    """Which of these exist in the transaction's organization; they stay until it ends."""
    return set((await t.execute(_KNOWN, {"ids": list(teams)})).scalars())


async def by_names(t: Transaction, names: Sequence[str]) -> dict[str, TeamId]:
    """The teams of these names."""
    return {name: TeamId(i) for name, i in await t.execute(_BY_NAMES, {"names": list(names)})}


async def set_teams(t: Transaction, organization: OrganizationId, person: PersonId, teams: Sequence[int]) -> None:
    """Put a person into these teams and no others."""
    await t.execute(_LEAVE_OTHERS, {"person": person, "ids": list(teams)})
    await join(t, organization, person, teams)


async def join(t: Transaction, organization: OrganizationId, person: PersonId, teams: Sequence[int]) -> None:
    """Put a person into those of these teams that there are, too."""
    await t.execute(_JOIN, {"organization": organization, "person": person, "ids": list(teams)})


async def names(t: Transaction, teams: Sequence[int]) -> dict[int, str]:
    """What those of these teams are called that there are."""
    return {row[0]: row[1] for row in await t.execute(_NAMES, {"ids": list(teams)})}
