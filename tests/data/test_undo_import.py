"""Undoing an import: its items go, what people did stays, and everything still adds up."""

from __future__ import annotations

import asyncio
import json
import signal
import sys
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import text

from goodwork.actions.data.undo_import import ask_for_undoings, run_undoing, see_undoing, undo_import
from goodwork.actions.items.change_item import change_state, make_gold
from goodwork.actions.items.make_searchable import make_searchable
from goodwork.actions.items.see_items import list_items
from goodwork.actions.quality.appraise import Appraiser
from goodwork.errors import NotFound
from goodwork.model.claims import ClaimState
from goodwork.model.data import DataImport, ImportState
from goodwork.model.ids import ProjectId
from goodwork.model.items import ItemState
from goodwork.model.projects import Policy
from goodwork.store.installation.checking import checking
from goodwork.store.items.listing import ItemFilter
from tests.data.workshop import Workshop


def said(by: str, label: str, role: str = "annotation", **more: Any) -> dict[str, Any]:
    records = [] if role == "skip" else [{"type": "choice", "question": "mood", "labels": [label]}]
    return {"role": role, "by": by, "records": records, **more}


def row(name: str, *given: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"id": name, "text": f"Text {name}", "annotations": list(given), **more}


def lines(*rows: object) -> bytes:
    return b"".join(json.dumps(row).encode() + b"\n" for row in rows)


async def undo(shop: Workshop, done: DataImport) -> DataImport:
    asked = await undo_import(shop.database, shop.manager, done.id)
    assert asked.state is ImportState.UNDOING
    await run_undoing(shop.database, shop.blobs, done.organization_id, done.id)
    return await undo_import(shop.database, shop.manager, done.id)


async def ids(shop: Workshop, project: ProjectId) -> list[str]:
    found = await shop.rows("SELECT external_id FROM item_payload WHERE project_id = :p ORDER BY item_id", p=project)
    return [r[0] for r in found]


async def whole(url: str) -> list[str]:
    """What does not add up in the database."""

    def faults() -> list[str]:
        with checking(url) as moment:
            return [*moment.schema(), *moment.data()]

    return await asyncio.to_thread(faults)


async def open_item(shop: Workshop, project: ProjectId, name: str, state: ClaimState) -> None:
    """Somebody has opened an item, and then answered it or not."""
    given = {"e": await shop.person(f"eve {name}"), "s": int(state), "p": project, "n": name}
    await shop.rows(
        "INSERT INTO claim (organization_id, project_id, item_id, person_id, state, expires_at)"
        " SELECT organization_id, project_id, item_id, :e, :s, now() FROM item_payload"
        " WHERE project_id = :p AND external_id = :n RETURNING 1",
        **given,
    )
    if state is ClaimState.SUBMITTED:
        await shop.rows(
            "WITH made AS (INSERT INTO annotation (organization_id, project_id, item_id, person_id, claim_id,"
            " form_version, answers) SELECT organization_id, project_id, item_id, person_id, id, 1, CAST(:a AS jsonb)"
            " FROM claim WHERE person_id = :e RETURNING item_id)"
            " UPDATE item i SET completed = i.completed + 1 FROM made WHERE i.id = made.item_id RETURNING 1",
            e=given["e"], a=json.dumps({"mood": {"labels": ["bad"]}}),
        )  # fmt: skip


async def facts(shop: Workshop, project: ProjectId) -> list[Any]:
    """What a project says of its items and of who answered, without times."""
    statements = (
        "SELECT external_id, state, wanted, completed, live, skips FROM item i JOIN item_payload w ON w.item_id = i.id"
        " WHERE i.project_id = :p ORDER BY 1",
        "SELECT external_id, a.answers, a.surplus FROM annotation a JOIN item_payload w ON w.item_id = a.item_id"
        " WHERE a.project_id = :p ORDER BY 1, a.id",
        "SELECT count(*) FROM claim WHERE project_id = :p",
        "SELECT count(*) FROM prediction WHERE project_id = :p AND score IS NULL",
        "SELECT items, settled, expert, held, set_aside FROM project_progress WHERE project_id = :p",
        "SELECT sum(annotations) FROM project_person WHERE project_id = :p",
    )
    return [[tuple(r) for r in await shop.rows(statement, p=project)] for statement in statements]


async def appraise_all(shop: Workshop, project: ProjectId) -> None:
    await Appraiser(shop.database, shop.blobs, shop.manager.organization_id, project).drain(linger=0)


async def test_a_wrong_file_goes_with_everything_that_it_brought(shop: Workshop, database_url: str) -> None:
    project = await shop.project()
    first = lines(row("a", said("ann", "good")), row("b"), row("c", said("m1", "bad", "prediction")))
    await shop.bring(project, first)
    before = await facts(shop, project)
    model = said("m1", "bad", "prediction")
    wrong = await shop.bring(
        project,
        lines(
            row("a", said("bob", "bad"), said("m1", "good", "prediction", score=0.5)),
            row("b", said("eve", "", "skip"), said("bob", "good")),
            *(row(f"w{n}", said("ann", "good"), model, gold_mood="good") for n in range(50)),
            row("x", said("ann", "", "skip")),
        ),
    )
    assert (wrong.added, wrong.gold, wrong.answers_added) == (51, 50, 4)
    await appraise_all(shop, project)
    await make_searchable(shop.database, wrong.organization_id, project)
    seen = await see_undoing(shop.database, shop.manager, wrong.id)
    assert (seen.goes, dict(seen.stays), seen.said, seen.whole) == (51, {}, 4, True)
    done = await undo(shop, wrong)
    assert (done.state, done.removed, done.removed_answers, done.stayed) == (ImportState.UNDONE, 51, 4, 0)
    assert done.undone_by is not None and done.undone_on is not None and done.blob is None
    assert await ids(shop, project) == ["a", "b", "c"]
    await appraise_all(shop, project)
    assert await facts(shop, project) == before
    assert await whole(database_url) == []
    found = await list_items(shop.database, shop.manager, project, ItemFilter(contains="text w"), "position", (), 10)
    assert found == []
    assert not await shop.rows("SELECT 1 FROM item_text WHERE project_id = :p AND texts LIKE '%text w%'", p=project)
    told = await shop.rows("SELECT action, detail FROM audit WHERE subject_id = :i ORDER BY id", i=wrong.id)
    assert [r[0] for r in told if r[0].startswith("import.und")] == ["import.undo-asked", "import.undone"]
    assert told[-1][1] == {"removed": 51, "answers": 4, "stayed": 0}
    # The right file after the wrong one: the same ids with other content, at places of their own, and found.
    right = await shop.bring(project, lines(*({"id": f"w{n}", "text": f"Right {n}"} for n in range(60))))
    assert (right.added, right.rejected) == (60, 0)
    await make_searchable(shop.database, right.organization_id, project)
    found = await list_items(shop.database, shop.manager, project, ItemFilter(contains="right 59"), "position", (), 10)
    assert [one.item.external_id for one in found] == ["w59"]
    places = "SELECT min(position) FROM item_payload w JOIN item i ON i.id = w.item_id WHERE import_id = :i"
    assert (await shop.rows(places, i=right.id))[0][0] == 3 + 51 + 1
    assert await whole(database_url) == []


async def test_what_people_worked_on_stays_whole(shop: Workshop, database_url: str) -> None:
    project = await shop.project(policy=Policy(fewest=1))
    wrong = await shop.bring(
        project, lines(*(row(f"w{n}", said("m", "bad", "prediction"), gold_mood="good") for n in range(7)))
    )
    later = await shop.bring(project, lines(row("w6", said("bob", "good"))))
    await open_item(shop, project, "w0", ClaimState.SUBMITTED)
    await open_item(shop, project, "w1", ClaimState.EXPIRED)
    items = {
        r[0]: r[1]
        for r in await shop.rows("SELECT external_id, item_id FROM item_payload WHERE project_id = :p", p=project)
    }
    await make_gold(shop.database, shop.manager, items["w4"], {"mood": {"labels": ["bad"]}}, "It is.")
    await change_state(shop.database, shop.manager, items["w5"], ItemState.SET_ASIDE, "Wrong.")
    seen = await see_undoing(shop.database, shop.manager, wrong.id)
    assert dict(seen.stays) == {"answered": 1, "begun": 1, "decided": 1, "other-import": 1} and seen.goes == 3
    done = await undo(shop, wrong)
    assert (done.removed, done.stayed) == (3, 4)
    left = await ids(shop, project)
    assert len(left) == 4 and {"w4", "w6"} <= set(left) and "w5" not in left
    assert await shop.rows("SELECT count(*) FROM prediction WHERE project_id = :p", p=project) == [(4,)]
    # The other import was undone before it had a reason to stay: now it may go as well.
    assert (await undo(shop, later)).removed_answers == 1
    assert await whole(database_url) == []


async def test_it_goes_on_after_kill_9_and_can_be_asked_again(
    shop: Workshop, database_url: str, application_url: str, tmp_path: Path
) -> None:
    project = await shop.project()
    await shop.bring(project, lines(row("a")))
    wrong = await shop.bring(project, lines(*(row(f"w{n}", said("ann", "good")) for n in range(3000))))
    await undo_import(shop.database, shop.manager, wrong.id)
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", _RUN, application_url, str(tmp_path / "blobs"), str(wrong.organization_id), str(wrong.id)
    )
    while process.returncode is None:
        removed = (await shop.rows("SELECT removed FROM data_import WHERE id = :i", i=wrong.id))[0][0]
        if removed >= 200:
            process.send_signal(signal.SIGKILL)
            await process.wait()
        await asyncio.sleep(0.005)
    assert process.returncode == -signal.SIGKILL
    assert await whole(database_url) == []
    assert 1 < len(await ids(shop, project)) < 3001
    assert await ask_for_undoings(shop.database) >= 1
    # The database notices the dead connection by itself, and only then lets the next run in.
    done = await undo_import(shop.database, shop.manager, wrong.id)
    for _ in range(100):
        if done.state is ImportState.UNDONE:
            break
        await run_undoing(shop.database, shop.blobs, wrong.organization_id, wrong.id)
        done = await undo_import(shop.database, shop.manager, wrong.id)
        await asyncio.sleep(0.1)
    assert (done.state, done.removed) == (ImportState.UNDONE, 3000)
    assert await ids(shop, project) == ["a"]
    assert await whole(database_url) == []


_RUN = """
import asyncio, sys
from goodwork.actions.data import undo_import
from goodwork.blobs import Blobs
from goodwork.model.ids import ImportId, OrganizationId
from goodwork.store.database import Database

undo_import.CHUNK = 100
asyncio.run(undo_import.run_undoing(
    Database(sys.argv[1]), Blobs(sys.argv[2]), OrganizationId(int(sys.argv[3])), ImportId(int(sys.argv[4]))
))
"""


async def test_the_database_lets_nobody_else_remove_items(shop: Workshop, database_url: str) -> None:
    project = await shop.project()
    done = await shop.bring(project, lines(row("a")))
    async with shop.database.transaction(shop.manager) as t:
        await t.execute(text("SELECT import_take_back(:i, (SELECT array_agg(id) FROM item))"), {"i": done.id})
    assert await ids(shop, project) == ["a"], "the import is not being undone"
    with psycopg.connect(database_url) as owner, pytest.raises(psycopg.errors.ForeignKeyViolation):
        owner.execute("DELETE FROM item")
    stranger = await Workshop.open(shop.database, shop.blobs)
    with pytest.raises(NotFound):
        await undo_import(shop.database, stranger.manager, done.id)
    await undo_import(shop.database, shop.manager, done.id)
    async with shop.database.transaction(stranger.manager) as t:
        await t.execute(text("SELECT import_take_back(:i, (SELECT array_agg(id) FROM item))"), {"i": done.id})
    assert await ids(shop, project) == ["a"], "another organization's"
