"""People in the order of their names, and how many of their answers a reviewer has looked at."""

from goodwork.store.migrations import run_sql

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run_sql("0024_people.sql")
