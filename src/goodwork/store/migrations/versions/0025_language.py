"""The language in which a person reads the client."""

from goodwork.store.migrations import run_sql

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run_sql("0025_language.sql")
