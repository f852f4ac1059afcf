"""Own limits, and how somebody wants to work in a project: only their person reads them."""

from goodwork.store.migrations import make_function, run_sql

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade() -> None:
    make_function("goodwork_person")
    run_sql("0036_own_limits.sql")
