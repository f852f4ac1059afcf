"""One answer of what somebody began; who left by themselves; a bound on what applicants are paid for; letters."""

from goodwork.store.migrations import make_function, run_sql

revision = "0049"
down_revision = "0048"
branch_labels = None
depends_on = None


def upgrade() -> None:
    make_function("one_voice")
    run_sql("0049_one_voice.sql")
