"""Claims that are read and closed one by one or swept: what is not hot enough for a call of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import text

from goodwork.model.claims import Claim, ClaimState, ClaimView
from goodwork.model.ids import ClaimId, ItemId, OrganizationId, PersonId, ProjectId
from goodwork.model.people import Actor
from goodwork.store.database import Transaction
from goodwork.store.items import counts
from goodwork.store.words import named, statement

# What the call of the same name does first, for statements that go through a transaction instead.
_VIEWS = statement("""
  -- name: claim_live_views
  SELECT v.* FROM claim c CROSS JOIN LATERAL claim_view(c.id) v
  WHERE c.person_id = :person AND c.project_id = :project AND c.state = ClaimState.LIVE ORDER BY c.id
""")

_VIEW = text("""
  -- name: claim_view
  SELECT v.* FROM claim c CROSS JOIN LATERAL claim_view(c.id) v WHERE c.person_id = :person AND c.id = :claim
""")

_FIND = text("""
  -- name: claim_find
  SELECT c.item_id FROM claim c WHERE c.id = :claim AND c.person_id = :person
""")

_HOLDING = statement("""
  -- name: claim_holding
  SELECT c.project_id, c.state = ClaimState.LIVE AND c.expires_at > now()
  FROM claim c WHERE c.id = :claim AND c.person_id = :person
""")

_HOLDING_ITEM = statement("""
  -- name: claim_holding_item
  SELECT c.project_id, c.state = ClaimState.LIVE AND c.expires_at > now()
  FROM claim c WHERE c.item_id = :item AND c.person_id = :person
""")

_HOLDING_IN = statement("""
  -- name: claim_holding_in
  SELECT EXISTS (SELECT FROM claim c WHERE c.person_id = :person AND c.project_id = :project
                 AND c.state = ClaimState.LIVE AND c.expires_at > now())
""")

# Running claims whose people may not finish them: deactivated, or without access where the policy lets nobody finish.
_ENDED = named("""
  FROM claim c JOIN person p ON p.id = c.person_id
  CROSS JOIN LATERAL project_standing(c.project_id, c.person_id, p.role) s
  WHERE c.state = ClaimState.LIVE AND (p.deactivated_at IS NOT NULL
    OR claim_access(s.state, s.role, s.finish_in_hand, c.state, c.expires_at) = 'ended')
""")

_ENDED_ITEMS = text(f"""
  -- name: claim_ended_items
  SELECT DISTINCT c.item_id {_ENDED} AND (c.person_id = ANY(:people) OR c.project_id = ANY(:projects))
""")

_ENDED_OF_ITEMS = text(f"""
  -- name: claim_ended_of_items
  SELECT c.id, c.project_id, c.item_id, c.person_id, c.state, c.expires_at > now() {_ENDED}
    AND c.item_id = ANY(:items) AND (c.person_id = ANY(:people) OR c.project_id = ANY(:projects))
  ORDER BY c.item_id, c.id FOR NO KEY UPDATE OF c
""")

_OWN_ITEMS = statement("""
  -- name: claim_own_items
  SELECT c.item_id FROM claim c
  WHERE c.person_id = :person AND c.state = ClaimState.LIVE
    AND (CAST(:project AS integer) IS NULL OR c.project_id = :project)
""")

_OWN_OF_ITEMS = statement("""
  -- name: claim_own_of_items
  SELECT c.id, c.project_id, c.item_id, c.person_id, c.state, c.expires_at > now() FROM claim c
  WHERE c.item_id = ANY(:items) AND c.person_id = :person AND c.state = ClaimState.LIVE
  ORDER BY c.item_id FOR NO KEY UPDATE
""")

_WORKED_IN = text("""
  -- name: claim_worked_in
  SELECT EXISTS (SELECT FROM queue_cursor q WHERE q.project_id = :project AND q.person_id = :person)
    OR EXISTS (SELECT FROM annotation a WHERE a.project_id = :project AND a.person_id = :person)
    OR EXISTS (SELECT FROM review r WHERE r.project_id = :project AND r.person_id = :person)
""")

_LOCK = text("""
  -- name: claim_lock
  SELECT c.id, c.project_id, c.item_id, c.person_id, c.state, c.expires_at > now()
  FROM claim c WHERE c.id = :claim FOR NO KEY UPDATE
""")

# Both counts end where more makes no difference, so a project of a million items costs what a small one does.
_ROOM = statement("""
  -- name: claim_room
  SELECT
    (SELECT count(*) FROM (
      SELECT FROM item i WHERE i.project_id = :project AND i.missing > 0 AND i.state = ItemState.OPEN LIMIT :items) i),
    (SELECT count(*) FROM (SELECT FROM queue_cursor q WHERE q.project_id = :project LIMIT :people) q)
""")

_CLOSE = text("""
  -- name: claim_close
  UPDATE claim SET state = :state WHERE id = ANY(:claims)
""")

# Items are locked in the order of their ids: two sweeps never wait for each other in a ring. Whatever takes access away
# frees what is held; a claim that was granted in the same moment is found here.
_OVERDUE = statement("""
  -- name: claim_overdue
  SELECT organization_id, project_id, array_agg(DISTINCT item_id ORDER BY item_id)
  FROM (
    (SELECT organization_id, project_id, item_id FROM claim
     WHERE state = ClaimState.LIVE AND expires_at < now() ORDER BY expires_at LIMIT :limit)
    UNION ALL
    (SELECT c.organization_id, c.project_id, c.item_id
     FROM person p JOIN claim c ON c.person_id = p.id AND c.state = ClaimState.LIVE
     WHERE p.deactivated_at IS NOT NULL LIMIT :limit)
    UNION ALL
    (SELECT c.organization_id, c.project_id, c.item_id
     FROM project j JOIN claim c ON c.project_id = j.id AND c.state = ClaimState.LIVE
     JOIN person p ON p.id = c.person_id
     CROSS JOIN LATERAL project_standing(c.project_id, c.person_id, p.role) s
     WHERE NOT j.finish_in_hand
       AND claim_access(s.state, s.role, s.finish_in_hand, c.state, c.expires_at) = 'ended' LIMIT :limit)
  ) late
  GROUP BY organization_id, project_id
""")

_EXPIRED_OF_ITEMS = statement("""
  -- name: claim_expired_of_items
  SELECT c.id, c.project_id, c.item_id, c.person_id, c.state, false FROM claim c
  JOIN person p ON p.id = c.person_id
  CROSS JOIN LATERAL project_standing(c.project_id, c.person_id, p.role) s
  WHERE c.item_id = ANY(:items) AND c.state = ClaimState.LIVE AND (c.expires_at < now() OR p.deactivated_at IS NOT NULL
    OR claim_access(s.state, s.role, s.finish_in_hand, c.state, c.expires_at) = 'ended')
  ORDER BY c.item_id, c.id FOR NO KEY UPDATE OF c
""")

_SKIP = text("""
  -- name: skip_add
  INSERT INTO skip (organization_id, project_id, item_id, person_id, reason)
  VALUES (:organization, :project, :item, :person, :reason)
  ON CONFLICT (item_id, person_id) DO UPDATE SET reason = excluded.reason, at = now()
""")

_FLAG = text("""
  -- name: flag_add
  INSERT INTO flag (organization_id, project_id, item_id, person_id, note)
  VALUES (:organization, :project, :item, :person, :note)
""")


@dataclass(frozen=True, slots=True)
class Holding:
    """Where a claim belongs and whether it runs: what decides on its use."""

    project_id: int
    running: bool
    """Live, and its lease has not ended."""


async def live(t: Transaction, actor: Actor, project: int) -> list[ClaimView]:
    """A person's running claims in a project, oldest first."""
    rows = await t.execute(_VIEWS, {"person": actor.person_id, "project": project})
    return [_view(row) for row in rows]


async def room(t: Transaction, project: int, *, items: int, people: int) -> tuple[int, int]:
    """Open items that miss an answer, and people who were given work; counted up to these numbers."""
    row = (await t.execute(_ROOM, {"project": project, "items": items, "people": people})).one()
    return row[0], row[1]


async def view(t: Transaction, actor: Actor, claim: int, *, in_hand: bool) -> ClaimView:
    """A person's own claim that there is, whatever became of it."""
    return _view((await t.execute(_VIEW, {"person": actor.person_id, "claim": claim})).one(), in_hand)


async def holding(t: Transaction, person: PersonId, claim: int) -> Holding | None:
    """A person's own claim, whatever became of it; not locked."""
    row = (await t.execute(_HOLDING, {"claim": claim, "person": person})).first()
    return None if row is None else Holding(*row)


async def item_of(t: Transaction, person: PersonId, claim: int) -> ItemId | None:
    """The item of a person's own claim."""
    return (await t.execute(_FIND, {"claim": claim, "person": person})).scalar()


async def holding_item(t: Transaction, person: PersonId, item: int) -> Holding | None:
    """The claim that a person holds or held on an item."""
    row = (await t.execute(_HOLDING_ITEM, {"item": item, "person": person})).first()
    return None if row is None else Holding(*row)


async def holding_in(t: Transaction, person: PersonId, project: int) -> bool:
    """Whether a claim of the person runs in a project."""
    return (await t.execute(_HOLDING_IN, {"person": person, "project": project})).scalar_one()


async def worked_in(t: Transaction, person: PersonId, project: int) -> bool:
    """Whether the person was given work or answered something in a project, whatever their access is now."""
    return (await t.execute(_WORKED_IN, {"person": person, "project": project})).scalar_one()


@dataclass(frozen=True, slots=True)
class Whose:
    """Claims of these people, and those in these projects."""

    people: tuple[int, ...] = ()
    projects: tuple[int, ...] = ()

    def values(self) -> dict[str, list[int]]:
        """As the statements take them."""
        return {"people": list(self.people), "projects": list(self.projects)}


async def ended_items(t: Transaction, whose: Whose) -> list[ItemId]:
    """The items of running claims that their people may not finish; not locked."""
    return list((await t.execute(_ENDED_ITEMS, whose.values())).scalars())


async def ended_of_items(t: Transaction, whose: Whose, items: Sequence[ItemId]) -> list[Claim]:
    """Those claims on locked items, locked."""
    return [_claim(row) for row in await t.execute(_ENDED_OF_ITEMS, {**whose.values(), "items": list(items)})]


async def own_items(t: Transaction, actor: Actor, project: int | None) -> list[ItemId]:
    """The items that a person holds, in a project or everywhere; not locked."""
    return list((await t.execute(_OWN_ITEMS, {"person": actor.person_id, "project": project})).scalars())


async def own_of_items(t: Transaction, actor: Actor, items: Sequence[ItemId]) -> list[Claim]:
    """A person's running claims on locked items, locked."""
    rows = await t.execute(_OWN_OF_ITEMS, {"person": actor.person_id, "items": list(items)})
    return [_claim(row) for row in rows]


async def lock(t: Transaction, person: PersonId, claim: int) -> tuple[Claim, counts.Counted] | None:
    """A person's own claim and its item's counts, both locked, the item first; None when there is no such claim."""
    item = (await t.execute(_FIND, {"claim": claim, "person": person})).scalar()
    if item is None:
        return None
    counted = (await counts.lock(t, [item]))[0]
    return _claim((await t.execute(_LOCK, {"claim": claim})).one()), counted


async def close(t: Transaction, claims: Sequence[ClaimId], state: ClaimState) -> None:
    """Say what became of claims that are locked."""
    await t.execute(_CLOSE, {"claims": list(claims), "state": int(state)})


async def overdue(t: Transaction, limit: int) -> list[tuple[OrganizationId, ProjectId, list[ItemId]]]:
    """Items with running claims whose time is over, per project."""
    rows = await t.execute(_OVERDUE, {"limit": limit})
    return [(OrganizationId(row[0]), ProjectId(row[1]), row[2]) for row in rows]


async def expired_of_items(t: Transaction, items: Sequence[ItemId]) -> list[Claim]:
    """The running claims of locked items whose time is over, locked."""
    return [_claim(row) for row in await t.execute(_EXPIRED_OF_ITEMS, {"items": list(items)})]


async def add_skip(t: Transaction, actor: Actor, claim: Claim, reason: str) -> None:
    """Write down why an item was skipped."""
    await t.execute(_SKIP, {**_who(actor, claim), "reason": reason})


async def add_flag(t: Transaction, actor: Actor, claim: Claim, note: str) -> None:
    """Write down what is wrong with an item."""
    await t.execute(_FLAG, {**_who(actor, claim), "note": note})


def _who(actor: Actor, claim: Claim) -> dict[str, int]:
    return {
        "organization": actor.organization_id, "project": claim.project_id, "item": claim.item_id,
        "person": actor.person_id,
    }  # fmt: skip


def _claim(row: Sequence[int]) -> Claim:
    state = ClaimState(row[4])
    running = state is ClaimState.LIVE and bool(row[5])
    return Claim(ClaimId(row[0]), ProjectId(row[1]), ItemId(row[2]), PersonId(row[3]), state, running)


def _view(row: Sequence[object], in_hand: bool = False) -> ClaimView:
    fields = list(row)
    fields[2] = ClaimState(int(str(fields[2])))
    fields[10] = fields[10] or ()
    return ClaimView(*fields, in_hand)  # type: ignore[arg-type]
