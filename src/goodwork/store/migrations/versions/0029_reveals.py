"""Who read the names behind a finding, and what is said against it."""

from goodwork.store.migrations import run_sql

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run_sql("0029_reveals.sql")
