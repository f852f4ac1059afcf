"""A ledger of pay: rates, postings with two sides each, and what is owed."""

from goodwork.store.migrations import make_function, run_sql

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    make_function("pay_is_kept")
    run_sql("0033_pay.sql")
