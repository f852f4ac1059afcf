"""What the queue goes by in a policy, as columns of the project."""

from goodwork.store.migrations import run_sql

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run_sql("0009_standing.sql")
