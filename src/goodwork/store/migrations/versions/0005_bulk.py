"""Bulk labelling: batches of answers to many items at once, and taking a batch back."""

from goodwork.store.migrations import run_sql

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run_sql("0005_bulk.sql")
