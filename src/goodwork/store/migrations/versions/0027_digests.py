"""Digests: what came back to people, told by mail."""

from goodwork.store.migrations import run_sql

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run_sql("0027_digests.sql")
