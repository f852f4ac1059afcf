"""Everything of a project that goes into a version, streamed in the order of the items.

To be read in a transaction with ``snapshot=True``: all of it is of one moment, however long the reading takes.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from typing import Any

from sqlalchemy import TextClause, text

from goodwork.model.ids import ProjectId
from goodwork.store.database import Transaction
from goodwork.store.queue.annotations import EARLIER

FETCH = 1000
"""Rows that are fetched at once, if their texts are not long."""
_FIRST = 50
_LETTERS = 16 << 20
"""Characters that a fetch comes to, as far as the one before it lets foresee."""

_COUNTS = text("""
  -- name: snapshot_counts
  SELECT
    (SELECT count(*) FROM item WHERE project_id = :project),
    (SELECT count(*) FROM to_appraise WHERE project_id = :project)
""")

_FORMS = text("""
  -- name: snapshot_forms
  SELECT version, questions FROM form WHERE project_id = :project ORDER BY version
""")

_ITEMS = text("""
  -- name: snapshot_items
  SELECT i.position, p.external_id, i.state, i.gold, i.completed, CAST(p.payload AS text), CAST(p.metadata AS text),
    i.settled_how
  FROM item i JOIN item_payload p ON p.item_id = i.id
  WHERE i.project_id = :project ORDER BY i.position
""")

# What an exact duplicate takes from the item that stands for it says whose it is, and rests on no answers of its own.
_CONSENSUS = text("""
  -- name: snapshot_consensus
  SELECT * FROM (
    SELECT i.position, c.question, CAST(c.answer AS text), c.confidence, c.calibrated, c.disagreement, c.answers,
      c.reviewed, CAST(NULL AS integer) AS from_item
    FROM consensus c JOIN item i ON i.id = c.item_id
    WHERE c.project_id = :project
    UNION ALL
    SELECT i.position, c.question, CAST(c.answer AS text), c.confidence, c.calibrated, c.disagreement,
      CAST(0 AS smallint), c.reviewed, r.position
    FROM set_aside s JOIN item i ON i.id = s.item_id JOIN item r ON r.id = s.representative_id
      JOIN consensus c ON c.item_id = s.representative_id
    WHERE s.project_id = :project AND s.exact AND s.takes_consensus
      AND NOT EXISTS (SELECT FROM consensus o WHERE o.item_id = s.item_id AND o.question = c.question)
  ) said
  ORDER BY position, question COLLATE "C"
""")

# Without the time: who answered when is nobody's business but theirs. What is of an earlier guideline is never
# the latest.
_ANNOTATIONS = text(f"""
  -- name: snapshot_annotations
  SELECT i.position, p.pseudonym, a.revision,
    a.revision = max(a.revision) OVER (PARTITION BY a.item_id, a.person_id) AND NOT {EARLIER.format(a="a")}, a.surplus,
    a.form_version, m.model,
    CAST(a.answers AS text), a.answers_blob
  FROM annotation a JOIN item i ON i.id = a.item_id JOIN person p ON p.id = a.person_id
    LEFT JOIN prediction m ON m.id = a.prediction_id
  WHERE a.project_id = :project ORDER BY i.position, p.pseudonym COLLATE "C", a.revision
""")

_PREDICTIONS = text("""
  -- name: snapshot_predictions
  SELECT i.position, m.model, m.score, CAST(m.answers AS text)
  FROM prediction m JOIN item i ON i.id = m.item_id
  WHERE m.project_id = :project ORDER BY i.position, m.model COLLATE "C"
""")

# Without the reason: it was said to those who lead the project.
_SKIPS = text("""
  -- name: snapshot_skips
  SELECT i.position, p.pseudonym
  FROM skip s JOIN item i ON i.id = s.item_id JOIN person p ON p.id = s.person_id
  WHERE s.project_id = :project ORDER BY i.position, p.pseudonym COLLATE "C"
""")

Rows = AsyncGenerator[Sequence[Sequence[Any]]]


async def counts(t: Transaction, project: ProjectId) -> tuple[int, int]:
    """How many items there are, and how many of them wait to be appraised."""
    items, waiting = (await t.execute(_COUNTS, {"project": project})).one()
    return items, waiting


async def forms(t: Transaction, project: ProjectId) -> dict[int, list[dict[str, Any]]]:
    """The questions of every version of the form."""
    return {row.version: row.questions for row in await t.execute(_FORMS, {"project": project})}


def items(t: Transaction, project: ProjectId) -> Rows:
    """position, external id, state, gold, answers, payload, metadata (JSON texts), how it is settled."""
    return _stream(t, _ITEMS, project)


def consensus(t: Transaction, project: ProjectId) -> Rows:
    """position, question, answer (JSON text), confidence, calibrated, disagreement, answers, reviewed, the position of
    the item that it is taken from (None: its own)."""
    return _stream(t, _CONSENSUS, project)


def given(t: Transaction, project: ProjectId) -> Rows:
    """position, pseudonym, revision, latest, surplus, form version, model that it began with, answers (JSON text),
    the blob with the answers when they are too large for the row."""
    return _stream(t, _ANNOTATIONS, project)


def predictions(t: Transaction, project: ProjectId) -> Rows:
    """position, model, score, answers (JSON text)."""
    return _stream(t, _PREDICTIONS, project)


def skips(t: Transaction, project: ProjectId) -> Rows:
    """position, pseudonym of the person who skipped it."""
    return _stream(t, _SKIPS, project)


async def _stream(t: Transaction, statement: TextClause, project: ProjectId) -> Rows:
    # A cursor on the server: neither side holds more than one fetch. Without a small buffer, SQLAlchemy fetches ahead.
    options = {"max_row_buffer": 1}
    async with t.stream(statement, {"project": project}, execution_options=options) as found:
        try:
            number = min(_FIRST, FETCH)
            while rows := await found.fetchmany(number):
                yield rows
                letters = sum(len(value) for row in rows for value in row if isinstance(value, str))
                number = max(1, min(2 * number, FETCH, _LETTERS * len(rows) // max(1, letters)))
        finally:
            # When the reader stops half-way, SQLAlchemy leaves the cursor open.
            await found.close()
