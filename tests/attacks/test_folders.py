"""Folders and zips that somebody else made, and names that lead elsewhere: nothing outside is read or written."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from goodwork.cli.main import app
from goodwork.formats.documents import Document
from goodwork.formats.files import FolderFiles
from goodwork.formats.reading import open_source
from goodwork.formats.registry import WRITTEN
from goodwork.formats.report import Report
from goodwork.formats.rows import Broken, Row, Said, Source
from goodwork.model.records import Box, Choice, Span
from goodwork.sdk.files import body_of
from tests.data.conftest import shop
from tests.data.workshop import Workshop

__all__ = ["shop"]

SECRET = "the secret of this machine"
OUTSIDE = (
    "../out.txt", "../../etc/passwd.txt", "/etc/passwd.txt", "a/../../out.txt", "C:\\out.txt", "a\\..\\out.txt",
)  # fmt: skip


def zipped(*names: str) -> bytes:
    """A zip with a text under each name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(zipfile.ZipInfo(name), f"in {name}")
    return out.getvalue()


async def test_names_that_lead_out_of_a_zip_are_faults_and_the_rest_is_taken(shop: Workshop, tmp_path: Path) -> None:
    def around() -> list[Path]:
        named = [path for name in ("out.txt", "passwd.txt") for path in tmp_path.parent.rglob(name)]
        return [*named, *(path for path in (Path("/etc/passwd.txt"), Path("/out.txt")) if path.exists())]

    before = around()
    done = await shop.bring(await shop.project(), zipped("fine.txt", *OUTSIDE), "folder")
    assert (done.added, done.rejected) == (1, len(OUTSIDE))
    assert {fault.reason for fault in await shop.faults(done)} == {"its name leads out of the folder"}
    assert around() == before


@pytest.fixture
def planted(tmp_path: Path) -> Path:
    """A folder that was downloaded: a text, a link within, links that lead out, a loop."""
    (tmp_path / "secret.txt").write_text(SECRET)
    (tmp_path / "secrets").mkdir()
    (tmp_path / "secrets/deep.txt").write_text(SECRET)
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "fine.txt").write_text("Fine weather.")
    (folder / "same.txt").symlink_to(folder / "fine.txt")
    (folder / "out.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "out.ann").symlink_to(tmp_path / "secret.txt")
    (folder / "around.txt").symlink_to("../data/../secret.txt")
    (folder / "secrets").symlink_to(tmp_path / "secrets")
    (folder / "loop").symlink_to(folder)
    (folder / "self.txt").symlink_to(folder / "self.txt")
    return folder


async def test_a_folder_is_sent_without_what_its_links_lead_out_to(shop: Workshop, planted: Path) -> None:
    with body_of(planted, None) as body:
        sent = b"".join(body())
    assert SECRET.encode() not in sent
    done = await shop.bring(await shop.project(), sent, "folder")
    assert (done.added, done.duplicate) == (1, 1)
    reasons = [fault.reason for fault in await shop.faults(done)]
    assert reasons == ["it is a link"] * 2, "two texts; what annotates one of them goes with it"


@pytest.mark.parametrize("read_as", ["folder", "brat"])
def test_a_folder_is_converted_without_what_its_links_lead_out_to(planted: Path, tmp_path: Path, read_as: str) -> None:
    out = tmp_path / "out.jsonl"
    told = CliRunner().invoke(
        app, ["convert", str(planted), "--from", read_as, "--to", "jsonl", "--out", str(out), "--json"]
    )
    assert told.exit_code == 0, told.output
    assert SECRET not in out.read_text() and "Fine weather." in out.read_text()
    lost = [row["why"] for row in json.loads(told.output)["lost"]]
    assert sum("it is a link" in why for why in lost) == 2, lost


def test_a_link_is_not_opened_either(planted: Path) -> None:
    files = FolderFiles(planted)
    assert "loop/fine.txt" not in files.names()
    for name in ("out.txt", "around.txt"):
        with pytest.raises(Exception, match="leads out of the folder"):
            files.open(name)
    with files.open("same.txt") as same:
        assert same.read() == b"Fine weather."


NAMES = ("../../out", "/etc/out", "a/../../out", "..", ".", "", "C:\\out", "a\x00b", "x" * 500, "con", "-rf", "a//b")


@pytest.mark.parametrize("file_format", WRITTEN)
def test_whatever_items_are_called_files_of_an_export_lie_in_its_folder(file_format: str, tmp_path: Path) -> None:
    span = Span("q", "s", "../../label", "../../label", ((0, 1),), "T")
    box = Box("q", "b", "../../label", "../../label", 1, 1, 9, 9)
    shown = {"blob": "ab", "media": "image/png", "width": 20, "height": 20}
    picture = {"name": "picture", "type": "picture", "title": "", **shown}
    text = {"name": "text", "type": "text", "title": "Text", "text": "Text."}
    names: list[str] = []
    for part, record in ((text, span), (picture, box)):
        said = (Said("annotation", "x", (record, Choice("../c", ("../x",), ("../x",)))),)
        documents = [Document(n, name, [part], {"/m": 1}, said) for n, name in enumerate(NAMES)]
        for write in WRITTEN[file_format].writes.values():
            for file in write(iter(documents), Report()):
                names.append(file.name)
                assert all(isinstance(piece, bytes) for piece in file.pieces)
    assert names
    for name in names:
        path = (tmp_path / name).resolve()
        assert path.is_relative_to(tmp_path) and path != tmp_path, name
        assert not name.startswith("/") and "\\" not in name and ".." not in name.split("/"), name
        assert len(path.name) < 200


def test_a_container_that_unpacks_without_end_is_refused_by_every_reader_of_zips() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.txt", b"\0" * (30 << 20))
        archive.writestr("bomb.ann", b"\0" * (30 << 20))
        archive.writestr("fine.txt", "Fine weather.")
    for file_format in ("folder", "brat"):
        source: Source = open_source(io.BytesIO(out.getvalue()), file_format)
        rows: list[Any] = list(source.rows(0))
        assert [row.values["text"] for row in rows if isinstance(row, Row)] == ["Fine weather."]
        assert any(isinstance(row, Broken) and "times its size" in row.reason for row in rows)
