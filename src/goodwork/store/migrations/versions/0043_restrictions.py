"""Restrictions: what a named person takes from another one takes a reason, which is read and may be appealed."""

from goodwork.store.migrations import make_function, run_sql

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None


def upgrade() -> None:
    make_function("restriction_stays")
    make_function("taken_with_reason")
    run_sql("0043_restrictions.sql")
