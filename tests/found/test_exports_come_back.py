"""An export as it is downloaded: every form of it is told from its zip and read, also when it is sent as a folder."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from PIL import Image

from goodwork.actions.data.previewing import preview
from goodwork.formats.exported import REPORT, inner_of
from goodwork.formats.reading import open_source
from goodwork.formats.recognising import recognise
from goodwork.formats.registry import WRITTEN
from goodwork.formats.rows import Row
from goodwork.formats.writing import stream
from tests.data.workshop import MOOD, Workshop
from tests.versions.making import answer, opened, publish, reviewed

OF_SPANS = frozenset({"conll", "bio", "iobes", "bilou", "germeval", "brat"})
"""What holds nothing of a project that marks nothing."""
OF_REGIONS = frozenset({"coco", "cvat", "labelme", "yolo", "yolo-obb", "yolo-segment", "voc"})
"""What is of pictures alone: tests/versions/test_boxes_of_files.py has it come back."""


async def test_every_export_reads_back_from_its_zip(shop: Workshop, tmp_path: Path) -> None:
    version = await publish(shop, await reviewed(shop))
    for form in WRITTEN.keys() - OF_REGIONS:
        place = tmp_path / f"v1-{form}.zip"
        place.write_bytes(b"".join(stream(opened(shop, version), form)))
        for read_as in (recognise(place), "folder"):
            with place.open("rb") as file:
                rows = [*open_source(file, read_as).rows(0)]
            assert all(isinstance(row, Row) for row in rows), (form, read_as, rows)
            assert bool(rows) is (form not in OF_SPANS | {"alpaca"}), (form, read_as)
    questions = [MOOD]
    seen = preview((tmp_path / "v1-label-studio.zip").read_bytes(), "folder", {}, questions, True)
    assert [item.external_id for item in seen.items] == ["a", "b", "c"] and seen.said == 5
    again = await shop.project(MOOD)
    done = await shop.bring(again, (tmp_path / "v1-prodigy.zip").read_bytes(), "folder")
    assert (done.added, done.rejected, done.error) == (2, 0, None)


async def test_pictures_come_back_out_of_parquet(shop: Workshop) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, color in (("one.png", "red"), ("two.png", "blue")):
            content = io.BytesIO()
            Image.new("RGB", (3, 2), color).save(content, "png")
            archive.writestr(name, content.getvalue())
    project = await shop.project(MOOD)
    assert (await shop.bring(project, packed.getvalue(), "folder")).added == 2
    await answer(shop, project, "one.png", await shop.person("ann"), {"mood": {"labels": ["good"]}})
    version = await publish(shop, project)
    for form in ("jsonl", "csv", "parquet", "datasets"):
        again = await shop.project(MOOD)
        done = await shop.bring(again, b"".join(stream(opened(shop, version), form)), "folder")
        assert (done.added, done.rejected, done.error) == (2, 0, None), (form, await shop.faults(done))
        assert done.report["kept"].get("annotations") == 1, form


def test_a_zip_with_a_report_and_more_is_a_folder() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in (REPORT, "a.txt", "b.txt"):
            archive.writestr(name, "{}")
    assert inner_of(packed) is None and inner_of(io.BytesIO(b"PK\x03\x04broken")) is None
