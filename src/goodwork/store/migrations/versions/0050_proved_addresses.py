"""Links that prove an address, and how many assessments of applicants an organization pays for in a month."""

from goodwork.store.migrations import run_sql

revision = "0050"
down_revision = "0049"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run_sql("0050_proved_addresses.sql")
