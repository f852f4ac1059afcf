"""How many items a result rests on, and indexes for corrections of one's own pay and for where somebody reviewed."""

from goodwork.store.migrations import run_sql

revision = "0051"
down_revision = "0050"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run_sql("0051_what_it_rests_on.sql")
