"""Access that ends, skips that are final, reset links."""

from goodwork.store.migrations import make_function, run_sql

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    make_function("skip_stays")
    run_sql("0007_access.sql")
