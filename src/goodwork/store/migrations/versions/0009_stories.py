"""The story of an item, how items came to be settled, and what gold proves."""

from goodwork.store.migrations import run_sql

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run_sql("0009_stories.sql")
