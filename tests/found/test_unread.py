"""Files that goodwork knows and does not read: refused with a sentence, never read as something else."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from typer.testing import CliRunner

from goodwork.cli import convert
from goodwork.errors import Invalid
from goodwork.formats.recognising import CONFIG, recognise_file
from goodwork.model.data import ImportState
from tests.data.workshop import MOOD, Workshop


def picture(mode: str = "RGB") -> bytes:
    out = io.BytesIO()
    Image.new(mode, (4, 3)).save(out, "PNG")
    return out.getvalue()


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def dumped(value: Any, **how: Any) -> bytes:
    return json.dumps(value, **how).encode()


BOX = {"id": 1, "image_id": 1, "category_id": 3, "bbox": [1, 1, 3, 3], "area": 9, "iscrowd": 0}
RLE = {"id": 2, "image_id": 1, "category_id": 3, "iscrowd": 1, "segmentation": {"counts": [0, 3], "size": [1, 3]}}
COCO = {
    "info": {}, "licenses": [], "images": [{"id": 1, "file_name": "a.jpg", "width": 10, "height": 8}],
    "annotations": [BOX, RLE], "categories": [{"id": 3, "name": "cat"}],
}  # fmt: skip
VOC = "<annotation><filename>a.jpg</filename><object><name>cat</name></object></annotation>"
CVAT = '<?xml version="1.0"?>\n<annotations><version>1.1</version><image id="0" name="a.png"/></annotations>'
TRACKS = '<?xml version="1.0"?>\n<annotations><version>1.1</version><track id="0" label="cat"></track></annotations>'
LABELME = {"version": "5.0", "flags": {}, "shapes": [], "imagePath": "a.jpg", "imageData": None}
VIA = {"a.jpg12": {"filename": "a.jpg", "size": 12, "regions": [], "file_attributes": {}}}
YOLO = "0 0.5 0.5 0.2 0.2\n1 0.1 0.1 0.1 0.1\n"

UNREAD: list[tuple[str, bytes, str]] = [
    ("letter.rtf", b"{\\rtf1\\ansi Hello}", "RTF"),
    ("captions.json", dumped({"images": [], "annotations": [{"image_id": 1, "caption": "A cat"}]}), "COCO"),
    ("results.json", dumped([{**BOX, "score": 0.5}]), "COCO"),
    ("points.json", dumped([{"image_id": 1, "category_id": 1, "keypoints": [1, 2, 2], "score": 1}]), "COCO"),
    ("via.json", dumped(VIA), "VGG"),
    ("via.csv", b'filename,region_shape_attributes,region_attributes\na.jpg,"{}","{}"\n', "VGG"),
    ("open-images.csv", b"ImageID,Source,LabelName,XMin\nabc,xclick,/m/01,0.1\n", "Open Images"),
    ("datumaro.json", dumped({"info": {}, "categories": {"label": {}}, "items": [{"id": "a"}]}), "Datumaro"),
    ("createml.json", dumped([{"image": "a", "annotations": [{"label": "x", "coordinates": {}}]}]), "Create ML"),
    ("voc.xml", VOC.encode(), "Pascal VOC"),
    ("tracks.xml", TRACKS.encode(), "CVAT"),
    ("other.xml", b"<TEI><text>Hi</text></TEI>", "XML (TEI)"),
    ("tracks.zip", zipped({"annotations.xml": TRACKS, "images/a.png": picture()}), "CVAT"),
    ("masks.zip", zipped({"images/a.png": picture(), "masks/a.png": picture("L")}), "masks"),
    ("map.json", dumped({"type": "FeatureCollection", "features": []}), "GeoJSON"),
    ("squad.json", dumped({"version": "v2.0", "data": [{"title": "T", "paragraphs": []}]}), "SQuAD"),
    ("labelbox.ndjson", dumped({"data_row": {"row_data": "https://x/a.png"}, "projects": {}}), "Labelbox"),
    (
        "manifest.jsonl",
        dumped({"source-ref": "s3://a", "m": 1, "m-metadata": {"type": "groundtruth/text"}}),
        "SageMaker",
    ),
    ("tree.jsonl", dumped({"tree_state": "ready", "prompt": {"text": "Q", "replies": []}}), "Open Assistant"),
    ("answers.jsonl", dumped({"model_id": "m", "choices": [{"index": 0, "turns": ["A"]}]}), "MT-bench"),
    ("steps.jsonl", dumped({"question": {"problem": "1+1"}, "label": {"steps": []}}), "PRM800K"),
    ("chats.json", dumped([{"uuid": "u", "name": "Trip", "chat_messages": [{"text": "Q"}]}]), "chat program"),
    ("letter.docx", zipped({"[Content_Types].xml": "<x/>", "word/document.xml": "<w/>"}), "Word"),
    ("page.xls", b"<html><table><tr><td>text</td></tr></table></html>", "web page"),
    ("one.png", picture(), "one picture"),
    ("paper.pdf", b"%PDF-1.4\n", "PDF"),
    ("film.mp4", b"\x00\x00\x00\x18ftypmp42\x00\x00", "video"),
    ("base.db", b"SQLite format 3\x00" + bytes(90), "database"),
]


@pytest.mark.parametrize(("name", "content", "what"), UNREAD, ids=[name for name, _, _ in UNREAD])
def test_what_is_not_read_is_named(name: str, content: bytes, what: str) -> None:
    with pytest.raises(Invalid, match="It was not read") as refused:
        recognise_file(io.BytesIO(content), name)
    assert what in refused.value.what and refused.value.what.startswith(name) and refused.value.next_step


READ: list[tuple[str, bytes, str]] = [
    ("config.xml", b"<!-- moods -->\n<View><Text name='t' value='$text'/></View>", CONFIG),
    ("rows.json", dumped([{"image_id": 1, "caption": "A cat"}]), "jsonl"),
    ("images.json", dumped({"text": "Two pictures", "images": ["a.png", "b.png"]}), "jsonl"),
    ("pictures.zip", zipped({"cat/a.png": picture(), "dog/b.png": picture()}), "folder"),
    ("captions.zip", zipped({"a.png": picture(), "a.txt": "A cat on a mat"}), "folder"),
    ("listed.zip", zipped({"metadata.csv": "file_name,text\na.png,A cat\n", "a.png": picture()}), "folder"),
    ("classes.zip", zipped({"mask/1.png": picture(), "no_mask/1.png": picture()}), "folder"),
    ("album.jsonl", dumped({"text": "Two", "images": ["a.png"], "annotations": [{"label": "x"}]}), "jsonl"),
    ("many.jsonl", dumped({"text": "Two", "instances": [{"a": 1}], "metadata": {"b": 2}}), "jsonl"),
    ("yolo.zip", zipped({"images/a.png": picture(), "labels/a.txt": YOLO}), "yolo"),
    ("pose.zip", zipped({"a.png": picture(), "a.txt": "0 0.1 0.1 0.2 0.2 0.3 0.3 2\n", "b.png": picture()}), "yolo"),
    ("labelme.json", dumped(LABELME), "labelme"),
    ("labelme.zip", zipped({"a.png": picture(), "a.json": dumped(LABELME)}), "labelme"),
    ("cvat.xml", CVAT.encode(), "cvat"),
    ("cvat.zip", zipped({"annotations.xml": CVAT, "images/a.png": picture()}), "cvat"),
    ("voc.zip", zipped({"JPEGImages/a.png": picture(), "Annotations/a.xml": VOC}), "voc"),
    ("coco.json", dumped(COCO), "coco"),
    ("pretty.json", dumped(COCO, indent=1), "coco"),
    ("roboflow.zip", zipped({"_annotations.coco.json": dumped(COCO), "a.jpg": picture()}), "coco"),
    ("table.csv", b"ID3,text\n1,Good\n", "csv"),
    ("rows.txt", b"1 2 3 4 5\n", "text"),
]


@pytest.mark.parametrize(("name", "content", "known"), READ, ids=[name for name, _, _ in READ])
def test_what_is_like_it_is_read(name: str, content: bytes, known: str) -> None:
    assert recognise_file(io.BytesIO(content), name) == known


def test_the_command_says_so_and_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "via.json").write_bytes(dumped(VIA))
    with pytest.raises(Invalid, match=r"VGG.*Send the pictures alone"):
        CliRunner().invoke(
            convert.app,
            [str(tmp_path / "via.json"), "--to", "jsonl", "--out", str(tmp_path / "out")],
            catch_exceptions=False,
        )
    assert [path.name for path in tmp_path.iterdir()] == ["via.json"]


async def test_an_import_says_so_and_brings_nothing(shop: Workshop) -> None:
    project = await shop.project(MOOD)
    done = await shop.bring(project, zipped({"a.png": picture(), "a.xml": TRACKS}), "auto")
    assert (done.state, done.added) == (ImportState.FAILED, 0) and "CVAT" in (done.error or "")
