"""Proposed changes of guideline and questions."""

from goodwork.store.migrations import run_sql

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run_sql("0017_proposals.sql")
