"""Which items of projects an assessment asks, found by the item: gold that somebody was told there is not asked."""

from goodwork.store.migrations import run_sql

revision = "0052"
down_revision = "0051"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run_sql("0052_gold_that_was_told.sql")
