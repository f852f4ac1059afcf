"""Decisions on items, written down: their rows, their stories, the marks of what is to be weighed, a project's sums."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import text

from goodwork.model.ids import ItemId, OrganizationId, ProjectId
from goodwork.model.items import ItemCounts, ItemState
from goodwork.model.projects import Policy
from goodwork.model.stories import Cause, Step, Weighed
from goodwork.store.columns import numbers, words
from goodwork.store.database import Transaction
from goodwork.store.words import statement

# One statement for a batch: ``n`` are the items of which something changes, ``w`` those that were weighed. The sums of
# a project change by what its items change: states by how they stood before, answers by what the item's own row says
# that it added before. A batch that changes no sum does not touch them, so that claims that are given back don't wait
# for each other there.
_WRITE = statement("""
  -- name: decision_write
  WITH n AS (
    SELECT * FROM unnest(
      CAST(:item AS bigint[]), CAST(:was_state AS smallint[]), CAST(:was_how AS smallint[]),
      CAST(:was_wanted AS smallint[]), CAST(:state AS smallint[]), CAST(:how AS smallint[]),
      CAST(:wanted AS smallint[]), CAST(:completed AS smallint[]), CAST(:live AS smallint[]), CAST(:gold AS smallint[]),
      CAST(:skips AS smallint[]), CAST(:by_lead AS boolean[]), CAST(:cause AS smallint[]), CAST(:step AS smallint[]),
      CAST(:mark AS boolean[]), CAST(:answers AS smallint[]), CAST(:confidence AS real[]), CAST(:question AS text[]),
      CAST(:calibrated AS boolean[]), CAST(:proves AS real[]))
    AS n (item, was_state, was_how, was_wanted, state, how, wanted, completed, live, gold, skips, by_lead, cause, step,
      mark, answers, confidence, question, calibrated, proves)
  ), w AS (
    SELECT * FROM unnest(
      CAST(:w_item AS bigint[]), CAST(:w_settled AS boolean[]), CAST(:w_answers AS smallint[]),
      CAST(:w_confidence AS real[]), CAST(:w_disagreement AS real[]), CAST(:w_review_gain AS real[]))
    AS w (item, settled, answers, confidence, disagreement, review_gain)
  ), moved AS (
    UPDATE item i SET state = n.state, wanted = n.wanted, completed = n.completed, live = n.live, gold = n.gold,
      skips = n.skips, by_lead = n.by_lead, settled_how = n.how,
      contested = n.state = ItemState.OPEN AND n.gold = GoldDraw.NONE AND n.wanted > :fewest
    FROM n WHERE i.id = n.item
  ), told AS (
    INSERT INTO story (organization_id, project_id, item_id, step, cause, before_state, after_state, settled_how,
      before_wanted, wanted, completed, answers, confidence, question, calibrated, proves, target, fitted_at,
      person_id, reason)
    SELECT :organization, :project, item, step, cause, was_state, state, how, was_wanted, wanted, completed, answers,
      confidence, question, calibrated, proves, CASE WHEN answers IS NOT NULL THEN CAST(:target AS real) END,
      CASE WHEN answers IS NOT NULL THEN CAST(:fitted_at AS timestamptz) END, :person, :reason
    FROM n WHERE step IS NOT NULL ORDER BY item
  ), marked AS (
    INSERT INTO to_appraise (item_id, organization_id, project_id, cause)
    SELECT item, CAST(:organization AS integer), CAST(:project AS integer), cause FROM n WHERE mark ORDER BY item
    ON CONFLICT DO NOTHING
  ), shown AS (
    SELECT w.*, CASE WHEN w.settled THEN greatest(0, :most - w.answers) ELSE 0 END AS saved,
      w.answers - coalesce(q.annotations, 0) AS more_answers, coalesce(q.answers_saved, 0) AS had_saved
    FROM w LEFT JOIN item_quality q ON q.item_id = w.item
  ), written AS (
    INSERT INTO item_quality AS q (item_id, organization_id, project_id, confidence, disagreement, annotations,
      answers_saved, review_gain)
    SELECT item, :organization, :project, confidence, disagreement, answers, saved, review_gain FROM shown
    ON CONFLICT (item_id) DO UPDATE SET confidence = excluded.confidence, disagreement = excluded.disagreement,
      annotations = excluded.annotations, answers_saved = excluded.answers_saved, review_gain = excluded.review_gain
  ), unweighed AS (
    SELECT n.item, CASE WHEN n.state = ItemState.SETTLED THEN greatest(0, :most - q.annotations) ELSE 0 END AS saved,
      q.answers_saved AS had_saved
    FROM n JOIN item_quality q ON q.item_id = n.item WHERE n.answers IS NULL AND n.state <> n.was_state
  ), resaved AS (
    UPDATE item_quality q SET answers_saved = u.saved FROM unweighed u
    WHERE q.item_id = u.item AND u.saved <> u.had_saved
  ), states AS (
    SELECT coalesce(sum((how = SettledHow.MET)::int - (was_how = SettledHow.MET)::int), 0) AS met,
      coalesce(sum((how = SettledHow.MOST_REACHED)::int - (was_how = SettledHow.MOST_REACHED)::int), 0) AS most_reached,
      coalesce(sum((how = SettledHow.NO_GAIN)::int - (was_how = SettledHow.NO_GAIN)::int), 0) AS no_gain,
      coalesce(sum((how = SettledHow.BY_PERSON)::int - (was_how = SettledHow.BY_PERSON)::int), 0) AS by_person,
      coalesce(sum((how = SettledHow.ON_COUNT)::int - (was_how = SettledHow.ON_COUNT)::int), 0) AS on_count,
      coalesce(sum((how = SettledHow.UNKNOWN)::int - (was_how = SettledHow.UNKNOWN)::int), 0) AS unknown,
      coalesce(sum((state = ItemState.EXPERT)::int - (was_state = ItemState.EXPERT)::int), 0) AS expert,
      coalesce(sum((state = ItemState.HELD)::int - (was_state = ItemState.HELD)::int), 0) AS held
    FROM n
  ), sums AS (
    SELECT coalesce(sum(more_answers), 0) AS annotations, coalesce(sum(saved - had_saved), 0)
      + (SELECT coalesce(sum(saved - had_saved), 0) FROM unweighed) AS answers_saved
    FROM shown
  )
  INSERT INTO project_progress AS p (project_id, organization_id, settled_met, settled_most_reached, settled_no_gain,
    settled_by_person, settled_on_count, settled_unknown, expert, held, annotations, answers_saved)
  SELECT :project, :organization, met, most_reached, no_gain, by_person, on_count, unknown, expert, held,
    annotations, answers_saved
  FROM states, sums
  WHERE (met, most_reached, no_gain, by_person, on_count, unknown, expert, held, annotations, answers_saved)
    <> (0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
  ON CONFLICT (project_id) DO UPDATE SET settled_met = p.settled_met + excluded.settled_met,
    settled_most_reached = p.settled_most_reached + excluded.settled_most_reached,
    settled_no_gain = p.settled_no_gain + excluded.settled_no_gain,
    settled_by_person = p.settled_by_person + excluded.settled_by_person,
    settled_on_count = p.settled_on_count + excluded.settled_on_count,
    settled_unknown = p.settled_unknown + excluded.settled_unknown, expert = p.expert + excluded.expert,
    held = p.held + excluded.held, annotations = p.annotations + excluded.annotations,
    answers_saved = p.answers_saved + excluded.answers_saved, updated_at = now()
""")

_WAKE = text("""
  -- name: decision_wake
  SELECT wake_appraisal(:organization, :project)
""")


@dataclass(frozen=True, slots=True)
class Decided:
    """What becomes of a locked item."""

    item: ItemId
    before: ItemCounts
    after: ItemCounts
    cause: Cause | None
    step: Step | None
    """What its story tells; None: nothing was decided."""
    mark: bool
    """Whether its answers are to be weighed again."""
    weighed: Weighed | None


async def write(
    t: Transaction,
    organization: OrganizationId,
    project: ProjectId,
    policy: Policy,
    decided: Sequence[Decided],
    *,
    person: int | None,
    reason: str,
) -> None:
    """Write down what becomes of locked items of a project, each at most once, and what it changes in the sums."""
    rows = [d for d in decided if d.after != d.before or d.step is not None or d.mark]
    shown = [(d, d.weighed) for d in decided if d.weighed is not None]
    if not rows and not shown:
        return
    rests = [None if d.weighed is None else d.weighed.evidence for d in rows]
    columns = {
        "item": numbers(d.item for d in rows),
        "was_state": numbers(d.before.state for d in rows),
        "was_how": numbers(d.before.how for d in rows),
        "was_wanted": numbers(d.before.wanted for d in rows),
        "state": numbers(d.after.state for d in rows),
        "how": numbers(d.after.how for d in rows),
        "wanted": numbers(d.after.wanted for d in rows),
        "completed": numbers(d.after.completed for d in rows),
        "live": numbers(d.after.live for d in rows),
        "gold": numbers(d.after.gold for d in rows),
        "skips": numbers(d.after.skips for d in rows),
        "by_lead": numbers(d.after.by_lead for d in rows),
        "cause": numbers(d.cause for d in rows),
        "step": numbers(d.step for d in rows),
        "mark": numbers(d.mark for d in rows),
        "answers": numbers(None if e is None else e.answers for e in rests),
        "confidence": numbers(None if e is None else e.confidence for e in rests),
        "question": words(None if e is None else e.question for e in rests),
        "calibrated": numbers(None if e is None else e.calibrated for e in rests),
        "proves": numbers(None if e is None else e.proves for e in rests),
        "w_item": numbers(d.item for d, _ in shown),
        "w_settled": numbers(d.after.state is ItemState.SETTLED for d, _ in shown),
        "w_answers": numbers(w.evidence.answers for _, w in shown),
        "w_confidence": numbers(w.evidence.confidence for _, w in shown),
        "w_disagreement": numbers(w.disagreement for _, w in shown),
        "w_review_gain": numbers(w.review_gain for _, w in shown),
    }
    given = {
        "organization": organization, "project": project, "target": policy.target, "most": policy.most,
        "fewest": policy.fewest,
        "fitted_at": shown[0][1].evidence.fitted_at if shown else None, "person": person, "reason": reason,
    }  # fmt: skip
    await t.execute(_WRITE, {**columns, **given})
    if any(d.mark for d in rows):
        await t.execute(_WAKE, {"organization": organization, "project": project})
