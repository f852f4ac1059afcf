"""What a lead looks at: what waits in a project, what an answer costs, and how many answers its items took."""

from __future__ import annotations

from sqlalchemy import text

from goodwork.judging.forecast import Tally
from goodwork.model.ids import ProjectId
from goodwork.model.items import ItemState, SettledHow
from goodwork.model.outlook import MOST_COUNTED, AnswerCost, Released, Waits
from goodwork.store.database import Transaction
from goodwork.store.words import statement

# Everything that waits has an index of its own, so that what is done already is not walked through.
_WAITS = statement(f"""
  -- name: outlook_waits
  SELECT
    (SELECT count(*) FROM (
      SELECT FROM flag WHERE project_id = p.id AND resolved_at IS NULL LIMIT {MOST_COUNTED}) w),
    (SELECT count(*) FROM (
      SELECT FROM thread WHERE project_id = p.id AND answered_at IS NULL LIMIT {MOST_COUNTED}) w),
    a.n, a.overdue, a.due_at,
    (SELECT count(*) FROM (
      SELECT FROM proposal WHERE project_id = p.id AND decided_at IS NULL AND closes_at <= now()
      LIMIT {MOST_COUNTED}) w),
    coalesce(i.state IN ('waiting', 'running'), false), CASE WHEN i.state = 'failed' THEN i.name END,
    EXISTS (SELECT FROM dataset_version v WHERE v.project_id = p.id AND v.state = 'making'),
    coalesce((SELECT q.report ? 'error' FROM project_quality q WHERE q.project_id = p.id), false),
    (p.open_to = 'organization' AND EXISTS (
      SELECT FROM person o WHERE o.organization_id = p.organization_id AND o.deactivated_at IS NULL
        AND o.role IN ('annotator', 'reviewer')))
    OR (p.open_to = 'teams' AND EXISTS (
      SELECT FROM project_team t JOIN team_member m ON m.team_id = t.team_id JOIN person o ON o.id = m.person_id
      WHERE t.project_id = p.id AND o.deactivated_at IS NULL AND o.role IN ('annotator', 'reviewer')))
    OR EXISTS (
      SELECT FROM project_grant g JOIN person o ON o.id = g.person_id
      WHERE g.project_id = p.id AND o.deactivated_at IS NULL AND o.role IN ('annotator', 'reviewer')),
    r.number, CAST(r.manifest -> 'counts' ->> 'settled' AS bigint),
    r.number IS NULL OR EXISTS (SELECT FROM version_use u WHERE u.project_id = p.id AND u.consumer <> '')
  FROM project p
  CROSS JOIN LATERAL (
    SELECT count(*) AS n, count(*) FILTER (WHERE w.due_at < now()) AS overdue, min(w.due_at) AS due_at FROM (
      SELECT due_at FROM appeal WHERE project_id = p.id AND state = AppealState.OPEN
      ORDER BY due_at, id LIMIT {MOST_COUNTED}) w) a
  LEFT JOIN LATERAL (
    SELECT state, name FROM data_import WHERE project_id = p.id ORDER BY id DESC LIMIT 1) i ON true
  LEFT JOIN LATERAL (
    SELECT number, manifest FROM dataset_version
    WHERE project_id = p.id AND state = 'published' ORDER BY number DESC LIMIT 1) r ON true
  WHERE p.id = :project
""")

_WINDOWS = 100
_WINDOW = 100

# Of a project of up to 10,000 items all of them; of a larger one the beginnings of a hundred equal stretches.
_TALLY = statement(f"""
  -- name: outlook_tally
  SELECT i.state, i.settled_how, i.gold > GoldDraw.NONE, i.completed, count(*), max(p.last)
  FROM (SELECT max(position) AS last FROM item WHERE project_id = :project) p
  CROSS JOIN generate_series(0, {_WINDOWS - 1}) n
  CROSS JOIN LATERAL (
    SELECT state, settled_how, gold, completed FROM item
    WHERE project_id = :project
      AND position >= CAST(n AS bigint) * (p.last + 1) / {_WINDOWS}
      AND position < (CAST(n AS bigint) + 1) * (p.last + 1) / {_WINDOWS}
    ORDER BY position LIMIT {_WINDOW}) i
  GROUP BY 1, 2, 3, 4
""")

_COST = text("""
  -- name: outlook_cost
  SELECT answer_price, answer_currency, answer_minutes FROM project WHERE id = :project
""")
_SET_COST = text("""
  -- name: outlook_set_cost
  UPDATE project SET answer_price = :price, answer_currency = :currency, answer_minutes = :minutes WHERE id = :project
""")

_BY_RULE = (SettledHow.MET, SettledHow.MOST_REACHED, SettledHow.NO_GAIN, SettledHow.ON_COUNT)


async def waits(t: Transaction, project: ProjectId) -> Waits:
    """What waits in a project."""
    *counted, number, settled, consumed = (await t.execute(_WAITS, {"project": project})).one()
    return Waits(*counted, released=None if number is None else Released(number, settled or 0), consumed=consumed)


async def tally(t: Transaction, project: ProjectId, open_items: int) -> Tally:
    """How many answers the project's items have; constant work, however many they are."""
    stopped, asking, ended = dict[int, int](), dict[int, int](), dict[int, int]()
    seen = unanswered = last = no_gain = 0
    for state, how, gold, answers, n, last_position in await t.execute(_TALLY, {"project": project}):
        last = last_position
        seen += n if state == ItemState.OPEN else 0
        unanswered += n if state == ItemState.OPEN and answers == 0 else 0
        into = _side(ItemState(state), SettledHow(how), stopped, asking, ended)
        if into is not None and not gold:
            into[answers] = into.get(answers, 0) + n
            no_gain += n if how == SettledHow.NO_GAIN else 0
    scale = open_items / seen if seen else 1.0
    return Tally(stopped, asking, ended, scale, unanswered, last < _WINDOWS * _WINDOW, no_gain)


async def cost(t: Transaction, project: ProjectId) -> AnswerCost:
    """What an answer costs."""
    return AnswerCost(*(await t.execute(_COST, {"project": project})).one())


async def set_cost(t: Transaction, project: ProjectId, cost: AnswerCost) -> None:
    """Keep what an answer costs."""
    given = {"project": project, "price": cost.price, "currency": cost.currency, "minutes": cost.minutes}
    await t.execute(_SET_COST, given)


def _side(
    state: ItemState, how: SettledHow, stopped: dict[int, int], asking: dict[int, int], ended: dict[int, int]
) -> dict[int, int] | None:
    if state is ItemState.OPEN:
        return asking
    if state is ItemState.EXPERT or how in _BY_RULE:
        return stopped
    return ended if state is ItemState.SETTLED else None
