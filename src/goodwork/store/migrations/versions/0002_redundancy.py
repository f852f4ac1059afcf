"""Redundancy: checks, clusters, items that another one stands for, and splits that stay."""

from goodwork.store.migrations import make_function, run_sql

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    make_function("count_set_aside")
    run_sql("0002_redundancy.sql")
