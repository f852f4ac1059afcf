"""The house: people, projects, items, the queue, quality, versions, and the job tables."""

from goodwork.store.migrations import make_function, run_procrastinate_schema, run_sql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    make_function("goodwork_organization", "count_annotations")
    run_sql("0001_house.sql")
    run_procrastinate_schema()
