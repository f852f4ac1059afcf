"""Imports that can be undone: what came with one says so, and its items can go again."""

from goodwork.store.migrations import run_sql

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run_sql("0015_undoing_imports.sql")
