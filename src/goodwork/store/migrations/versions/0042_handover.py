"""Items that somebody began and left for a colleague to finish."""

from goodwork.store.migrations import run_sql

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run_sql("0042_handover.sql")
