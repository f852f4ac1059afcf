"""Items that are asked no more because another answer would hardly help are counted apart."""

from goodwork.store.migrations import run_sql

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run_sql("0046_no_gain.sql")
