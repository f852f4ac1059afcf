"""Appeals: second looks that people ask for."""

from goodwork.store.migrations import run_sql

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run_sql("0018_appeals.sql")
