"""What was learned of a project says of which questions."""

from goodwork.store.migrations import run_sql

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run_sql("0019_asked_anew.sql")
