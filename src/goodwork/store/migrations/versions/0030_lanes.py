"""The lanes that open items stand in, and the hand that people have in a project."""

from goodwork.store.migrations import run_sql

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run_sql("0030_lanes.sql")
