"""What qualifications and their tiers were called before: whoever holds one reads it beside the new name."""

from goodwork.store.migrations import run_sql

revision = "0056"
down_revision = "0055"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run_sql("0056_former_names.sql")
