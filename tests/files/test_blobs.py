"""Files: on the disk before they are acknowledged, whole or named as damaged, and nothing half kept."""

from __future__ import annotations

import hashlib
import os
import stat
import subprocess
import tempfile
import time
from collections.abc import AsyncIterator, Generator
from pathlib import Path

import pytest

from goodwork.blobs import PARTIAL, Blobs
from goodwork.errors import Damaged, NotFound, StorageFull
from goodwork.formats.published import pictures_of
from goodwork.formats.report import Report


@pytest.fixture
def blobs(tmp_path: Path) -> Blobs:
    return Blobs(str(tmp_path / "blobs"))


@pytest.fixture
def synced(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was waited for on the disk, in order, beside the moves: the real calls are made as well."""
    told: list[str] = []
    fsync, rename = os.fsync, os.rename

    def note_fsync(handle: int) -> None:
        told.append("sync " + Path(f"/proc/self/fd/{handle}").readlink().name.split(".")[0][:12])
        fsync(handle)

    def note_rename(source: str, target: str, **rest: int) -> None:
        told.append("move " + Path(target).name[:12])
        rename(source, target, **rest)

    monkeypatch.setattr(os, "fsync", note_fsync)
    monkeypatch.setattr(os, "rename", note_rename)
    return told


def parts(folder: Path) -> list[Path]:
    return [p for p in folder.rglob("*") if p.name.endswith(PARTIAL)]


def test_file_then_name_then_folder_are_on_the_disk_before_the_name_is_given(blobs: Blobs, synced: list[str]) -> None:
    with blobs.writing("versions/1/table") as file:
        file.write(b"rows")
    assert synced[-3:] == ["sync table", "move table", "sync 1"]


def test_many_wait_for_the_disk_together(blobs: Blobs, synced: list[str]) -> None:
    contents = [b"%d" % n for n in range(40)]
    with blobs.together() as put:
        names = [put(content) for content in contents + contents]
        assert not any(blobs.size(name) for name in names)
    moves = [n for n, said in enumerate(synced) if said.startswith("move")]
    assert len(moves) == 40
    assert sum(said.startswith("sync") for said in synced[: moves[0]]) >= 40
    assert {said.split()[1] for said in synced[moves[-1] + 1 :]} == {name.split("/")[1] for name in names}
    assert [blobs.get(name) for name in names] == contents + contents


def test_modes_do_not_rest_on_the_umask(blobs: Blobs) -> None:
    before = os.umask(0)
    try:
        name = blobs.put(b"mine")
        blobs.put_stream([b"mine"], "imports/1")
    finally:
        os.umask(before)
    for path in Path(blobs.root).rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path
    assert stat.S_IMODE(Path(blobs.root).stat().st_mode) == 0o700
    assert blobs.get(name) == b"mine"


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (lambda p: p.write_bytes(b""), "is empty"),
        (lambda p: p.write_bytes(b"pictur"), "was altered or cut"),
        (lambda p: p.write_bytes(b"picturE"), "was altered or cut"),
        (lambda p: p.unlink(), "is missing"),
    ],
    ids=["emptied", "cut", "altered", "missing"],
)
def test_what_was_damaged_is_named_and_mended_by_the_same_bytes(blobs: Blobs, harm: object, said: str) -> None:
    name = blobs.put(b"picture")
    assert callable(harm)
    harm(Path(blobs.path(name)))
    with pytest.raises(Damaged, match=said) as refused:
        blobs.get(name)
    assert name in refused.value.what
    assert isinstance(refused.value, NotFound)
    if said != "was altered or cut" or blobs.size(name) != len(b"picture"):
        assert blobs.put(b"picture") == name
        assert blobs.get(name) == b"picture"


def test_an_export_names_the_damaged_picture_and_brings_the_others(blobs: Blobs) -> None:
    import pyarrow as pa

    names = [blobs.put(b"picture %d" % n) for n in range(3)]
    Path(blobs.path(names[1])).write_bytes(b"")

    class Version:
        manifest = {"parts": [{"type": "picture"}]}  # noqa: RUF012
        picture = staticmethod(blobs.get)

        def batches(self, table: str) -> Generator[pa.RecordBatch]:
            rows = [{"parts": [{"blob": name, "media": "image/png"}]} for name in names]
            yield from pa.Table.from_pylist(rows).to_batches()

    report = Report()
    written = {file.name: b"".join(file.pieces) for file in pictures_of(Version(), report)}
    assert sorted(written.values()) == [b"picture 0", b"picture 2"]
    (lost,) = report.as_json()["lost"]
    assert names[1].rsplit("/", 1)[1] in lost["what"]
    assert "is empty" in lost["why"]


def test_what_killed_writers_left_is_swept_and_what_is_written_to_is_not(blobs: Blobs) -> None:
    kept = blobs.put(b"kept")
    writing = blobs.writing("imports/now")
    writing.__enter__()
    abandoned = Path(blobs.path("imports")) / f"old.1234{PARTIAL}"
    abandoned.write_bytes(b"half")
    os.utime(abandoned, (time.time() - 2 * 86_400,) * 2)
    assert blobs.sweep() == 1
    assert not abandoned.exists()
    assert len(parts(Path(blobs.root))) == 1
    writing.__exit__(None, None, None)
    assert blobs.get(kept) == b"kept"
    assert blobs.get("imports/now") == b""


@pytest.fixture
def small() -> Generator[Path]:
    """A disk of two megabytes."""
    folder = Path(tempfile.mkdtemp(prefix="goodwork-small-"))
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", folder], capture_output=True, text=True, check=False
    )
    if mounted.returncode:
        folder.rmdir()
        pytest.skip(f"SKIPPED, so a full disk was NOT tested: a small disk can't be mounted ({mounted.stderr.strip()})")
    yield folder
    subprocess.run(["umount", folder], check=True)
    folder.rmdir()


async def test_a_full_disk_is_said_and_nothing_half_is_kept(small: Path) -> None:
    blobs = Blobs(str(small / "blobs"))
    before = blobs.put(b"before")

    async def much() -> AsyncIterator[bytes]:
        for _ in range(8):
            yield os.urandom(1 << 19)

    with pytest.raises(StorageFull, match="no room left"):
        await blobs.put_upload(much(), "imports/1", 1 << 30)
    with pytest.raises(StorageFull):
        blobs.put(os.urandom(3 << 20))
    with pytest.raises(StorageFull):
        _put_together(blobs, [os.urandom(1 << 19) for _ in range(8)])
    assert [p for p in (small / "blobs").rglob("*") if p.is_file()] == [Path(blobs.path(before))]
    assert blobs.get(before) == b"before"
    content = os.urandom(1 << 20)
    assert blobs.put(content).endswith(hashlib.sha256(content).hexdigest())


def _put_together(blobs: Blobs, contents: list[bytes]) -> None:
    with blobs.together() as put:
        for content in contents:
            put(content)
