"""goodwork as a service: links to sign an organization up, and what each organization uses in a month."""

from goodwork.store.migrations import run_sql

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run_sql("0044_service.sql")
