"""Answers that come later, for items that are in the project already."""

from __future__ import annotations

import asyncio
import json
import signal
import sys
from pathlib import Path
from typing import Any

import pytest

from goodwork.actions.data import batches
from goodwork.model.claims import ClaimState
from goodwork.model.data import DataImport, ImportState
from goodwork.model.ids import ProjectId
from goodwork.model.items import ItemState
from goodwork.store.data import imports
from tests.data.test_killed import RUN
from tests.data.workshop import MOOD, Workshop


def choice(label: str) -> dict[str, Any]:
    return {"type": "choice", "question": "mood", "labels": [label]}


def said(by: str, label: str, role: str = "annotation", **more: Any) -> dict[str, Any]:
    return {"role": role, "by": by, "records": [] if role == "skip" else [choice(label)], **more}


def row(name: str | None, *given: dict[str, Any], text: str = "") -> dict[str, Any]:
    return {**({"id": name} if name else {}), "text": text or f"Text {name}", "annotations": list(given)}


def lines(*rows: object) -> bytes:
    return b"".join(json.dumps(row).encode() + b"\n" for row in rows)


def kept(done: DataImport) -> dict[str, int]:
    return done.report["kept"]


async def answers(shop: Workshop, project: ProjectId) -> list[tuple[str, str, bool]]:
    """For each annotation its item, its label, and whether it is surplus."""
    rows = await shop.rows(
        "SELECT p.external_id, a.answers->'mood'->'labels'->>0, a.surplus FROM annotation a"
        " JOIN item_payload p ON p.item_id = a.item_id WHERE a.project_id = :p ORDER BY p.external_id, a.id",
        p=project,
    )
    return [(r[0], r[1], r[2]) for r in rows]


async def test_a_second_annotator_s_file_adds_to_the_items(shop: Workshop) -> None:
    project = await shop.project()
    first = lines(row("a", said("ann", "good")), row("b", said("ann", "bad")), row("c"))
    done = await shop.bring(project, first)
    assert (done.added, done.answers_added, kept(done)["annotations"]) == (3, 0, 2)
    second = lines(
        row("a", said("bob", "bad")), row("b", said("bob", "bad"), said("eve", "good")),
        row("c", said("ann", "good"), said("bob", "", "skip")), row("d", said("bob", "good")),
    )  # fmt: skip
    done = await shop.bring(project, second)
    assert (done.state, done.added, done.duplicate, done.rejected) == (ImportState.DONE, 1, 3, 0)
    assert (done.answers_added, done.report["lost"]) == (5, [])
    assert (kept(done)["annotations"], kept(done)["skips"], kept(done)["items"]) == (5, 1, 1)
    expected = [
        ("a", "good", False), ("a", "bad", False), ("b", "bad", False), ("b", "bad", False), ("b", "good", True),
        ("c", "good", False), ("d", "good", False),
    ]  # fmt: skip
    assert await answers(shop, project) == expected
    items = await shop.rows(
        "SELECT completed, wanted, skips FROM item WHERE project_id = :p ORDER BY position", p=project
    )
    assert [tuple(item) for item in items] == [(2, 2, 0), (2, 2, 0), (1, 2, 1), (1, 2, 0)]
    assert len(await shop.rows("SELECT 1 FROM to_appraise WHERE project_id = :p", p=project)) == 4
    # The same files again say nothing new.
    for content, there in ((first, 2), (second, 6)):
        again = await shop.bring(project, content)
        assert (again.added, again.answers_added, again.report["lost"]) == (0, 0, [])
        assert kept(again)["answers that were there already"] == there
    assert await answers(shop, project) == expected


async def test_nobody_answers_twice_and_nothing_is_overwritten(shop: Workshop) -> None:
    project = await shop.project()
    await shop.bring(project, lines(row("a", said("ann", "good")), row("b", said("ann", "", "skip"))))
    done = await shop.bring(
        project,
        lines(row("a", said("ann", "bad")), row("b", said("ann", "good")), row("a", said("ann", "", "skip"))),
    )
    assert (done.duplicate, done.answers_added) == (3, 0)
    assert [(r["item"], r["what"]) for r in done.report["lost"]] == [
        ("a", "another answer by the same person"), ("b", "an annotation by a person who skipped the item"),
        ("a", "a skip by a person who answered the item"),
    ]  # fmt: skip
    assert await answers(shop, project) == [("a", "good", False)]
    assert len(await shop.rows("SELECT 1 FROM skip WHERE project_id = :p", p=project)) == 1


async def test_three_people_who_skipped_an_item_bring_it_to_the_lead(shop: Workshop) -> None:
    project = await shop.project()
    skips = [said(by, "", "skip") for by in ("ann", "bob", "eve")]
    await shop.bring(project, lines(row("a", *skips), row("b", *skips[:2]), row("c", *skips[:2])))
    await shop.bring(project, lines(row("b", skips[2]), row("c", skips[1])))
    items = await shop.rows("SELECT state, skips FROM item WHERE project_id = :p ORDER BY position", p=project)
    assert [tuple(item) for item in items] == [(int(ItemState.HELD), 3), (int(ItemState.HELD), 3), (0, 2)]
    held = await shop.rows("SELECT held FROM project_progress WHERE project_id = :p", p=project)
    assert held[0][0] == 2
    assert len(await shop.rows("SELECT 1 FROM story WHERE project_id = :p", p=project)) == 2


async def test_rows_of_one_item_in_one_file_come_together(shop: Workshop) -> None:
    project = await shop.project()
    rows = [
        row(None, said(by, label), text="😀 One") for by, label in (("ann", "good"), ("bob", "bad"), ("ann", "bad"))
    ]
    done = await shop.bring(project, lines(*rows, row("x", said("ann", "good"), text="Two")))
    assert (done.added, done.duplicate, done.rejected, done.answers_added) == (2, 2, 0, 1)
    assert [label for _, label, _ in await answers(shop, project)] == ["good", "good", "bad"]
    assert [r["what"] for r in done.report["lost"]] == ["another answer by the same person"]


async def test_one_row_for_each_answer(shop: Workshop) -> None:
    project = await shop.project({**MOOD, "labels": ["pos", "neg"]})
    content = (Path(__file__).parent.parent / "found/inputs/c6-one-row-per-answer.csv").read_bytes()
    done = await shop.bring(project, content, "csv")
    assert (done.added, done.rejected, done.answers_added, done.report["lost"]) == (2, 0, 3, [])
    assert [label for _, label, _ in await answers(shop, project)] == ["pos", "neg", "neg", "neg", "pos"]
    people = "SELECT count(DISTINCT person_id) FROM annotation WHERE project_id = :p"
    assert (await shop.rows(people, p=project))[0][0] == 3


async def test_an_id_of_other_content_is_still_rejected_with_its_answers(shop: Workshop) -> None:
    project = await shop.project()
    await shop.bring(project, lines(row("a", said("ann", "good"))))
    done = await shop.bring(project, lines(row("a", said("bob", "good"), text="Other")))
    assert (done.rejected, done.answers_added) == (1, 0)
    assert len(await answers(shop, project)) == 1


async def test_newer_predictions_take_the_place_of_older_ones(shop: Workshop) -> None:
    project = await shop.project()
    predicted = [said("m1", "good", "prediction", score=0.5)]
    await shop.bring(project, lines(*(row(name, *predicted) for name in "abc")))
    newer = lines(
        row("a", *predicted), row("b", said("m1", "good", "prediction", score=0.75)),
        row("c", said("m1", "bad", "prediction", score=0.5), said("m2", "bad", "prediction")),
        row("b", said("ann", "good", accepted_from="m1")), row("c", said("ann", "good", accepted_from="m9")),
    )  # fmt: skip
    done = await shop.bring(project, newer)
    assert (done.added, done.duplicate, done.answers_added) == (0, 5, 3)
    assert kept(done)["predictions in place of earlier ones by the same model"] == 2
    assert kept(done)["answers that were there already"] == 1
    found = await shop.rows(
        "SELECT p.external_id, m.model, m.answers->'mood'->'labels'->>0, m.score FROM prediction m"
        " JOIN item_payload p ON p.item_id = m.item_id WHERE m.project_id = :p ORDER BY 1, 2",
        p=project,
    )
    assert [tuple(r) for r in found] == [
        ("a", "m1", "good", 0.5), ("b", "m1", "good", 0.75), ("c", "m1", "bad", 0.5), ("c", "m2", "bad", None),
    ]  # fmt: skip
    began = await shop.rows(
        "SELECT m.model FROM annotation a LEFT JOIN prediction m ON m.id = a.prediction_id WHERE a.project_id = :p"
        " ORDER BY a.item_id",
        p=project,
    )
    assert [r[0] for r in began] == ["m1", None]
    assert [r["what"] for r in done.report["lost"]] == ["that an annotation began with a prediction"]


async def test_what_is_settled_or_in_hand_is_not_over_asked(shop: Workshop) -> None:
    project = await shop.project()
    await shop.bring(project, lines(row("a", said("ann", "good")), row("b", said("ann", "good")), row("c")))
    eve = await shop.person("eve")
    await shop.rows(
        "UPDATE item SET state = :s WHERE project_id = :p AND position = 1 RETURNING 1",
        s=int(ItemState.SETTLED),
        p=project,
    )
    await shop.rows(
        "WITH held AS (INSERT INTO claim (organization_id, project_id, item_id, person_id, state, expires_at)"
        " SELECT organization_id, project_id, id, :e, :live, now() + interval '1 day' FROM item"
        " WHERE project_id = :p AND position = 2 RETURNING item_id)"
        " UPDATE item SET live = 1 FROM held WHERE item.id = held.item_id RETURNING 1",
        e=eve, live=int(ClaimState.LIVE), p=project,
    )  # fmt: skip
    await shop.bring(project, lines(*(row(name, said("bob", "bad")) for name in "abc")))
    assert [r for r in await answers(shop, project) if r[1] == "bad"] == [
        ("a", "bad", True), ("b", "bad", True), ("c", "bad", False),
    ]  # fmt: skip
    items = await shop.rows(
        "SELECT state, completed, live FROM item WHERE project_id = :p ORDER BY position", p=project
    )
    assert [tuple(item) for item in items] == [(int(ItemState.SETTLED), 1, 0), (0, 1, 1), (0, 1, 0)]


async def test_the_same_file_twice_at_once_adds_its_answers_once(
    shop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "MOST_ROWS", 40)
    project = await shop.project()
    await shop.bring(project, lines(*(row(str(n), said("ann", "good")) for n in range(100))))
    content = lines(*(row(str(n), said("bob", "bad"), said("m", "bad", "prediction")) for n in range(200)))
    entered = [await shop.enter(project, content) for _ in range(2)]
    await asyncio.gather(*(shop.run(one) for one in entered), *(shop.run(one) for one in entered))
    first, second = [await shop.run(one) for one in entered]
    assert (first.added + second.added, first.answers_added + second.answers_added) == (100, 200)
    assert kept(first).get("annotations", 0) + kept(second).get("annotations", 0) == 200
    assert len(await answers(shop, project)) == 300
    assert len(await shop.rows("SELECT 1 FROM prediction WHERE project_id = :p", p=project)) == 200


async def test_an_import_that_was_cut_off_adds_each_answer_once(
    shop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "MOST_ROWS", 20)
    project = await shop.project()
    await shop.bring(project, lines(*(row(str(n)) for n in range(100))))
    entered = await shop.enter(project, lines(*(row(str(n), said("bob", "bad")) for n in range(100))))
    advance, batch = imports.advance, 0

    async def cut_off(*given: Any) -> bool:
        nonlocal batch
        batch += 1
        done = await advance(*given)
        if batch == 3:
            raise ConnectionError("the plug was pulled")
        return done

    monkeypatch.setattr(imports, "advance", cut_off)
    with pytest.raises(ConnectionError):
        await shop.run(entered)
    assert len(await answers(shop, project)) == 40
    done = await shop.run(entered)
    assert (done.state, done.duplicate, done.answers_added, done.report["lost"]) == (ImportState.DONE, 100, 100, [])
    assert len(await answers(shop, project)) == 100


async def test_later_answers_survive_kill_9(shop: Workshop, application_url: str, tmp_path: Path) -> None:
    project, rows = await shop.project(), 3000
    await shop.bring(project, lines(*(row(str(n)) for n in range(rows))))
    entered = await shop.enter(project, lines(*(row(str(n), said("bob", "bad")) for n in range(rows))))
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", RUN, application_url, str(tmp_path / "blobs"), str(entered.organization_id),
        str(entered.id),
    )  # fmt: skip
    while process.returncode is None:
        position = (await shop.rows("SELECT position FROM data_import WHERE id = :i", i=entered.id))[0][0]
        if position >= 400:
            process.send_signal(signal.SIGKILL)
            await process.wait()
            break
        await asyncio.sleep(0.01)
    assert process.returncode == -signal.SIGKILL
    done = await shop.run(entered)
    for _ in range(200):
        if done.state is ImportState.DONE:
            break
        await asyncio.sleep(0.05)
        done = await shop.run(entered)
    assert (done.state, done.added, done.duplicate, done.answers_added) == (ImportState.DONE, 0, rows, rows)
    counted = await shop.rows(
        "SELECT count(*), sum(completed), (SELECT count(*) FROM annotation WHERE project_id = :p) FROM item"
        " WHERE project_id = :p", p=project,
    )  # fmt: skip
    assert tuple(counted[0]) == (rows, rows, rows)
