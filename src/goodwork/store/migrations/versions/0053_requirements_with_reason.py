"""What a project asks for shuts nobody out without a reason; who was let in again all the same works without a tier."""

from goodwork.store.migrations import make_function, run_sql

revision = "0053"
down_revision = "0052"
branch_labels = None
depends_on = None


def upgrade() -> None:
    make_function("shut_out_with_reason")
    run_sql("0053_requirements_with_reason.sql")
