"""Applying: a public page of an organization, and people who apply there and may do nothing else yet."""

from goodwork.store.migrations import run_sql

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run_sql("0047_applications.sql")
