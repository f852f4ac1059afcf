"""What texts contain: the search finds what a look into every payload finds, however much is laid down by now."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Generator, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from goodwork.actions.items.make_searchable import ask_for_those_behind, make_searchable
from goodwork.model.ids import OrganizationId, PersonId, ProjectId
from goodwork.model.items import ItemState
from goodwork.model.people import SYSTEM, Actor, Role, Worker
from goodwork.store.bulk import batches
from goodwork.store.database import Database
from goodwork.store.items import listing, texts
from goodwork.store.items.listing import ItemFilter

Items = Sequence[Sequence[str]]
"""The texts of each item's parts."""

letters = st.sampled_from(
    [*"aAbB %_\\\n'\"éÉßİıΣσς日本🌧", "\x1e", "\x1f", "\ufdd0", "\ufdd1", "\u0301", "the ", "rain"]
)
words = st.lists(letters, max_size=12).map("".join)
items = st.lists(st.lists(words, max_size=3), min_size=1, max_size=12)
needles = st.lists(letters, min_size=1, max_size=3).map("".join)


@pytest.fixture(scope="module")
def loop() -> Generator[asyncio.Runner]:
    """One event loop for all examples."""
    with asyncio.Runner() as runner:
        yield runner


@pytest.fixture(scope="module")
def laid(loop: asyncio.Runner, application_url: str) -> Generator[Database]:
    """The module's database on that loop."""
    made = Database(application_url, size=2)
    yield made
    loop.run(made.close())


async def filled(database: Database, given: Items) -> Actor:
    """A new organization with these items in its project, which has the organization's number."""
    async with database.transaction(SYSTEM) as t:
        (organization,) = (await t.execute(text("INSERT INTO organization (name) VALUES ('o') RETURNING id"))).one()
        await t.execute(
            text(
                "INSERT INTO project (id, organization_id, name, purpose, policy) OVERRIDING SYSTEM VALUE"
                " VALUES (:o, :o, 'p', 'p', '{}')"
            ),
            {"o": organization},
        )
    await bring(database, organization, given)
    return Actor(OrganizationId(organization), PersonId(1), Role.OWNER)


async def bring(database: Database, project: int, given: Items) -> None:
    """Further items of a project."""
    payloads = [{"parts": [{"name": f"p{k}", "text": part} for k, part in enumerate(parts)]} for parts in given]
    async with database.transaction(SYSTEM) as t:
        await t.execute(_BRING, {"p": project, "payloads": json.dumps(payloads)})


_BRING = text("""
  WITH made AS (
    INSERT INTO item (organization_id, project_id, position, wanted, state)
    SELECT :p, :p, (SELECT coalesce(max(position), 0) FROM item WHERE project_id = :p) + n, 1, n % 2
    FROM generate_series(1, jsonb_array_length(CAST(:payloads AS jsonb))) n RETURNING id, position
  ), disputed AS (
    INSERT INTO item_quality (item_id, organization_id, project_id, disagreement) SELECT id, :p, :p, 0.5 FROM made
  )
  INSERT INTO item_payload (item_id, organization_id, project_id, external_id, content_hash, payload)
  SELECT id, :p, :p, 'i-' || position, CAST(CAST(id AS text) AS bytea),
    CAST(:payloads AS jsonb) -> CAST(position - min(position) OVER () AS integer) FROM made
""")


async def naive(database: Database, actor: Actor, needle: str) -> list[int]:
    """The positions of items whose payload says so."""
    async with database.transaction(actor) as t:
        rows = await t.execute(
            text(
                "SELECT position FROM item JOIN item_payload w ON w.item_id = item.id WHERE item.project_id = :p"
                " AND EXISTS (SELECT FROM jsonb_array_elements(payload -> 'parts') b"
                " WHERE strpos(replace(lower(b ->> 'text'), 'ς', 'σ'), replace(lower(:needle), 'ς', 'σ')) > 0)"
                " ORDER BY position"
            ),
            {"p": actor.organization_id, "needle": needle},
        )
        return list(rows.scalars())


async def listed(database: Database, actor: Actor, wanted: ItemFilter, page: int = 2) -> list[int]:
    """The positions that the list shows, page after page."""
    found: list[int] = []
    async with database.transaction(actor) as t:
        while True:
            after = found[-1] if found else -1
            rows = await listing.by_position(t, actor.organization_id, wanted, after, page)
            found += [row.position for row in rows]
            if len(rows) < page:
                return found


async def look(database: Database, actor: Actor, needle: str) -> None:
    """Every list and the count of batches find what the naive look finds."""
    there, project = await naive(database, actor, needle), actor.organization_id
    wanted = ItemFilter(contains=needle)
    assert await listed(database, actor, wanted) == there
    settled = await listed(database, actor, ItemFilter(contains=needle, state=ItemState.SETTLED))
    assert set(settled) <= set(there)
    async with database.transaction(actor) as t:
        by_id = await listing.by_external_id(t, project, ItemFilter(search="i-", contains=needle), "", 100)
        disputed = await listing.disputed(t, project, wanted, None, 100)
        count = await batches.counted(t, actor, ProjectId(project), wanted, None)
        rest = await batches.counted(
            t, actor, ProjectId(project), ItemFilter(contains=needle, state=ItemState.OPEN), None
        )
    assert sorted(row.position for row in by_id) == there
    assert sorted(row.position for row in disputed) == there
    assert sum(count.values()) == len(there)
    assert sum(rest.values()) == len(there) - len(settled)


@settings(max_examples=15, deadline=None)
@given(first=items, then=items, needle=needles, few=st.sampled_from([0, 2, texts.FEW]))
def test_it_finds_what_a_look_into_every_payload_finds(
    loop: asyncio.Runner, laid: Database, first: Items, then: Items, needle: str, few: int
) -> None:
    async def law() -> None:
        actor = await filled(laid, first)
        known = next((part for parts in first for part in parts if len(part) > 2), "x")
        for asked in (needle, known[1:4] or "a"):
            await look(laid, actor, asked)
        await make_searchable(laid, actor.organization_id, ProjectId(actor.organization_id))
        await look(laid, actor, needle)
        await bring(laid, actor.organization_id, then)
        for asked in (needle, known[1:4] or "a"):
            await look(laid, actor, asked)
        await make_searchable(laid, actor.organization_id, ProjectId(actor.organization_id))
        await look(laid, actor, needle)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(texts, "FEW", few)
        patch.setattr(texts, "_WINDOW", 1 + few % 7)
        loop.run(law())


async def test_rows_follow_each_other_whatever_the_texts_are(database: Database) -> None:
    given = [["x" * size] for size in (0, 1, 50, 5000, 1799, 1800, 1801, 0, 100_000, 3)] + [["short"]] * 300
    actor = await filled(database, given)
    project = ProjectId(actor.organization_id)
    await make_searchable(database, actor.organization_id, project)
    for more in range(3):  # one at a time: the last row is written again while it has room
        await bring(database, project, [[f"later {more}"]])
        await make_searchable(database, actor.organization_id, project)
    async with database.transaction(actor) as t:
        rows = list(await t.execute(text("SELECT first, items, texts FROM item_text ORDER BY first")))
        assert await texts.ready(t, project) == len(given) + 4
    assert [first for first, _, _ in rows] == [1, *(first + items for first, items, _ in rows[:-1])]
    assert all(items <= texts.AT_ONCE and joined.count("\x1e") == items - 1 for _, items, joined in rows)
    assert len(rows) < 12
    assert await listed(database, actor, ItemFilter(contains="later"), 50) == [311, 312, 313]


async def test_two_that_lay_down_at_once_lay_nothing_down_twice(database: Database) -> None:
    actor = await filled(database, [[f"Text {n}"] for n in range(50)])
    project = ProjectId(actor.organization_id)
    await asyncio.gather(*(make_searchable(database, actor.organization_id, project) for _ in range(4)))
    async with database.transaction(actor) as t:
        laid_down = (await t.execute(text("SELECT sum(items) FROM item_text"))).scalar_one()
    assert laid_down == 50


async def test_it_shows_nothing_of_others_and_who_is_behind_is_asked_for(database: Database) -> None:
    ours, theirs = await filled(database, [["a secret"]]), await filled(database, [["a secret"]])
    await make_searchable(database, ours.organization_id, ProjectId(ours.organization_id))
    async with database.transaction(theirs) as t:
        assert not list(await t.execute(text("SELECT FROM item_text")))
        assert await texts.ready(t, ours.organization_id) == 0
        assert not await listing.by_position(t, ours.organization_id, ItemFilter(contains="secret"), -1, 9)
    async with database.transaction(Worker(theirs.organization_id)) as t:
        assert not await texts.lay_down(t, ProjectId(ours.organization_id))
    async with database.transaction(SYSTEM) as t:
        behind = [project for _, project in await texts.behind(t)]
    assert theirs.organization_id in behind
    assert ours.organization_id not in behind
    assert await ask_for_those_behind(database) >= 1


def test_a_capital_sigma_finds_both_small_ones(loop: asyncio.Runner, laid: Database) -> None:
    """Its capital can't tell where in a word it stands: whoever writes capitals means both."""

    async def found() -> list[list[int]]:
        actor = await filled(laid, [["οδος"], ["ΟΔΟΣ"], ["σοφος"], ["odos"]])
        return [await listed(laid, actor, ItemFilter(contains=needle)) for needle in ("ΟΔΟΣ", "οδος", "Σ")]

    assert loop.run(found()) == [[1, 2], [1, 2], [1, 2, 3]]
