"""Imports against a real database."""

from __future__ import annotations

import asyncio
import base64
import gzip
import io
import json
from typing import Any

import pytest
from PIL import Image

from goodwork.actions.data import batches
from goodwork.model.data import ImportState
from goodwork.store.data import imports
from tests.data.workshop import MOOD, STARS, WHY, Workshop


def lines(*rows: object) -> bytes:
    return b"".join(json.dumps(row).encode() + b"\n" for row in rows)


async def test_rows_become_items_in_order(shop: Workshop) -> None:
    project = await shop.project()
    done = await shop.bring(project, lines({"id": "a", "text": "One.", "year": 1999}, {"id": "b", "text": "Two."}))
    assert (done.state, done.added, done.duplicate, done.rejected) == (ImportState.DONE, 2, 0, 0)
    rows = await shop.rows(
        "SELECT i.position, i.wanted, i.state, p.external_id, p.payload, p.metadata FROM item i"
        " JOIN item_payload p ON p.item_id = i.id WHERE i.project_id = :p ORDER BY i.position",
        p=project,
    )
    part = {"name": "text", "type": "text", "title": "Text", "text": "One."}
    assert tuple(rows[0]) == (1, 2, 0, "a", {"parts": [part]}, {"year": 1999})
    assert [r.external_id for r in rows] == ["a", "b"]
    assert (await shop.rows("SELECT items FROM project_progress WHERE project_id = :p", p=project))[0][0] == 2


async def test_the_same_again_is_a_duplicate_and_another_content_is_rejected(shop: Workshop) -> None:
    project = await shop.project()
    content = lines({"id": "a", "text": "One."}, {"id": "b", "text": "One."}, {"id": "c", "text": "Two."})
    done = await shop.bring(project, content)
    assert (done.added, done.duplicate, done.rejected) == (2, 1, 0)
    again = await shop.bring(project, content)
    assert (again.state, again.added, again.duplicate, again.rejected) == (ImportState.DONE, 0, 3, 0)
    other = await shop.bring(
        project,
        lines({"id": "a", "text": "Changed."}, {"id": "d", "text": "New."}, {"id": "d", "text": "Newer."}),
    )
    assert (other.added, other.rejected) == (1, 2)
    faults = await shop.faults(other)
    assert [f.line for f in faults] == [1, 3]
    assert faults[0].reason == "the id 'a' is in the project already, with other content"
    # What a rejected row would have been a duplicate of must not be lost with it.
    kept = await shop.bring(project, lines({"id": "a", "text": "Fresh."}, {"text": "Fresh."}))
    assert (kept.added, kept.rejected, kept.duplicate) == (1, 1, 0)
    positions = await shop.rows("SELECT position FROM item WHERE project_id = :p ORDER BY 1", p=project)
    assert [row[0] for row in positions] == [1, 2, 3, 4]


async def test_another_organization_s_items_are_no_duplicates(shop: Workshop) -> None:
    await shop.bring(await shop.project(), lines({"id": "a", "text": "One."}))
    other = await Workshop.open(shop.database, shop.blobs)
    done = await other.bring(await other.project(), lines({"id": "a", "text": "One."}))
    assert done.added == 1


async def test_a_broken_line_never_stops_the_rest_and_never_gets_in(shop: Workshop) -> None:
    project = await shop.project({**MOOD, "part": "text"})
    content = (
        b'{"id": "a", "text": "Fine."}\n'
        b'{"id": "b", "text": "Half\n'
        b'{"id": "c", "text": "N\\u0000L"}\n'
        b'{"id": "d", "text": "Not \\\\u0000."}\n'
        b'{"id": "e", "text": "   "}\n'
        b'{"id": {"x": 1}, "text": "Odd."}\n'
        b'{"id": "f", "text": ["list"]}\n'
        b'{"id": "g", "text": "Fine.", "meta": "also N\\u0000L"}\n'
        + b'{"id": "' + b"h" * 600 + b'", "text": "Long."}\n'
        + b'{"id": "i", "text": "<script>alert(1)</script>\\r\\n=1+1", "n": 123456789012345678901234567890}\n'
    )  # fmt: skip
    done = await shop.bring(project, content)
    assert (done.state, done.added, done.rejected, done.duplicate) == (ImportState.DONE, 3, 7, 0)
    faults = {f.line: f.reason for f in await shop.faults(done)}
    assert sorted(faults) == [2, 3, 5, 6, 7, 8, 9]
    assert "NUL" in faults[3] and "NUL" in faults[8]
    assert "nothing to judge" in faults[5]
    stored = await shop.rows(
        "SELECT external_id, payload, metadata FROM item_payload WHERE project_id = :p ORDER BY item_id", p=project
    )
    assert [row[0] for row in stored] == ["a", "d", "i"]
    assert stored[1][1]["parts"][0]["text"] == "Not \\u0000."
    assert stored[2][1]["parts"][0]["text"] == "<script>alert(1)</script>\r\n=1+1"
    assert stored[2][2] == {"n": 123456789012345678901234567890}


async def test_gold_columns_are_understood(shop: Workshop) -> None:
    project = await shop.project(MOOD, STARS, WHY)
    content = (
        "id,text,gold_mood,gold_stars,gold_why,gold_reason\n"
        "a,One,Good,5,,It says so.\nb,Two,bad,,sad,\nc,Three,,,,\nd,Four,Terrible,,,\ne,Five,,9,,\n"
    )
    done = await shop.bring(project, content.encode(), "csv", {"gold_drawn": 0.1})
    assert (done.added, done.gold, done.rejected) == (5, 2, 0)
    lost = {row["item"]: row["why"] for row in done.report["lost"]}
    assert "Terrible" in lost["d"] and "1 to 5" in lost["e"]
    gold = await shop.rows(
        "SELECT p.external_id, g.answers, g.reason, g.inclusion, i.gold FROM gold g JOIN item i ON i.id = g.item_id"
        " JOIN item_payload p ON p.item_id = g.item_id WHERE g.project_id = :p ORDER BY i.position",
        p=project,
    )
    good = {"mood": {"labels": ["good"]}, "stars": {"value": 5}}
    assert tuple(gold[0]) == ("a", good, "It says so.", 0.1, 1)
    assert tuple(gold[1]) == ("b", {"mood": {"labels": ["bad"]}, "why": {"text": "sad"}}, "", 0.1, 1)


async def test_chosen_gold_is_marked_as_chosen_and_columns_can_be_named(shop: Workshop) -> None:
    project = await shop.project()
    mapping = {
        "id": "nr", "gold": {"mood": "truth"}, "metadata": ["topic"],
        "parts": [{"name": "post", "column": "Beitrag", "title": "Post"}],
    }  # fmt: skip
    done = await shop.bring(
        project, lines({"nr": 7, "Beitrag": "Hallo", "truth": "Bad", "topic": "x", "other": 1}), mapping=mapping
    )
    assert (done.added, done.gold) == (1, 1)
    row = (await shop.rows(
        "SELECT p.external_id, p.payload, p.metadata, i.gold, g.inclusion FROM item_payload p"
        " JOIN item i ON i.id = p.item_id JOIN gold g ON g.item_id = i.id WHERE p.project_id = :p", p=project,
    ))[0]  # fmt: skip
    part = {"name": "post", "type": "text", "title": "Post", "text": "Hallo"}
    assert tuple(row) == ("7", {"parts": [part]}, {"topic": "x"}, 2, None)
    assert done.mapping["gold"] == {"mood": "truth"} and done.mapping["metadata"] == ["topic"]


@pytest.mark.parametrize(
    ("content", "file_format", "mapping", "why"),
    [
        (b"PK\x03\x04 and no more", "folder", {}, "zip can't be read"),
        (b"PAR1", "parquet", {}, "Parquet file can't be read"),
        (b'{"a": 1}\n', "jsonl", {"id": "b"}, "no column 'b'"),
        (b'{"a": 1}\n', "jsonl", {}, "looks like a text or a picture"),
        (b"a,a\n1,2\n", "csv", {}, "column twice"),
    ],
)
async def test_files_that_can_not_be_read_fail_clearly(
    shop: Workshop, content: bytes, file_format: str, mapping: dict[str, object], why: str
) -> None:
    done = await shop.bring(await shop.project(), content, file_format, mapping)
    assert done.state is ImportState.FAILED and done.added == 0
    assert why in (done.error or "")


async def test_a_cut_off_file_keeps_what_came_before(shop: Workshop) -> None:
    project = await shop.project()
    packed = gzip.compress(b"".join(b'{"text": "Text %d %d"}\n' % (n, n * n) for n in range(100_000)))
    done = await shop.bring(project, packed[: len(packed) // 2])
    assert done.state is ImportState.FAILED and 10_000 < done.added < 90_000
    assert "ends too early" in (done.error or "") and "What came before it is in the project" in (done.error or "")
    again = await shop.bring(project, packed)
    assert (again.state, again.added + done.added) == (ImportState.DONE, 100_000)


async def test_pictures_in_tables(shop: Workshop) -> None:
    picture = io.BytesIO()
    Image.new("RGB", (3, 2), "red").save(picture, "png")
    address = "data:image/png;base64," + base64.b64encode(picture.getvalue()).decode()
    project = await shop.project()
    done = await shop.bring(
        project,
        lines(
            {"id": "a", "image": address, "caption": "Red"},
            {"id": "b", "image": address[:62], "caption": "Half"},
            {"id": "c", "image": "data:text/html;base64,PHNjcmlwdD4=", "caption": "No"},
        ),
    )
    assert (done.added, done.rejected) == (1, 2)
    payload = (await shop.rows("SELECT payload FROM item_payload WHERE project_id = :p", p=project))[0][0]
    shown, caption = payload["parts"]
    assert (shown["media"], shown["width"], shown["height"]) == ("image/png", 3, 2)
    assert shop.blobs.get(shown["blob"]) == picture.getvalue()
    assert caption["text"] == "Red"
    remote = await shop.bring(
        await shop.project(),
        lines({"image": "https://example.org/a.png"}),
        mapping={"parts": [{"column": "image", "type": "picture"}]},
    )
    assert "--pictures fetch" in (await shop.faults(remote))[0].reason


async def test_label_studio_answers_gold_and_predictions(shop: Workshop) -> None:
    def said(label: str, stars: int | None = None) -> list[object]:
        chosen = [{"from_name": "mood", "to_name": "text", "type": "choices", "value": {"choices": [label]}}]
        rated = [{"from_name": "quality", "to_name": "text", "type": "rating", "value": {"rating": stars}}]
        return [*chosen, *(rated if stars else [])]

    tasks = [
        {
            "id": 1,
            "data": {"text": "One."},
            "annotations": [
                {"completed_by": 5, "result": said("Good", 4), "lead_time": 12.5, "parent_prediction": 9},
                {"completed_by": {"email": "a@example.org"}, "result": said("Bad", 2)},
                {"completed_by": 6, "result": said("Bad", 1)},
                {"completed_by": 7, "result": [], "was_cancelled": True},
                {"completed_by": 8, "result": said("Good", 5), "ground_truth": True},
                {"completed_by": 9, "result": said("Good")},
            ],
            "predictions": [{"id": 9, "model_version": "m1", "score": 0.8, "result": said("Good", 3)}],
            "drafts": [{"result": said("Good")}],
        },
        {"id": 2, "data": {"text": "Two."}, "annotations": [{"completed_by": 5, "result": said("Unheard of", 3)}]},
        {"id": 3, "data": None},
    ]
    project = await shop.project(MOOD, STARS)
    done = await shop.bring(project, json.dumps(tasks).encode(), "label-studio", {"questions": {"quality": "stars"}})
    assert (done.state, done.added, done.rejected, done.gold) == (ImportState.DONE, 2, 1, 1)
    given = await shop.rows(
        "SELECT a.answers, a.surplus, a.prediction_id IS NOT NULL, p.deactivated_at IS NOT NULL, p.account_id,"
        " p.name || p.email FROM annotation a JOIN person p ON p.id = a.person_id WHERE a.project_id = :p"
        " ORDER BY a.id",
        p=project,
    )
    assert [row[0]["stars"]["value"] for row in given] == [4, 2, 1]
    assert [tuple(row[1:5]) for row in given] == [
        (False, True, True, None), (False, False, True, None), (True, False, True, None),
    ]  # fmt: skip
    assert not any("example.org" in row[5] for row in given)
    item = await shop.rows(
        "SELECT completed, wanted, skips, gold, live FROM item WHERE project_id = :p ORDER BY position", p=project
    )
    assert tuple(item[0]) == (2, 2, 1, 2, 0)
    assert len(await shop.rows("SELECT 1 FROM to_appraise WHERE project_id = :p", p=project)) == 1
    model = await shop.rows("SELECT model, answers, score FROM prediction WHERE project_id = :p", p=project)
    assert model[0][0] == "m1" and model[0][1]["stars"] == {"value": 3} and abs(model[0][2] - 0.8) < 1e-6
    lost = {row["what"] for row in done.report["lost"]}
    assert {"lead_time", "drafts", "an annotation"} <= lost
    whole = json.dumps(done.report)
    assert "12.5" not in whole and "has no such label" in whole


async def test_an_import_that_was_cut_off_goes_on(shop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "MOST_ROWS", 100)
    project = await shop.project()
    content = b"".join(b'{"id": "%d", "text": "Text %d"}\n' % (n, n) if n % 10 else b"{\n" for n in range(1000))
    entered = await shop.enter(project, content)
    advance, batch = imports.advance, 0

    async def cut_off(*given: Any) -> bool:
        nonlocal batch
        batch += 1
        done = await advance(*given)
        if batch == 4:
            raise ConnectionError("the plug was pulled")
        return done

    monkeypatch.setattr(imports, "advance", cut_off)
    with pytest.raises(ConnectionError):
        await shop.run(entered)
    half = (await shop.rows("SELECT state, position, added FROM data_import WHERE id = :i", i=entered.id))[0]
    assert tuple(half) == ("running", 300, 270)
    assert (await shop.rows("SELECT count(*) FROM item WHERE project_id = :p", p=project))[0][0] == 270
    done = await shop.run(entered)
    assert (done.state, done.position, done.added, done.rejected) == (ImportState.DONE, 1000, 900, 100)
    assert (await shop.rows("SELECT count(*) FROM item WHERE project_id = :p", p=project))[0][0] == 900
    assert len(await shop.faults(done)) == 100
    assert done.blob is None and not shop.blobs.files.exists(shop.blobs.path(entered.blob or ""))


async def test_two_runs_beside_each_other_bring_everything_once(
    shop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "MOST_ROWS", 50)
    project = await shop.project()
    content = lines(*({"id": str(n), "text": f"Text {n}"} for n in range(500)))
    entered = await shop.enter(project, content)
    other = await shop.enter(project, content)
    await asyncio.gather(shop.run(entered), shop.run(entered), shop.run(other), shop.run(other))
    first, second = await shop.run(entered), await shop.run(other)
    assert (first.added + second.added, first.duplicate + second.duplicate) == (500, 500)
    counted = await shop.rows(
        "SELECT count(*), max(position), (SELECT items FROM project_progress WHERE project_id = :p) FROM item"
        " WHERE project_id = :p",
        p=project,
    )
    assert tuple(counted[0]) == (500, 500, 500)


async def test_repeats_that_begin_in_the_middle_of_a_file_are_found(
    shop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "MOST_ROWS", 50)
    project = await shop.project()
    rows = [{"id": f"a-{n}", "text": f"Text {n}"} for n in range(175)]
    rows += [{"id": f"b-{n}", "text": f"Text {n}"} for n in range(0, 175, 7)]  # the content of another batch
    rows += [{"id": f"a-{n}", "text": f"Other {n}"} for n in range(0, 175, 5)]  # its id, with other content
    rows += [{"id": f"a\\t{n}\n", "text": f"New \\ {n}\t"} for n in range(40)]
    done = await shop.run(await shop.enter(project, lines(*rows)))
    assert (done.state, done.added, done.duplicate, done.rejected) == (ImportState.DONE, 215, 25, 35)
    kept = await shop.rows(
        "SELECT i.position, p.external_id, p.payload FROM item i JOIN item_payload p ON p.item_id = i.id"
        " WHERE i.project_id = :p ORDER BY i.id",
        p=project,
    )
    assert [row[0] for row in kept] == list(range(1, 216))
    taken = rows[:175] + rows[-40:]
    assert [(row[1], row[2]["parts"][0]["text"]) for row in kept] == [(row["id"], row["text"]) for row in taken]
    refused = await shop.rows("SELECT reason FROM data_import_fault WHERE import_id = :i", i=done.id)
    assert {row[0] for row in refused} == {
        f"the id 'a-{n}' is in the project already, with other content" for n in range(0, 175, 5)
    }
