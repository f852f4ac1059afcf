"""What the last refit of a project found: the model that appraisal uses, and the report that people see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from psycopg.types.json import Jsonb
from sqlalchemy import text

from goodwork.judging.item import Fitted
from goodwork.learning.report import ProjectReport
from goodwork.model.ids import OrganizationId, ProjectId
from goodwork.model.projects import Proof
from goodwork.store import jobs
from goodwork.store.database import Transaction
from goodwork.store.quality.as_json import fitted_json, fitted_of, report_json, report_of

REFIT = "refit"
"""The task that refits a project."""

_MODEL = text("""
  -- name: fit_model
  SELECT model FROM project_quality WHERE project_id = :project
""")

# Skills are written by whoever holds this row: a refit, or a decision on an appeal.
_LOCKED_MODEL = text("""
  -- name: fit_locked_model
  SELECT model FROM project_quality WHERE project_id = :project FOR NO KEY UPDATE
""")

_REPORT = text("""
  -- name: fit_report
  SELECT report, fitted_at FROM project_quality WHERE project_id = :project
""")

_FORM_VERSION = text("""
  -- name: fit_form_version
  SELECT form_version FROM project_quality WHERE project_id = :project
""")

_WRITE = text("""
  -- name: fit_write
  INSERT INTO project_quality AS q (project_id, organization_id, report, model, annotations, fitted_at, form_version,
    proves, proof_target, proof_missing)
  VALUES (:project, :organization, :report, :model, :annotations, clock_timestamp(), :form_version, :proves, :target,
    :missing)
  ON CONFLICT (project_id) DO UPDATE SET report = excluded.report, model = excluded.model,
    annotations = excluded.annotations, fitted_at = excluded.fitted_at, form_version = excluded.form_version,
    proves = excluded.proves, proof_target = excluded.proof_target, proof_missing = excluded.proof_missing
""")

# As much as there is now counts as fitted: the next try comes when the project has grown.
_REST = text("""
  -- name: fit_rest
  INSERT INTO project_quality AS q (project_id, organization_id, report, model, annotations, fitted_at)
  SELECT :project, :organization, jsonb_build_object('error', CAST(:error AS text)), '{}',
    coalesce((SELECT p.annotations FROM project_progress p WHERE p.project_id = :project), 0), clock_timestamp()
  ON CONFLICT (project_id) DO UPDATE SET report = q.report || excluded.report, annotations = excluded.annotations
""")

_DUE = text("""
  -- name: fit_due
  SELECT p.annotations, coalesce(q.annotations, 0),
    coalesce(extract(epoch FROM clock_timestamp() - q.fitted_at), 1e9)::double precision
  FROM project_progress p LEFT JOIN project_quality q ON q.project_id = p.project_id
  WHERE p.project_id = :project
""")


@dataclass(frozen=True, slots=True)
class Growth:
    """How much a project has grown since its last refit, which was ``age`` seconds ago."""

    annotations: int
    at_last_fit: int
    age: float


async def model(t: Transaction, project: ProjectId) -> dict[str, Fitted]:
    """The fitted model per question; empty before the first refit."""
    return fitted_of((await t.execute(_MODEL, {"project": project})).scalar() or {})


async def locked_model(t: Transaction, project: ProjectId) -> dict[str, Fitted]:
    """The same, and no refit writes skills before this transaction ends."""
    return fitted_of((await t.execute(_LOCKED_MODEL, {"project": project})).scalar() or {})


async def form_version(t: Transaction, project: ProjectId) -> int | None:
    """The version of the questions at the last refit; None: there was none."""
    return (await t.execute(_FORM_VERSION, {"project": project})).scalar()


async def report(t: Transaction, project: int) -> tuple[ProjectReport, datetime | None]:
    """The last report and when it was made."""
    row = (await t.execute(_REPORT, {"project": project})).first()
    return (ProjectReport(), None) if row is None else (report_of(row[0]), row[1])


async def write(
    t: Transaction,
    organization: OrganizationId,
    project: ProjectId,
    *,
    report: ProjectReport,
    model: Mapping[str, Fitted],
    proof: Proof,
    form_version: int,
) -> None:
    """Keep a refit."""
    values = {
        "project": project, "organization": organization, "report": Jsonb(report_json(report)),
        "model": Jsonb(fitted_json(model)), "annotations": report.annotations, "proves": proof.proves,
        "target": proof.target, "missing": proof.missing, "form_version": form_version,
    }  # fmt: skip
    await t.execute(_WRITE, values)


async def rest(t: Transaction, organization: OrganizationId, project: ProjectId, error: str) -> None:
    """Keep the last refit and why the one after it failed."""
    await t.execute(_REST, {"project": project, "organization": organization, "error": error})


async def growth(t: Transaction, project: ProjectId) -> Growth | None:
    """How a project has grown; None when nothing was appraised yet."""
    row = (await t.execute(_DUE, {"project": project})).first()
    return None if row is None else Growth(*row)


async def ask(t: Transaction, organization: int, project: ProjectId) -> None:
    """Have the worker refit a project when this transaction commits; several requests before it begins are one."""
    lock = f"{REFIT}:{project}"
    await jobs.defer(t, REFIT, lock=lock, queueing_lock=lock, organization=organization, project=project)
