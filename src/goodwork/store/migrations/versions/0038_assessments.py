"""Assessments: a pool of items whose answers are known, the attempts at them, and the appeals against their keys."""

from goodwork.store.migrations import run_sql

revision = "0038"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run_sql("0038_assessments.sql")
