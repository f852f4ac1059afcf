"""Reviews: a person's word on an item, why, and the order in which a look is worth most."""

from goodwork.store.migrations import run_sql

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run_sql("0003_review.sql")
