"""Items as lists: by position, or with the most disputed first. Paged by key; each page costs the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from sqlalchemy import TextClause, text

from goodwork.model.items import GoldDraw, ItemState, SettledHow
from goodwork.store.database import Transaction
from goodwork.store.items import texts
from goodwork.store.items.payloads import GLIMPSE
from goodwork.store.words import named


class Look(Enum):
    """Where a statement looks for what texts contain."""

    NOT = "not"
    """It says so itself."""
    IN_PAYLOADS = "in payloads"
    """In those of all items: for statements about few, and for what many have."""
    AT_POSITIONS = "at positions"
    """At those of the few items that have it."""


_COLUMNS = f"""
  i.id, i.position, w.external_id, {GLIMPSE}, i.state, i.gold, i.wanted, coalesce(q.annotations, 0) AS answers,
  q.confidence, q.disagreement, i.settled_how
"""
WHERE = "i.project_id = :project {state} {how} {gold} {aside} {data_import} {search} {contains} {suggestion}"

# One statement per combination, so that each has the index that fits it and a plan of its own.
# Open items are named as their index names them (see the schema).
_STATE = {
    None: "",
    True: named("AND i.state = ItemState.OPEN AND i.state + 0 = ItemState.OPEN"),
    False: "AND i.state = :state",
}
_HOW = {True: named("AND i.settled_how = :how AND i.settled_how > SettledHow.NOT"), False: ""}
_GOLD = {True: named("AND i.gold > GoldDraw.NONE"), False: ""}
_ASIDE = {
    None: "",
    True: "AND EXISTS (SELECT FROM set_aside s WHERE s.item_id = i.id AND s.representative_id IS NOT NULL)",
    False: "AND EXISTS (SELECT FROM set_aside s WHERE s.item_id = i.id AND s.representative_id IS NULL)",
}
# Between its first and its last item, so that the one import among many is not looked for in all of the project.
_IMPORT = {
    True: "AND i.position BETWEEN"
    " coalesce((SELECT d.first_position FROM data_import d WHERE d.id = :import), 0) AND"
    " coalesce((SELECT d.last_position FROM data_import d WHERE d.id = :import), 2147483647)"
    " AND EXISTS (SELECT FROM item_payload b WHERE b.item_id = i.id AND b.import_id = :import)",
    False: "",
}
_SEARCH = {True: "AND w.external_id >= :search AND w.external_id < :search_end", False: ""}

# In the payload itself; or where what is laid down says (see texts.py).
_IN_PAYLOAD = (
    "EXISTS (SELECT FROM jsonb_array_elements(w.payload -> 'parts') part"
    f" WHERE strpos({texts.TEXT}, {texts.NEEDLE}) > 0)"
)
_AT_POSITIONS = f"(i.position = ANY(:positions) OR (i.position >= :ready AND {_IN_PAYLOAD}))"
_SUGGESTION = {
    True: "AND EXISTS (SELECT FROM prediction m WHERE m.item_id = i.id AND m.answers @> CAST(:suggestion AS jsonb)"
    " AND coalesce(m.score, 1) >= :score)",
    False: "",
}

_BY_POSITION = f"""
  -- name: item_list
  SELECT {_COLUMNS}
  FROM item i JOIN item_payload w ON w.item_id = i.id LEFT JOIN item_quality q ON q.item_id = i.id
  WHERE {WHERE} AND i.position > :after
  ORDER BY i.position LIMIT :limit
"""

_CONTAINS = {
    Look.NOT: "",
    Look.IN_PAYLOADS: f"AND {_IN_PAYLOAD}",
    Look.AT_POSITIONS: f"AND {_AT_POSITIONS}",
}

# What is laid down, a range of positions at a time. The item is looked up hit by hit: OFFSET keeps the planner from
# joining the whole project first.
_BY_TEXT = f"""
  -- name: item_containing
  SELECT {_COLUMNS}
  FROM {texts.HITS}
  CROSS JOIN LATERAL (SELECT i.* FROM item i WHERE {WHERE} AND i.position = {texts.POSITION} OFFSET 0) i
  JOIN item_payload w ON w.item_id = i.id LEFT JOIN item_quality q ON q.item_id = i.id
  WHERE {texts.HIT} AND i.position >= :first AND i.position < :last
  ORDER BY i.position LIMIT :limit
"""

# By the external id, whose index finds the beginning of it; the page's key is the id itself.
_BY_EXTERNAL_ID = f"""
  -- name: item_search
  SELECT {_COLUMNS}
  FROM item_payload w JOIN item i ON i.id = w.item_id LEFT JOIN item_quality q ON q.item_id = i.id
  WHERE {WHERE} AND w.project_id = :project
    AND w.external_id > :after
  ORDER BY w.external_id LIMIT :limit
"""

_DISPUTED = f"""
  -- name: item_disputed
  SELECT {_COLUMNS}
  FROM item_quality q JOIN item i ON i.id = q.item_id JOIN item_payload w ON w.item_id = i.id
  WHERE {WHERE} AND q.project_id = :project AND q.disagreement > 0
    AND (q.disagreement < :disagreement OR (q.disagreement = :disagreement AND q.item_id > :after))
  ORDER BY q.disagreement DESC, q.item_id LIMIT :limit
"""


@dataclass(frozen=True, slots=True)
class ItemFilter:
    """What items to list."""

    state: ItemState | None = None
    gold: bool = False
    search: str = ""
    """Beginning of the external id."""
    duplicate: bool | None = None
    """Of what is set aside: what another item stands for, or what a lead took out."""
    contains: str = ""
    """Part of one of the item's texts, in any case."""
    suggestion: str = ""
    """Answers in JSON that a model's prediction holds, such as ``{"mood": {"labels": ["good"]}}``."""
    score: float = 0.0
    """The least score of that prediction; one without a score passes."""
    how: SettledHow = SettledHow.NOT
    """How it came to be settled; NOT: whether or not it is."""
    data_import: int | None = None
    """The import that brought it."""


@dataclass(frozen=True, slots=True)
class ListedItem:
    """An item as lists show it."""

    id: int
    position: int
    external_id: str | None
    payload: Mapping[str, Any]
    """What is shown of it here is in it; of a large one the rest is not."""
    state: ItemState
    gold: GoldDraw
    wanted: int
    answers: int
    confidence: float | None
    disagreement: float | None
    how: SettledHow


async def by_position(t: Transaction, project: int, wanted: ItemFilter, after: int, limit: int) -> list[ListedItem]:
    """Items in the order of import, after a position."""
    found: list[ListedItem] = []
    if texts.are_laid_down(wanted.contains):
        ready = await texts.ready(t, project)
        for first, last in texts.windows(after + 1, ready):
            values = {"first": first, "last": last, "limit": limit - len(found)}
            found += await _list(t, _BY_TEXT, project, wanted, values, Look.NOT)
            if len(found) == limit:
                return found
        after = max(after, ready - 1)
    values = {"after": after, "limit": limit - len(found)}
    return found + await _list(t, _BY_POSITION, project, wanted, values, Look.IN_PAYLOADS)


async def by_external_id(t: Transaction, project: int, wanted: ItemFilter, after: str, limit: int) -> list[ListedItem]:
    """Items whose external id begins with the search, in its order, after an external id."""
    return await _in_another_order(t, _BY_EXTERNAL_ID, project, wanted, {"after": after, "limit": limit})


async def disputed(
    t: Transaction, project: int, wanted: ItemFilter, after: tuple[float, int] | None, limit: int
) -> list[ListedItem]:
    """Items that people disagree on, the most disputed first, after a disagreement and an item."""
    disagreement, item = after or (2.0, 0)
    values = {"disagreement": disagreement, "after": item, "limit": limit}
    return await _in_another_order(t, _DISPUTED, project, wanted, values)


async def where_to_look(t: Transaction, project: int, wanted: ItemFilter) -> tuple[Look, dict[str, Any]]:
    """Where a statement about the whole project looks for what texts contain, and what it is given for that.

    What many items have is soon met in any order.
    """
    if not texts.are_laid_down(wanted.contains):
        return Look.IN_PAYLOADS, {}
    ready = await texts.ready(t, project)
    positions = await texts.positions(t, project, ready, wanted.contains)
    if positions is None:
        return Look.IN_PAYLOADS, {}
    return Look.AT_POSITIONS, {"positions": positions, "ready": ready}


async def _in_another_order(
    t: Transaction, statement: str, project: int, wanted: ItemFilter, values: Mapping[str, Any]
) -> list[ListedItem]:
    look, given = await where_to_look(t, project, wanted)
    return await _list(t, statement, project, wanted, {**values, **given}, look)


async def _list(
    t: Transaction, statement: str, project: int, wanted: ItemFilter, values: Mapping[str, Any], look: Look
) -> list[ListedItem]:
    bound = {**values, **bound_of(project, wanted)}
    rows = await t.execute(statement_of(statement, wanted, look), bound)
    return [
        ListedItem(
            i, position, own, payload, ItemState(state), GoldDraw(gold), wants, answers, sure, unlike, SettledHow(how)
        )
        for i, position, own, payload, state, gold, wants, answers, sure, unlike, how in rows
    ]


def bound_of(project: int, wanted: ItemFilter) -> dict[str, Any]:
    """What a statement of this filter is given."""
    bound: dict[str, Any] = {"project": project}
    if wanted.state:
        bound["state"] = int(wanted.state)
    if wanted.how is not SettledHow.NOT:
        bound["how"] = int(wanted.how)
    if wanted.data_import is not None:
        bound["import"] = wanted.data_import
    if wanted.search:
        # In code point order, in which the column is sorted, this is behind everything that begins with the search.
        bound |= {"search": wanted.search, "search_end": wanted.search + "\U0010ffff"}
    if wanted.contains:
        bound["contains"] = wanted.contains
    if wanted.suggestion:
        bound |= {"suggestion": wanted.suggestion, "score": wanted.score}
    return bound


def statement_of(statement: str, wanted: ItemFilter, look: Look) -> TextClause:
    """A statement about items with the conditions of a filter in the places that it names (see ``WHERE``)."""
    return text(
        statement.format(
            state=_STATE[None if wanted.state is None else wanted.state is ItemState.OPEN],
            how=_HOW[wanted.how is not SettledHow.NOT],
            gold=_GOLD[wanted.gold],
            aside=_ASIDE[wanted.duplicate],
            data_import=_IMPORT[wanted.data_import is not None],
            search=_SEARCH[bool(wanted.search)],
            contains=_CONTAINS[look] if wanted.contains else "",
            suggestion=_SUGGESTION[bool(wanted.suggestion)],
        )
    )
