"""What a lead looks at: open flags, what an answer costs, and how sure items are, counted."""

from goodwork.store.migrations import make_function, run_sql

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    make_function("count_confidences")
    run_sql("0023_outlook.sql")
