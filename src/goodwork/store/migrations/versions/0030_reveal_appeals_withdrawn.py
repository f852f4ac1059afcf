"""Appeals against reveals may be taken back."""

from goodwork.store.migrations import run_sql

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run_sql("0030_reveal_appeals_withdrawn.sql")
