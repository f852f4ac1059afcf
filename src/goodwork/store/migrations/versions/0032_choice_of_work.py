"""What people choose work by: a project's card, what an item takes by their own word, what they avoid."""

from goodwork.store.migrations import run_sql

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run_sql("0032_choice_of_work.sql")
