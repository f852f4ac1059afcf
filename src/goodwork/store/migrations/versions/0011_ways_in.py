"""Sessions that people can tell apart, and reset links."""

from goodwork.store.migrations import run_sql

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run_sql("0011_ways_in.sql")
