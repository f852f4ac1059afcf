"""Dataset versions in the database: what they are called and where their files lie."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from psycopg.types.json import Jsonb
from sqlalchemy import Row, text

from goodwork.model.ids import OrganizationId, ProjectId, VersionId
from goodwork.model.people import Actor
from goodwork.model.versions import DatasetVersion, VersionState
from goodwork.store.database import Transaction

_COLUMNS = """
  id, organization_id, project_id, number, state, known_limits, encode(sha256, 'hex') AS sha256, path, manifest,
  error, created_at::date,
  (SELECT max(b.number) FROM dataset_version b WHERE b.project_id = dataset_version.project_id
   AND b.state = 'published' AND b.number < dataset_version.number) AS since
"""

_ADD = text(f"""
  -- name: version_add
  INSERT INTO dataset_version (organization_id, project_id, number, known_limits, created_by)
  SELECT :organization, :project, 1 + coalesce(max(v.number), 0), :known_limits, :person
  FROM dataset_version v WHERE v.project_id = :project
  RETURNING {_COLUMNS}
""")

_LOCK = text("""
  -- name: version_lock
  SELECT id FROM project WHERE id = :project FOR NO KEY UPDATE
""")

_ONE = text(f"""
  -- name: version_one
  SELECT {_COLUMNS} FROM dataset_version WHERE id = :id
""")

_NUMBERED = text(f"""
  -- name: version_numbered
  SELECT {_COLUMNS} FROM dataset_version WHERE project_id = :project AND number = :number
""")

_LIST = text(f"""
  -- name: version_list
  SELECT {_COLUMNS} FROM dataset_version WHERE project_id = :project AND number < :before
  ORDER BY number DESC LIMIT :limit
""")

_BEFORE = text(f"""
  -- name: version_before
  SELECT {_COLUMNS} FROM dataset_version
  WHERE project_id = :project AND state = 'published' AND number < :number
    AND number = coalesce(CAST(:since AS integer), number)
  ORDER BY number DESC LIMIT 1
""")

_UNFINISHED = text("""
  -- name: version_unfinished
  SELECT organization_id, id FROM dataset_version WHERE state = 'making' ORDER BY id
""")

_PUBLISH = text("""
  -- name: version_publish
  UPDATE dataset_version SET state = 'published', sha256 = decode(:sha256, 'hex'), path = :path, manifest = :manifest
  WHERE id = :id AND state = 'making'
""")

_FAIL = text("""
  -- name: version_fail
  UPDATE dataset_version SET state = 'failed', error = :error WHERE id = :id AND state = 'making'
""")


async def add(t: Transaction, actor: Actor, project: ProjectId, known_limits: str) -> DatasetVersion:
    """Enter the next version of a project, to be made."""
    # Locked first and in a statement of its own, so that two versions never get one number.
    await t.execute(_LOCK, {"project": project})
    given = {
        "organization": actor.organization_id, "project": project, "known_limits": known_limits,
        "person": actor.person_id,
    }  # fmt: skip
    return _read((await t.execute(_ADD, given)).one())


async def one(t: Transaction, identity: int) -> DatasetVersion | None:
    """One version."""
    row = (await t.execute(_ONE, {"id": identity})).first()
    return None if row is None else _read(row)


async def numbered(t: Transaction, project: ProjectId, number: int) -> DatasetVersion | None:
    """A project's version of this number."""
    row = (await t.execute(_NUMBERED, {"project": project, "number": number})).first()
    return None if row is None else _read(row)


async def before(t: Transaction, project: ProjectId, number: int, since: int | None) -> DatasetVersion | None:
    """The published version of the number ``since`` before another one; None: the last one before it."""
    row = (await t.execute(_BEFORE, {"project": project, "number": number, "since": since})).first()
    return None if row is None else _read(row)


async def of_project(t: Transaction, project: ProjectId, before: int, limit: int) -> list[DatasetVersion]:
    """A project's versions with a lower number than ``before``, newest first."""
    return [_read(row) for row in await t.execute(_LIST, {"project": project, "before": before, "limit": limit})]


async def unfinished(t: Transaction) -> list[tuple[OrganizationId, VersionId]]:
    """Versions of all organizations that are being made, or whose making was cut off."""
    return [(OrganizationId(row[0]), VersionId(row[1])) for row in await t.execute(_UNFINISHED)]


async def publish(t: Transaction, identity: VersionId, sha256: str, path: str, manifest: Mapping[str, Any]) -> bool:
    """Publish a version whose files lie there; False when it was published or given up before."""
    given = {"id": identity, "sha256": sha256, "path": path, "manifest": Jsonb(dict(manifest))}
    return (await t.execute(_PUBLISH, given)).rowcount == 1


async def fail(t: Transaction, identity: VersionId, error: str) -> None:
    """Give a version up."""
    await t.execute(_FAIL, {"id": identity, "error": error})


def _read(row: Row[Any]) -> DatasetVersion:
    identity, organization, project, number, state, limits, sha256, path, manifest, error, created_on, since = row
    return DatasetVersion(
        VersionId(identity), OrganizationId(organization), ProjectId(project), number, VersionState(state), limits,
        sha256, path, manifest, error, created_on, since,
    )  # fmt: skip
