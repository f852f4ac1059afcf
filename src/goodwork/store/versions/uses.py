"""What versions were used for, and how many answers of whom are in them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import text

from goodwork.model.ids import OrganizationId, ProjectId, VersionId
from goodwork.model.people import Actor
from goodwork.model.versions import DatasetVersion, Share, UseKind, VersionUse
from goodwork.store.database import Transaction
from goodwork.store.words import statement

SHOWN = 20
"""Uses of a version that are shown beside somebody's share in it, the newest first."""

_ADD = text("""
  -- name: use_add
  INSERT INTO version_use (organization_id, project_id, version_id, kind, consumer, purpose, used_on)
  VALUES (:organization, :project, :version, :kind, :consumer, :purpose, :day)
  RETURNING id
""")

_DOWNLOADED = text("""
  -- name: use_downloaded
  INSERT INTO version_use (organization_id, project_id, version_id, kind, used_on)
  VALUES (:organization, :project, :version, 'download', current_date)
  ON CONFLICT (version_id, used_on) WHERE kind = 'download' DO NOTHING
""")

_ONE = text("""
  -- name: use_one
  SELECT id, kind, consumer, purpose, used_on FROM version_use WHERE id = :id
""")

_LIST = text("""
  -- name: use_list
  SELECT id, kind, consumer, purpose, used_on FROM version_use
  WHERE version_id = :version AND id < :before ORDER BY id DESC LIMIT :limit
""")

# What somebody began and a colleague finished is credited to both.
_SHARES = statement("""
  -- name: share_counts
  SELECT person_id, count(DISTINCT item_id) FROM (
    SELECT person_id, item_id FROM annotation WHERE project_id = :project
    UNION ALL
    SELECT h.person_id, h.item_id FROM handover h JOIN claim c ON c.id = h.carrier_id
    WHERE h.project_id = :project AND c.state = ClaimState.SUBMITTED
  ) a GROUP BY person_id
""")

_KEEP_SHARES = text("""
  -- name: share_write
  INSERT INTO version_share (organization_id, project_id, version_id, person_id, answers)
  SELECT :organization, :project, :version, person, answers
  FROM unnest(CAST(:people AS integer[]), CAST(:answers AS integer[])) AS n (person, answers)
  ON CONFLICT DO NOTHING
""")

_MINE = text(f"""
  -- name: share_mine
  SELECT v.id, v.number, v.created_at::date, s.answers, u.id, u.kind, u.consumer, u.purpose, u.used_on
  FROM (
    SELECT version_id, answers FROM version_share
    WHERE person_id = :person AND project_id = :project AND version_id < :before
    ORDER BY version_id DESC LIMIT :limit) s
  JOIN dataset_version v ON v.id = s.version_id
  LEFT JOIN LATERAL (
    SELECT id, kind, consumer, purpose, used_on FROM version_use
    WHERE version_id = v.id ORDER BY id DESC LIMIT {SHOWN}) u ON true
  ORDER BY v.id DESC, u.id DESC
""")


async def add(t: Transaction, version: DatasetVersion, kind: UseKind, consumer: str, purpose: str, day: date) -> int:
    """Write down a use; returns its id."""
    given = {
        "organization": version.organization_id, "project": version.project_id, "version": version.id,
        "kind": kind.value, "consumer": consumer, "purpose": purpose, "day": day,
    }  # fmt: skip
    return (await t.execute(_ADD, given)).scalar_one()


async def downloaded(t: Transaction, version: DatasetVersion) -> None:
    """Write down that a version was downloaded today; once a day."""
    given = {"organization": version.organization_id, "project": version.project_id, "version": version.id}
    await t.execute(_DOWNLOADED, given)


async def one(t: Transaction, identity: int) -> VersionUse:
    """A use that there is."""
    return _use((await t.execute(_ONE, {"id": identity})).one())


async def of_version(t: Transaction, version: int, before: int, limit: int) -> list[VersionUse]:
    """A version's uses, newest first."""
    given = {"version": version, "before": before, "limit": limit}
    return [_use(row) for row in await t.execute(_LIST, given)]


async def counted(t: Transaction, project: ProjectId) -> list[tuple[int, int]]:
    """Everybody who answered, and the items that they answered."""
    return [(row[0], row[1]) for row in await t.execute(_SHARES, {"project": project})]


async def keep(
    t: Transaction, organization: OrganizationId, project: ProjectId, version: VersionId,
    shares: Sequence[tuple[int, int]],
) -> None:  # fmt: skip
    """Keep how many answers of whom are in a version."""
    given = {
        "organization": organization, "project": project, "version": version,
        "people": [person for person, _ in shares], "answers": [answers for _, answers in shares],
    }  # fmt: skip
    await t.execute(_KEEP_SHARES, given)


async def mine(t: Transaction, actor: Actor, project: int, before: int, limit: int) -> list[Share]:
    """The versions of a project with answers of one's own, newest first, each with its newest uses."""
    given = {"person": actor.person_id, "project": project, "before": before, "limit": limit}
    found: dict[int, Share] = {}
    for version, number, day, answers, *use in await t.execute(_MINE, given):
        share = found.setdefault(version, Share(VersionId(version), number, day, answers, []))
        if use[0] is not None:
            share.uses.append(_use(use))
    return list(found.values())


def _use(row: Sequence[object]) -> VersionUse:
    identity, kind, consumer, purpose, day = row
    return VersionUse(identity, UseKind(str(kind)), consumer, purpose, day)  # type: ignore[arg-type]
