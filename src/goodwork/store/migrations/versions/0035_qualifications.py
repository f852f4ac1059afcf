"""Qualifications: what an organization asks of people before some of its work, and who holds which tier by what."""

from goodwork.store.migrations import make_function, run_sql

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    make_function("qualification_event_stays")
    run_sql("0035_qualifications.sql")
