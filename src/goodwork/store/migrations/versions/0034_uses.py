"""What versions were used for, and how many answers of whom are in them."""

from goodwork.store.migrations import run_sql

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run_sql("0034_uses.sql")
