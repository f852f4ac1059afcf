"""What an assessment is paid, and what each attempt was promised before its start."""

from goodwork.store.migrations import run_sql

revision = "0041"
down_revision = "0039"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run_sql("0041_assessments_paid.sql")
