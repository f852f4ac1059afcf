"""Versions: hashed, the same for the same content, and never changed."""

from __future__ import annotations

import hashlib

import pyarrow.parquet as pq
import pytest

from goodwork.actions.versions.make_version import make_version
from goodwork.actions.versions.publish_version import publish_version
from goodwork.errors import Invalid
from goodwork.lake.published import manifest_hash
from goodwork.model.versions import VersionState
from goodwork.store.versions import snapshot
from tests.data.workshop import Workshop
from tests.versions.making import answer, decide, opened, publish, reviewed


async def test_a_version_holds_everything_under_pseudonyms(shop: Workshop) -> None:
    project = await reviewed(shop)
    version = await publish(shop, project)
    assert version.state is VersionState.PUBLISHED
    assert version.manifest is not None
    assert version.manifest["known_limits"] == "Made for a test."
    assert version.manifest["counts"] == {
        "items": 3, "settled": 0, "gold": 1, "annotations": 3, "waiting_for_appraisal": 2, "people": 2,
    }  # fmt: skip
    # Every item is in one of the states, and every settled one says how.
    assert version.manifest["states"] == {"open": 3, "settled": 0, "expert": 0, "held": 0, "set-aside": 0}
    assert sum(version.manifest["settled"].values()) == 0
    assert version.sha256 == manifest_hash(version.manifest)
    published = opened(shop, version)
    published.verify()
    items = [row for batch in published.batches("items") for row in batch.to_pylist()]
    assert [(row["item"], row["id"], row["gold"]) for row in items] == [
        (1, "a", "none"),
        (2, "b", "chosen"),
        (3, "c", "none"),
    ]
    assert items[1]["parts"][0]["text"] == "Zweite Zeile:\r\n\U0001f600 é"
    given = [row for batch in published.batches("annotations") for row in batch.to_pylist()]
    assert {row["person"] for row in given} == {"ann", "bob"}
    mine = [row for row in given if row["item"] == 1 and row["person"] == "ann"]
    assert [row["question"] for row in mine] == ["mood", "tags", "stars", "why"]
    assert mine[0]["labels"] == ["good"] and mine[0]["names"] == ["Good"]
    assert mine[2]["value"] == 4.0 and mine[3]["text"] == "+1"
    decided = [row for batch in published.batches("consensus") for row in batch.to_pylist()]
    assert [(row["item"], row["question"], row["confidence"]) for row in decided] == [
        (1, "mood", 0.75), (1, "stars", None), (1, "tags", 0.5), (2, "mood", 1.0),
    ]  # fmt: skip


async def test_a_version_does_not_change_with_what_comes_after_it(shop: Workshop) -> None:
    project = await reviewed(shop)
    version = await publish(shop, project)
    published = opened(shop, version)
    before = [batch.to_pylist() for batch in published.batches("annotations")]
    await shop.rows(
        "INSERT INTO form (organization_id, project_id, version, questions) SELECT organization_id, project_id, 2,"
        " jsonb_set(questions, '{0,labels,0,name}', '\"Sunny\"') FROM form WHERE project_id = :p RETURNING version",
        p=project,
    )
    await shop.rows("UPDATE project SET form_version = 2 WHERE id = :p RETURNING id", p=project)
    await answer(shop, project, "c", await shop.person("cem"), {"mood": {"labels": ["bad"]}, "stars": {"value": 1}})
    await decide(shop, project, "c", "mood", {"labels": ["bad"]}, 0.6)
    # A job that runs twice, or comes late, changes nothing either.
    await make_version(shop.database, shop.blobs, version.organization_id, version.id)
    published.verify()
    assert [batch.to_pylist() for batch in opened(shop, version).batches("annotations")] == before
    renamed = await publish(shop, project)
    assert (renamed.number, renamed.sha256 == version.sha256) == (2, False)
    given = [row for batch in opened(shop, renamed).batches("annotations") for row in batch.to_pylist()]
    good = {(row["labels"][0], row["names"][0]) for row in given if row["question"] == "mood"}
    assert good == {("good", "Sunny"), ("bad", "Bad")}


async def test_the_same_content_is_the_same_bytes(shop: Workshop) -> None:
    project = await reviewed(shop)
    first, second = await publish(shop, project), await publish(shop, project)
    assert first.sha256 == second.sha256
    for entry in (first.manifest or {})["files"]:
        with opened(shop, first)._open_file(entry["path"]) as file:
            content = file.read()
        assert hashlib.sha256(content).hexdigest() == entry["sha256"]
        assert len(content) == entry["bytes"]


async def test_an_interrupted_making_is_made_anew(shop: Workshop) -> None:
    project = await reviewed(shop)
    whole = await publish(shop, project)
    asked = await publish_version(shop.database, shop.manager, project, "Made for a test.")
    # What a killed worker leaves: half a file, and files that the next making has no use for.
    folder = f"versions/{asked.organization_id}/{project}/{asked.number}"
    shop.blobs.put_stream([b"PAR1 half"], f"{folder}/items/00000.parquet")
    shop.blobs.put_stream([b"PAR1 of another time"], f"{folder}/items/00001.parquet")
    await make_version(shop.database, shop.blobs, asked.organization_id, asked.id)
    again = await shop.rows("SELECT state, encode(sha256, 'hex') FROM dataset_version WHERE id = :i", i=asked.id)
    assert tuple(again[0]) == ("published", whole.sha256)
    assert not shop.blobs.files.exists(shop.blobs.path(f"{folder}/items/00001.parquet"))
    table = pq.read_table(shop.blobs.path(f"{folder}/items/00000.parquet"))
    assert table.column("id").to_pylist() == ["a", "b", "c"]


async def test_known_limits_have_to_be_said(shop: Workshop) -> None:
    project = await shop.project()
    with pytest.raises(Invalid, match="must know"):
        await publish_version(shop.database, shop.manager, project, "  ")


async def test_a_project_without_items_can_be_published(shop: Workshop) -> None:
    version = await publish(shop, await shop.project())
    assert version.manifest is not None
    assert version.manifest["counts"]["items"] == 0
    assert [entry["rows"] for entry in version.manifest["files"]] == [0, 0, 0]


async def test_reading_a_project_holds_one_fetch_at_a_time(shop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshot, "FETCH", 100)
    project = await shop.project()
    await shop.bring(project, b"".join(b'{"text": "Text %d"}\n' % n for n in range(250)))
    async with shop.database.transaction(shop.manager, snapshot=True) as t:
        sizes = [len(rows) async for rows in snapshot.items(t, project)]
    assert sizes == [50, 100, 100]
