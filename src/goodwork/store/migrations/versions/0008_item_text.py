"""The texts of items, as a search reads them."""

from goodwork.store.migrations import run_sql

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run_sql("0008_item_text.sql")
