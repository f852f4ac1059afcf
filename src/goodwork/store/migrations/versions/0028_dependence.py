"""Answers that depend on each other, and what people are called where a finding speaks of them."""

from goodwork.store.migrations import run_sql

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run_sql("0028_dependence.sql")
