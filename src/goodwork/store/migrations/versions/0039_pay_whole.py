"""Pay for accepted answers and for hours, statements, a floor, and a hook for payroll."""

from goodwork.store.migrations import run_sql

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run_sql("0039_pay_whole.sql")
