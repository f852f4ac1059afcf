"""A skip is final, looked at after the row was written."""

from goodwork.store.migrations import run_sql

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run_sql("0012_skip_after.sql")
