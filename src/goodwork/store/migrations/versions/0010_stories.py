"""The story of an item, how items came to be settled, and what gold proves."""

from goodwork.store.migrations import run_sql

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run_sql("0010_stories.sql")
