"""Pictures that are fetched for an import: how far it is, what did not come, and the rows that wait for it."""

from goodwork.store.migrations import run_sql

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run_sql("0026_fetched_pictures.sql")
