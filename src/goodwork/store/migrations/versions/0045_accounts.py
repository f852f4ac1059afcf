"""Accounts: how somebody signs in, once, for every organization that they are in."""

from goodwork.store.migrations import run_sql

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run_sql("0045_accounts.sql")
