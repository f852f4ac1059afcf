"""Items that are asked again because the guideline changed."""

from goodwork.store.migrations import run_sql

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run_sql("0020_asked_again.sql")
