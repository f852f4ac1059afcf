"""Appeals against reveals may be taken back."""

from goodwork.store.migrations import run_sql

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run_sql("0031_reveal_appeals_withdrawn.sql")
