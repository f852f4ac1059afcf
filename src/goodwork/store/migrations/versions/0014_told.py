"""When somebody was first told what is right, also when it was taken back."""

from goodwork.store.migrations import run_sql

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run_sql("0014_told.sql")
