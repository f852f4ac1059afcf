"""Imports that fetch pictures, against a real database and a server on loopback."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from goodwork.actions.data import try_again
from goodwork.actions.data.preview_import import preview_import
from goodwork.actions.data.try_again import forget_files, list_missed, try_pictures_again
from goodwork.actions.data.undo_import import run_undoing, undo_import
from goodwork.errors import Conflict
from goodwork.fetching.addresses import Reach, read_hosts
from goodwork.fetching.fetcher import Bounds
from goodwork.model.data import ImportState, Missed, Pictures
from goodwork.store.data import imports
from tests.data.workshop import MOOD, Workshop
from tests.fetching.servers import Served, drawing, response, serving

SEEN = {**MOOD, "part": "image"}
FETCH = {"pictures": "fetch", "parts": [{"name": "image", "type": "picture", "column": "image"}]}


def rows(served: Served, *paths: str) -> bytes:
    return b"".join(
        json.dumps({"id": str(n), "image": served.url(path)}).encode() + b"\n" for n, path in enumerate(paths, 1)
    )


def left_of(shop: Workshop) -> list[Path]:
    """Files of imports, and what was fetched for them, that are still there."""
    return list(Path(shop.blobs.root).glob("imports/*"))


class Shelf:
    """Pictures by their paths; what is missing is 404."""

    def __init__(self, **pictures: bytes) -> None:
        self.pictures = {f"/{name}": content for name, content in pictures.items()}

    async def __call__(self, path: str, writer: asyncio.StreamWriter) -> None:
        found = self.pictures.get(path)
        writer.write(response(status="404 Not Found") if found is None else response(found))


async def test_pictures_are_fetched_and_become_items_as_sent_ones_do(shop: Workshop) -> None:
    shelf = Shelf(a=drawing("red"), b=drawing("blue", (5, 4), "jpeg"), broken=drawing("red")[:45])
    async with serving(shelf) as served:
        project = await shop.project(SEEN)
        fetcher = served.fetcher()
        done = await shop.bring(
            project, rows(served, "/a", "/b", "/a", "/broken", "/gone"), mapping=FETCH, fetcher=fetcher
        )
        assert (done.state, done.added, done.duplicate, done.rejected) == (ImportState.DONE, 2, 1, 2)
        # Each address is asked for once, and what came is looked into like a picture that was sent.
        assert sorted(served.paths) == ["/a", "/b", "/broken", "/gone"]
        assert done.pictures == Pictures(4, 3, {"gone": 1})
        faults = await shop.faults(done)
        assert [(f.line, f.picture) for f in faults] == [(4, False), (5, True)]
        assert "damaged" in faults[0].reason and "its server has no such picture" in faults[1].reason
        payloads = await shop.rows(
            "SELECT payload FROM item_payload WHERE project_id = :p ORDER BY external_id", p=project
        )
        assert [(p["width"], p["height"]) for row in payloads for p in row[0]["parts"]] == [(3, 2), (5, 4)]
        assert shop.blobs.get(payloads[0][0]["parts"][0]["blob"]) == drawing("red")
        # The address is in no item: it may tell an answer, and leads away.
        assert str(served.port) not in json.dumps([row[0] for row in payloads])
        missed = await list_missed(shop.database, shop.manager, done.id, after=0, limit=10)
        assert [(m.address, m.why) for m in missed] == [(served.url("/gone"), Missed.GONE)]


async def test_what_did_not_come_is_asked_for_again(shop: Workshop) -> None:
    shelf = Shelf(a=drawing("red"))
    async with serving(shelf) as served:
        project = await shop.project(SEEN)
        fetcher = served.fetcher()
        done = await shop.bring(project, rows(served, "/a", "/b", "/c"), mapping=FETCH, fetcher=fetcher)
        assert (done.added, done.rejected, done.can_try_again) == (1, 2, True)
        shelf.pictures["/b"] = drawing("blue")
        served.paths.clear()
        made = await try_pictures_again(shop.database, shop.manager, done.id, key="k")
        assert (await try_pictures_again(shop.database, shop.manager, done.id, key="k")).id == made.id
        again = await shop.run(made, fetcher)
        assert (again.state, again.added, again.duplicate, again.rejected) == (ImportState.DONE, 1, 0, 1)
        assert sorted(served.paths) == ["/b", "/c"] and again.again_of == done.id
        # The file went on with it: the first import can't be tried again, the second one can.
        with pytest.raises(Conflict):
            await try_pictures_again(shop.database, shop.manager, done.id)
        shelf.pictures["/c"] = drawing("green")
        last = await shop.run(await try_pictures_again(shop.database, shop.manager, again.id), fetcher)
        assert (last.added, last.rejected, last.can_try_again) == (1, 0, False)
        # Nothing lies about: neither the file nor what was fetched for it.
        assert left_of(shop) == []


async def test_of_nothing_that_came_nothing_is_kept_but_the_way_to_try_again(shop: Workshop) -> None:
    async with serving(Shelf()) as served:
        project = await shop.project(SEEN)
        done = await shop.bring(project, rows(served, "/a", "/b"), mapping=FETCH, fetcher=served.fetcher())
        assert (done.state, done.added, done.keeps, done.can_try_again) == (ImportState.DONE, 0, False, True)
        undone = await undo_import(shop.database, shop.manager, done.id)
        await run_undoing(shop.database, shop.blobs, undone.organization_id, done.id)
        assert left_of(shop) == []


async def test_files_that_nobody_comes_back_to_go(shop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    async with serving(Shelf()) as served:
        done = await shop.bring(await shop.project(SEEN), rows(served, "/a"), mapping=FETCH, fetcher=served.fetcher())
        assert await forget_files(shop.database, shop.blobs) == 0
        monkeypatch.setattr(try_again, "DAYS", 0)
        assert await forget_files(shop.database, shop.blobs) >= 1
        with pytest.raises(Conflict, match="no longer kept"):
            await try_pictures_again(shop.database, shop.manager, done.id)


async def test_an_item_comes_without_its_picture_where_no_question_needs_it(shop: Workshop) -> None:
    content: list[Any] = [{"id": "1", "text": "One."}, {"id": "2", "text": "Two."}]
    async with serving(Shelf(a=drawing())) as served:
        content[0]["image"], content[1]["image"] = served.url("/a"), served.url("/gone")
        sent = b"".join(json.dumps(row).encode() + b"\n" for row in content)
        mapping = {"pictures": "fetch", "parts": [{"column": "text"}, {"column": "image", "type": "picture"}]}
        project = await shop.project({**MOOD, "part": "text"})
        done = await shop.bring(project, sent, mapping=mapping, fetcher=served.fetcher())
        assert (done.added, done.rejected, done.can_try_again) == (2, 0, False)
        assert [(row["what"], row["count"]) for row in done.report["lost"]] == [("its picture", 1)]
        served.asked.clear()
        left = await shop.bring(await shop.project(MOOD), sent, mapping={**mapping, "pictures": "leave-out"})
        assert (left.added, left.rejected, left.pictures) == (2, 0, None) and served.asked == []
        assert [(row["what"], row["count"]) for row in left.report["lost"]] == [("its picture", 2)]
        # Where nothing is said, nothing is asked for and nothing comes.
        unsaid = await shop.bring(await shop.project(MOOD), sent, mapping={"parts": mapping["parts"]})
        assert (unsaid.added, unsaid.rejected) == (0, 2) and served.asked == []
        assert "--pictures" in (await shop.faults(unsaid))[0].reason


async def test_what_questions_need_is_not_left_out(shop: Workshop) -> None:
    async with serving(Shelf(a=drawing())) as served:
        done = await shop.bring(
            await shop.project(SEEN), rows(served, "/a"), mapping={**FETCH, "pictures": "leave-out"}
        )
        assert done.state is ImportState.FAILED and "nothing to judge" in (await shop.faults(done))[0].reason


async def test_addresses_of_other_kinds_say_what_to_do(shop: Workshop) -> None:
    sent = b'{"image": "s3://bucket/a.png"}\n{"image": "gs://bucket/a.png"}\n{"image": "azure-blob://b/a.png"}\n'
    done = await shop.bring(await shop.project(SEEN), sent, mapping=FETCH)
    reasons = [fault.reason for fault in await shop.faults(done)]
    assert len(reasons) == 3 and all("signed" in reason and "zip" in reason for reason in reasons)
    assert [reason.split("://")[0].split()[-1] for reason in reasons] == ["s3", "gs", "azure-blob"]


async def test_a_server_that_is_silent_is_not_asked_on_and_on(shop: Workshop) -> None:
    async def silent(path: str, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(60)

    async with serving(silent) as served:
        project = await shop.project(SEEN)
        sent = rows(served, *(f"/{n}" for n in range(60)))
        done = await shop.bring(project, sent, mapping=FETCH, fetcher=served.fetcher(Bounds(seconds=0.2, per_host=8)))
        assert done.pictures is not None and sum(done.pictures.missing.values()) == 60
        assert len(served.asked) < 30


async def test_an_import_that_is_undone_while_it_fetches_ends(shop: Workshop) -> None:
    asked = asyncio.Event()

    async def slow(path: str, writer: asyncio.StreamWriter) -> None:
        asked.set()
        await asyncio.sleep(0.2)
        writer.write(response(drawing()))

    async with serving(slow) as served:
        project = await shop.project(SEEN)
        entered = await shop.enter(project, rows(served, *(f"/{n}" for n in range(200))), mapping=FETCH)
        running = asyncio.create_task(shop.run(entered, served.fetcher()))
        await asyncio.wait_for(asked.wait(), 10)
        await undo_import(shop.database, shop.manager, entered.id)
        await running
        assert len(served.asked) < 200
        await run_undoing(shop.database, shop.blobs, entered.organization_id, entered.id)
        async with shop.database.transaction(shop.manager) as t:
            done = await imports.one(t, entered.id)
        assert done is not None and (done.state, done.added) == (ImportState.UNDONE, 0)


async def test_a_preview_says_how_many_addresses_there_are_and_where(shop: Workshop) -> None:
    project = await shop.project(SEEN)
    sent = b"".join(
        b'{"image": "https://%s.example.org/%d.png"}\n' % (b"cdn" if n % 3 else b"img", n) for n in range(300)
    )
    seen = await preview_import(shop.database, shop.manager, project, sent, file_format="jsonl", mapping={})
    assert seen.addresses is not None and (seen.addresses.count, seen.addresses.whole) == (300, True)
    assert [(h.host, h.count) for h in seen.addresses.hosts] == [("cdn.example.org", 200), ("img.example.org", 100)]
    # They are shown as pictures to come: no fault, and nothing was asked for.
    assert seen.faults == () and seen.items[0].parts[0]["type"] == "picture" and "url" not in seen.items[0].parts[0]
    reach = Reach("listed", read_hosts("cdn.example.org"))
    assert reach.may_ask("cdn.example.org") and not reach.may_ask("img.example.org")
