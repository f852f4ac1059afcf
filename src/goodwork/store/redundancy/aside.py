"""Items that are set aside: why, who stands for them, and how they stood before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import text

from goodwork.model.ids import ItemId, OrganizationId, ProjectId
from goodwork.model.items import ConsensusRow, ItemState, SettledHow
from goodwork.store.database import Transaction
from goodwork.store.words import statement

_ADD = text("""
  -- name: aside_add
  INSERT INTO set_aside (item_id, organization_id, project_id, reason, representative_id, similarity, exact,
    before_state, before_by_lead, before_how, person_id)
  SELECT n.item, :organization, :project, :reason, n.representative, n.similarity, n.exact, n.state, n.by_lead,
    n.how, :person
  FROM unnest(CAST(:item AS bigint[]), CAST(:representative AS bigint[]), CAST(:similarity AS real[]),
              CAST(:exact AS boolean[]), CAST(:state AS smallint[]), CAST(:by_lead AS boolean[]),
              CAST(:how AS smallint[]))
    AS n (item, representative, similarity, exact, state, by_lead, how)
  ON CONFLICT (item_id) DO NOTHING
""")

# What stood for others and is set aside itself hands them on. Only what was the same as it, and it as the other, is
# the same as the other.
_HAND_ON = text("""
  -- name: aside_hand_on
  UPDATE set_aside s SET representative_id = n.representative, similarity = NULL, exact = s.exact AND n.exact
  FROM unnest(CAST(:item AS bigint[]), CAST(:representative AS bigint[]), CAST(:exact AS boolean[]))
    AS n (item, representative, exact)
  WHERE s.representative_id = n.item AND s.item_id <> n.representative
""")

_POINT = text("""
  -- name: aside_point
  UPDATE set_aside s SET representative_id = n.representative, similarity = n.similarity, exact = n.exact,
    takes_consensus = s.takes_consensus AND n.exact
  FROM unnest(CAST(:item AS bigint[]), CAST(:representative AS bigint[]), CAST(:similarity AS real[]),
              CAST(:exact AS boolean[])) AS n (item, representative, similarity, exact)
  WHERE s.item_id = n.item
""")

_ROWS = """
  SELECT s.item_id, s.reason, s.representative_id, s.similarity, s.exact, s.takes_consensus, s.before_state,
    s.before_by_lead, s.before_how, s.at::date
  FROM set_aside s
"""

_OF_ITEMS = text(f"""
  -- name: aside_of_items
  {_ROWS} WHERE s.item_id = ANY(:items) ORDER BY s.item_id
""")

_IN_PROJECT = text("""
  -- name: aside_in_project
  SELECT item_id FROM set_aside WHERE project_id = :project AND item_id = ANY(:items) ORDER BY item_id
""")

_DUPLICATES_AFTER = text("""
  -- name: aside_duplicates_after
  SELECT item_id FROM set_aside
  WHERE project_id = :project AND representative_id IS NOT NULL AND item_id > :after ORDER BY item_id LIMIT :limit
""")

_REMOVE = text("""
  -- name: aside_remove
  DELETE FROM set_aside WHERE item_id = ANY(:items)
""")

_NUMBERS = text("""
  -- name: aside_numbers
  SELECT count(*), count(*) FILTER (WHERE exact), count(*) FILTER (WHERE takes_consensus)
  FROM set_aside WHERE project_id = :project AND representative_id IS NOT NULL
""")

_TAKE = text("""
  -- name: aside_take_consensus
  UPDATE set_aside SET takes_consensus = :takes
  WHERE project_id = :project AND representative_id IS NOT NULL AND exact AND takes_consensus <> :takes
    AND (CAST(:items AS bigint[]) IS NULL OR item_id = ANY(CAST(:items AS bigint[])))
""")

_STANDS_FOR = text("""
  -- name: aside_stands_for
  SELECT count(*) FROM (SELECT FROM set_aside WHERE representative_id = :item LIMIT 1000) s
""")

_TAKEN = text("""
  -- name: aside_taken_consensus
  SELECT c.item_id, c.question, c.answer, c.confidence, c.calibrated, c.disagreement, c.answers, c.reviewed,
    c.decided_at::date
  FROM set_aside s JOIN consensus c ON c.item_id = s.representative_id
  WHERE s.item_id = :item AND s.exact AND s.takes_consensus
    AND NOT EXISTS (SELECT FROM consensus o WHERE o.item_id = s.item_id AND o.question = c.question)
  ORDER BY c.question
""")

_EXTERNAL = text("""
  -- name: aside_external_ids
  SELECT item_id, external_id FROM item_payload WHERE item_id = ANY(:items)
""")

_ANSWERED = text("""
  -- name: aside_answered
  SELECT DISTINCT item_id FROM annotation WHERE item_id = ANY(:items)
""")

# A claim that ends here is as if it had been given back: no mark on the person, the draft is kept, and what they
# submit all the same is accepted.
_END_CLAIMS = statement("""
  -- name: aside_end_claims
  UPDATE claim SET state = ClaimState.RELEASED WHERE item_id = ANY(:items) AND state = ClaimState.LIVE RETURNING item_id
""")


@dataclass(frozen=True, slots=True)
class Standing:
    """An item that is to be set aside, who stands for it, and how it stands now."""

    item_id: ItemId
    representative_id: ItemId | None
    similarity: float | None
    exact: bool
    state: ItemState
    by_lead: bool
    how: SettledHow


@dataclass(frozen=True, slots=True)
class AsideRow:
    """Why an item is set aside."""

    item_id: ItemId
    reason: str
    representative_id: ItemId | None
    similarity: float | None
    exact: bool
    takes_consensus: bool
    before_state: ItemState
    before_by_lead: bool
    before_how: SettledHow
    on: date


@dataclass(frozen=True, slots=True)
class Numbers:
    """Of a project: items that another one stands for, those that are exactly the same, those that take its answers."""

    duplicates: int
    exact: int
    taking: int


async def add(
    t: Transaction,
    organization: OrganizationId,
    project: ProjectId,
    person: int | None,
    rows: Sequence[Standing],
    reason: str = "",
) -> None:
    """Write down why locked items are set aside; what stood for others hands them on."""
    if not rows:
        return
    await t.execute(
        _ADD,
        {
            "organization": organization,
            "project": project,
            "person": person,
            "reason": reason,
            "item": [r.item_id for r in rows],
            "representative": [r.representative_id for r in rows],
            "similarity": [r.similarity for r in rows],
            "exact": [r.exact for r in rows],
            "state": [int(r.state) for r in rows],
            "by_lead": [r.by_lead for r in rows],
            "how": [int(r.how) for r in rows],
        },
    )
    stood = [r for r in rows if r.representative_id is not None]
    if stood:
        await t.execute(
            _HAND_ON,
            {
                "item": [r.item_id for r in stood],
                "representative": [r.representative_id for r in stood],
                "exact": [r.exact for r in stood],
            },
        )


async def point(t: Transaction, rows: Sequence[tuple[int, int, float | None, bool]]) -> None:
    """Let other items stand for items that are set aside already: (item, representative, similarity, exact)."""
    if rows:
        columns = zip(*rows, strict=True)
        names = ("item", "representative", "similarity", "exact")
        await t.execute(_POINT, {name: list(values) for name, values in zip(names, columns, strict=True)})


async def of_items(t: Transaction, items: Sequence[int]) -> dict[int, AsideRow]:
    """Those of these items that are set aside."""
    rows = await t.execute(_OF_ITEMS, {"items": list(items)})
    return {
        item: AsideRow(
            item, reason, representative, similarity, exact, takes, ItemState(state), by_lead, SettledHow(how), on
        )
        for item, reason, representative, similarity, exact, takes, state, by_lead, how, on in rows
    }


async def in_project(t: Transaction, project: ProjectId, items: Sequence[int]) -> list[int]:
    """Those of these items that are set aside in this project."""
    return list((await t.execute(_IN_PROJECT, {"project": project, "items": list(items)})).scalars())


async def duplicates_after(t: Transaction, project: ProjectId, item: int, limit: int) -> list[int]:
    """Items that another one stands for, after an item."""
    given = {"project": project, "after": item, "limit": limit}
    return list((await t.execute(_DUPLICATES_AFTER, given)).scalars())


async def remove(t: Transaction, items: Sequence[int]) -> None:
    """These items are not set aside any more."""
    await t.execute(_REMOVE, {"items": list(items)})


async def numbers(t: Transaction, project: ProjectId) -> Numbers:
    """How many items other ones stand for."""
    return Numbers(*(await t.execute(_NUMBERS, {"project": project})).one())


async def take_consensus(t: Transaction, project: ProjectId, takes: bool, items: Sequence[int] | None) -> int:
    """Let exact duplicates take what is said of their representatives, or not; returns how many changed."""
    given = {"project": project, "takes": takes, "items": None if items is None else list(items)}
    return (await t.execute(_TAKE, given)).rowcount


async def stands_for(t: Transaction, item: int) -> int:
    """How many items this one stands for, up to 1,000."""
    return (await t.execute(_STANDS_FOR, {"item": item})).scalar_one()


async def taken_consensus(t: Transaction, item: int) -> tuple[list[ConsensusRow], date | None]:
    """What an exact duplicate takes from its representative, and when that was decided last."""
    rows = list(await t.execute(_TAKEN, {"item": item}))
    return [ConsensusRow(*row[:-1]) for row in rows], max((row[-1] for row in rows), default=None)


async def external_ids(t: Transaction, items: Sequence[int]) -> dict[int, str | None]:
    """The items' own ids."""
    return {row[0]: row[1] for row in await t.execute(_EXTERNAL, {"items": list(items)})}


async def answered(t: Transaction, items: Sequence[int]) -> set[int]:
    """Those of these items that somebody answered, surplus or not."""
    return set((await t.execute(_ANSWERED, {"items": list(items)})).scalars())


async def end_claims(t: Transaction, items: Sequence[int]) -> list[int]:
    """Give back the running claims on locked items; returns an item for each claim."""
    return list((await t.execute(_END_CLAIMS, {"items": list(items)})).scalars())
