"""What passing awards, as it was told before an attempt began; and no assessment promises a tier that there is not."""

from goodwork.store.migrations import run_sql

revision = "0055"
down_revision = "0053"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run_sql("0055_what_passing_awards.sql")
