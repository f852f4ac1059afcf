"""Arriving items: what they refer to is checked once for all rows of a statement, not row by row."""

from goodwork.store.migrations import make_function, run_sql

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    make_function("items_have_projects", "payloads_have_items", "stays")
    run_sql("0004_arriving.sql")
