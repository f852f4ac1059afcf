"""Parquet, folders, pictures."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from PIL import Image

from goodwork.errors import Invalid, TooLarge, Unreadable
from goodwork.formats import pictures
from goodwork.formats.folder import read as folder
from goodwork.formats.pictures import look_at
from goodwork.formats.reading import open_source
from tests.formats.reading import read, values


def picture(size: tuple[int, int] = (4, 2), kind: str = "png", **options: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "red").save(out, kind, **options)  # pyright: ignore[reportArgumentType]
    return out.getvalue()


def packed(files: Mapping[str, bytes | str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def test_parquet_values_become_json() -> None:
    table = pa.table(
        {
            "id": [1, 2],
            "text": ["é", None],
            "when": [datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC), None],
            "price": [Decimal("1.50"), None],
            "score": [float("nan"), 0.5],
            "tags": [["a"], []],
            "at": [{"x": 1.0}, {"x": float("inf")}],
        }
    )
    out = io.BytesIO()
    pq.write_table(table, out, row_group_size=1)
    source = open_source(out, "parquet")
    first, second = values(list(source.rows(0)))
    assert (first["when"], first["price"], first["score"]) == ("2026-01-02T03:04:05+00:00", "1.50", None)
    assert (first["id"], first["text"], first["tags"], first["at"]) == (1, "é", ["a"], {"x": 1.0})
    assert (second["text"], second["price"], second["score"], second["at"]) == (None, None, 0.5, {"x": None})
    changed = [row["what"] for row in source.report.as_json()["changed"]]
    assert changed == ["nan in column 'score'", "inf in column 'at'"]
    assert [e.line for e in source.rows(1)] == [2]
    with pytest.raises(Unreadable, match="Parquet"):
        read(out.getvalue()[:-30], "parquet")


def test_parquet_text_that_is_not_utf8_rejects_its_row() -> None:
    bad = pa.array([b"good", b"\xff"], pa.binary()).view(pa.string())
    out = io.BytesIO()
    pq.write_table(pa.table({"text": bad}), out)
    assert values(read(out.getvalue(), "parquet")) == [{"text": "good"}, (2, "the text in column 'text' is not UTF-8")]


def test_folders_give_pictures_and_texts() -> None:
    files = {"b/x.txt": "\ufeffEin Text", "a/y.png": picture(), "z.exe": b"MZ", ".DS_Store": b"", "__MACOSX/a": b""}
    source = open_source(io.BytesIO(packed(files)), "folder")
    found = values(list(source.rows(0)))
    assert found[0]["file"] == "a/y.png" and found[0]["folder"] == "a" and found[0]["picture"] == files["a/y.png"]
    assert found[1] == {"file": "b/x.txt", "folder": "b", "text": "Ein Text"}
    assert found[2][0] == 3 and "not a picture" in found[2][1]
    assert source.report.as_json()["lost"][0]["count"] == 2
    assert values(list(source.rows(1)))[0] == found[1]


def test_a_table_in_a_folder_names_the_files_beside_it() -> None:
    files = {"metadata.csv": "file_name,caption\nimg/a.png,Red\n", "img/a.png": picture()}
    source = open_source(io.BytesIO(packed(files)), "folder")
    assert values(list(source.rows(0))) == [{"file_name": "img/a.png", "caption": "Red"}]
    assert source.beside("img/a.png") == files["img/a.png"]
    assert source.beside("./img/a.png") == files["img/a.png"]
    with pytest.raises(Invalid, match="no file"):
        source.beside("../etc/passwd")


@pytest.mark.parametrize("name", ["../up.txt", "/etc/passwd.txt", "a/../../b.txt", "C:\\windows.txt", "a\\b.txt"])
def test_names_that_lead_out_of_the_folder_are_refused(name: str) -> None:
    ((_, reason),) = values(read(packed({name: "x"}), "folder"))
    assert reason == "its name leads out of the folder"


def test_links_and_encrypted_files_are_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    assert values(read(out.getvalue(), "folder")) == [(1, "it is a link")]
    locked = bytearray(packed({"a.txt": "x"}))
    at = locked.rfind(b"PK\x01\x02")
    locked[at + 8] |= 1
    assert values(read(bytes(locked), "folder")) == [(1, "it is encrypted")]


def test_zip_bombs_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = packed({"zeros.txt": b"0" * (16 << 20), "fine.txt": "ok"})
    found = values(read(bomb, "folder"))
    assert found[0]["text"] == "ok"
    assert found[1] == (2, "it unpacks to more than 200 times its size")
    monkeypatch.setattr(folder, "MOST_UNPACKED", 1 << 20)
    with pytest.raises(TooLarge, match="GB"):
        read(bomb, "folder")


def test_a_zip_that_lies_about_sizes_is_found_out() -> None:
    lying = bytearray(packed({"a.txt": b"x" * 1000}))
    at = lying.rfind(b"PK\x01\x02")
    lying[at + 24 : at + 28] = struct.pack("<I", 10)
    ((_, reason),) = values(read(bytes(lying), "folder"))
    assert "damaged" in reason


def test_cut_off_zips_say_so() -> None:
    with pytest.raises(Unreadable, match="zip can't be read"):
        read(packed({"a.txt": "x" * 100})[:-30], "folder")


@pytest.mark.parametrize(
    ("kind", "media"),
    [("png", "image/png"), ("jpeg", "image/jpeg"), ("webp", "image/webp"), ("gif", "image/gif"), ("bmp", "image/bmp")],
)
def test_pictures_are_looked_at(kind: str, media: str) -> None:
    seen = look_at(picture(kind=kind))
    assert (seen.media, seen.width, seen.height) == (media, 4, 2)


def test_width_and_height_are_those_of_the_upright_picture() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    seen = look_at(picture((40, 20), "jpeg", exif=exif))
    assert (seen.width, seen.height) == (20, 40)


def test_damaged_and_foreign_pictures_are_refused() -> None:
    large = picture((300, 300), "jpeg")
    with pytest.raises(Invalid, match="damaged"):
        look_at(large[: len(large) // 2])
    with pytest.raises(Invalid, match="not a picture"):
        look_at(b"<svg onload=alert(1)>")
    with pytest.raises(Invalid, match="not a picture"):
        look_at(picture(kind="tiff"))


def test_picture_bombs_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    # A PNG of a few bytes that says it is 100,000 x 100,000.
    head = struct.pack(">IIBBBBB", 100_000, 100_000, 8, 2, 0, 0, 0)
    chunk = struct.pack(">I", 13) + b"IHDR" + head + struct.pack(">I", zlib.crc32(b"IHDR" + head))
    with pytest.raises(Invalid, match="pixels"):
        look_at(b"\x89PNG\r\n\x1a\n" + chunk + b"\x00\x00\x00\x00IDAT" + struct.pack(">I", zlib.crc32(b"IDAT")))
    frames = [Image.new("RGB", (10, 10), (20 * n, 0, 0)) for n in range(12)]
    out = io.BytesIO()
    frames[0].save(out, "gif", save_all=True, append_images=frames[1:])
    assert look_at(out.getvalue()).width == 10
    monkeypatch.setattr(pictures, "MOST_FRAMES", 5)
    with pytest.raises(Invalid, match="frames"):
        look_at(out.getvalue())
