"""Exports, read back with the readers that people use."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import datasets
import pandas as pd
import pyarrow.parquet as pq
import pytest
from PIL import Image

from goodwork.actions.versions.export_version import export_to_folder
from goodwork.errors import Conflict, Invalid
from goodwork.formats.registry import WRITTEN
from goodwork.formats.writing import stream
from tests.data.workshop import MOOD, Workshop
from tests.versions.making import TEXTS, opened, publish, reviewed


async def exported(shop: Workshop, file_format: str, folder: Path) -> dict[str, Any]:
    """A reviewed project's version, written to a folder; returns the report."""
    version = await publish(shop, await reviewed(shop))
    return export_to_folder(shop.blobs, version, file_format, folder).as_json()


async def test_jsonl_holds_everything(shop: Workshop, tmp_path: Path) -> None:
    report = await exported(shop, "jsonl", tmp_path / "out")
    rows = [json.loads(line) for line in (tmp_path / "out/items.jsonl").read_bytes().splitlines()]
    assert report == {"kept": {"items": 3, "annotations": 3}, "changed": [], "lost": []}
    assert [row["parts"]["text"] for row in rows] == [row["text"] for row in TEXTS]
    assert rows[0]["metadata"] == {"year": 1999}
    assert rows[0]["consensus"]["mood"] == {
        "answer": {"labels": ["good"]}, "names": ["Good"], "confidence": 0.75, "calibrated": False,
        "disagreement": 0.25, "answers": 2,
    }  # fmt: skip
    by = {given["person"]: given for given in rows[0]["annotations"]}
    assert by["ann"]["answers"] == {
        "mood": {"labels": ["good"]}, "tags": {"labels": ["x", "y"]}, "stars": {"value": 4}, "why": {"text": "+1"},
    }  # fmt: skip
    assert by["bob"]["names"] == {"mood": ["Bad"], "tags": []}
    assert rows[2]["consensus"] == {} and rows[2]["annotations"] == []
    assert pd.read_json(tmp_path / "out/items.jsonl", lines=True)["id"].tolist() == ["a", "b", "c"]


async def test_csv_is_read_by_pandas_and_runs_no_formula(shop: Workshop, tmp_path: Path) -> None:
    report = await exported(shop, "csv", tmp_path / "out")
    items = pd.read_csv(tmp_path / "out/items.csv")
    assert items["text"].tolist() == ["'=1+1", "Zweite Zeile:\r\n\U0001f600 é", "Nobody looked at this."]
    assert items["mood"].fillna("").tolist() == ["Good", "Bad", ""]
    assert items["mood_id"].fillna("").tolist() == ["good", "bad", ""]
    assert json.loads(items["tags"][0]) == ["X, the first", "Y"]
    assert items["stars"][0] == 3
    given = pd.read_csv(tmp_path / "out/annotations.csv")
    assert given[["id", "person", "mood", "why"]].fillna("").to_numpy().tolist() == [
        ["a", "ann", "Good", "'+1"],
        ["a", "bob", "Bad", ""],
        ["b", "bob", "Good", "'+1"],
    ]
    changed = {(row["what"], row["count"]) for row in report["changed"]}
    assert ("cells of 'text' that begin with = + - or @", 1) in changed
    assert ("cells of 'why' that begin with = + - or @", 2) in changed
    assert json.loads((tmp_path / "out/report.json").read_text()) == report


async def test_parquet_is_read_by_arrow_and_pandas(shop: Workshop, tmp_path: Path) -> None:
    await exported(shop, "parquet", tmp_path / "out")
    items = pq.read_table(tmp_path / "out/items.parquet")
    assert items.column("mood").to_pylist() == ["Good", "Bad", None]
    assert items.column("tags").to_pylist() == [["X, the first", "Y"], None, None]
    assert items.column("mood_confidence").to_pylist() == [0.75, 1.0, None]
    given = pd.read_parquet(tmp_path / "out/annotations.parquet")
    assert given["stars"].tolist() == [4.0, 2.0, 4.0]
    assert given["latest"].all() and given["revision"].tolist() == [1, 1, 1]


async def test_datasets_loads_the_folder(shop: Workshop, tmp_path: Path) -> None:
    await exported(shop, "datasets", tmp_path / "out")
    folder, cache = str(tmp_path / "out"), str(tmp_path / "cache")
    items = datasets.load_dataset(folder, cache_dir=cache, split="train")
    mood = items.features["mood"]
    assert isinstance(mood, datasets.ClassLabel) and mood.names == ["Good", "Bad"]
    assert items["mood"][:] == [0, 1, None]
    assert items["tags"][0] == ["X, the first", "Y"]
    given = datasets.load_dataset(folder, "annotations", cache_dir=cache, split="train")
    assert given["person"][:] == ["ann", "bob", "bob"]
    assert [given.features["mood"].int2str(n) for n in given["mood"][:]] == ["Good", "Bad", "Good"]


async def test_label_studio_tasks_come_back(shop: Workshop, tmp_path: Path) -> None:
    report = await exported(shop, "label-studio", tmp_path / "out")
    content = (tmp_path / "out/tasks.json").read_bytes()
    tasks = json.loads(content)
    assert tasks[0]["predictions"][0]["score"] == 0.5
    assert {row["what"] for row in report["lost"]} >= {"that an item is gold"}
    questions = [dict(q) for q in (await shop.rows("SELECT questions FROM form ORDER BY project_id DESC"))[0][0]]
    again = await shop.project(*questions)
    done = await shop.bring(again, content, "label-studio")
    assert (done.added, done.rejected, done.error) == (3, 0, None)
    answers = await shop.rows(
        "SELECT p.external_id, a.answers FROM annotation a JOIN item_payload p ON p.item_id = a.item_id"
        " WHERE a.project_id = :p ORDER BY a.id",
        p=again,
    )
    assert [row[0] for row in answers] == ["a", "a", "b"]
    assert answers[0][1]["tags"] == {"labels": ["x", "y"]}
    texts = await shop.rows("SELECT payload FROM item_payload WHERE project_id = :p ORDER BY item_id", p=again)
    assert [row[0]["parts"][0]["text"] for row in texts] == [row["text"] for row in TEXTS]


async def test_pictures_travel_with_every_format(shop: Workshop, tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, color in (("cats/one.png", "red"), ("dogs/two.png", "blue"), ("dogs/three.png", "green")):
            content = io.BytesIO()
            Image.new("RGB", (3, 2), color).save(content, "png")
            archive.writestr(name, content.getvalue())
    project = await shop.project(MOOD)
    done = await shop.bring(project, packed.getvalue(), "folder")
    assert (done.added, done.error) == (3, None)
    version = await publish(shop, project)
    for file_format in WRITTEN:
        export_to_folder(shop.blobs, version, file_format, tmp_path / file_format)
    rows = [json.loads(line) for line in (tmp_path / "jsonl/items.jsonl").read_bytes().splitlines()]
    assert [row["id"] for row in rows] == ["cats/one.png", "dogs/three.png", "dogs/two.png"]
    with Image.open(tmp_path / "jsonl" / rows[0]["parts"]["picture"]) as picture:
        assert picture.getpixel((0, 0)) == (255, 0, 0)
    items = datasets.load_dataset(str(tmp_path / "datasets"), cache_dir=str(tmp_path / "cache"), split="train")
    assert isinstance(items.features["picture"], datasets.Image)
    assert items[1]["picture"].convert("RGB").getpixel((0, 0)) == (0, 128, 0)
    assert len(list((tmp_path / "csv/pictures").iterdir())) == 3


@pytest.mark.parametrize("file_format", list(WRITTEN))
async def test_an_empty_version_can_be_exported(shop: Workshop, tmp_path: Path, file_format: str) -> None:
    version = await publish(shop, await shop.project())
    export_to_folder(shop.blobs, version, file_format, tmp_path / "out")
    assert json.loads((tmp_path / "out/report.json").read_text())["lost"] == []


async def test_a_download_is_the_same_bytes_every_time(shop: Workshop) -> None:
    version = await publish(shop, await reviewed(shop))
    for file_format in WRITTEN:
        published = opened(shop, version)
        first = b"".join(stream(published, file_format))
        assert first == b"".join(stream(published, file_format))
        if file_format != "jsonl":
            with zipfile.ZipFile(io.BytesIO(first)) as archive:
                assert archive.testzip() is None
                assert "report.json" in archive.namelist()


async def test_refusals_say_what_to_do(shop: Workshop, tmp_path: Path) -> None:
    version = await publish(shop, await shop.project())
    with pytest.raises(Invalid, match="Use one of"):
        export_to_folder(shop.blobs, version, "docx", tmp_path / "out")
    (tmp_path / "full").mkdir()
    (tmp_path / "full/file").touch()
    with pytest.raises(Conflict, match="empty folder"):
        export_to_folder(shop.blobs, version, "csv", tmp_path / "full")
