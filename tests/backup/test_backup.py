"""A backup comes back as it was; damaged files, installations in use and half-made restores are refused."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
import re
import stat
import subprocess
import sys
import tarfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import psycopg
import pytest

from goodwork.actions.installation import archive
from goodwork.actions.installation.back_up import back_up
from goodwork.actions.installation.restore import restore
from goodwork.actions.installation.verify import verify
from goodwork.blobs import Blobs
from goodwork.errors import Conflict, Unavailable, Unreadable
from tests.backup.conftest import PICTURE, TABLE, UPLOAD, contents

Empty = Callable[[], str]


@pytest.fixture
def place(tmp_path: Path) -> Blobs:
    """An empty place for files."""
    return Blobs(str(tmp_path / "restored"))


def test_everything_comes_back(filled: str, backup: Path, empty: Empty, place: Blobs) -> None:
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    assert not list(backup.parent.glob("*.part"))
    url = empty()
    done = restore(url, place, backup)
    assert done.verified.faults == () and not done.already and done.missing == ()
    assert contents(url) == contents(filled)
    assert place.get("imports/0123") == UPLOAD and place.get("versions/1/1/1/items.parquet") == TABLE
    assert place.get(_name(PICTURE)) == PICTURE
    # New rows get new ids, and what the schema forbids is forbidden.
    with psycopg.connect(url) as t:
        assert t.execute("INSERT INTO organization (name) VALUES ('b') RETURNING id").fetchone() == (2,)
        with pytest.raises(psycopg.errors.ForeignKeyViolation):
            t.execute("DELETE FROM item")


def test_any_tar_program_reads_it(backup: Path) -> None:
    with tarfile.open(backup) as tar:
        names = tar.getnames()
    assert names[0] == "about.json" and names[-2:] == ["manifest.json", "manifest.sha256"]
    assert {"database.dump", "blobs/imports/0123", f"blobs/{_name(PICTURE)}"} < set(names)


def test_an_installation_that_is_used_is_left_alone_unless_told(
    filled: str, backup: Path, empty: Empty, place: Blobs
) -> None:
    url = empty()
    restore(url, place, backup)
    assert restore(url, place, backup).already, "the same command again finishes"
    with psycopg.connect(url) as t:
        t.execute("UPDATE project SET name = 'changed'")
        t.execute("COMMENT ON TABLE alembic_version IS NULL")
        t.execute("CREATE TABLE left_behind AS SELECT 1")
    with pytest.raises(Conflict, match="--replace"):
        restore(url, place, backup)
    place.put_stream([b"of the old state"], "versions/1/1/1/items.parquet")
    assert restore(url, place, backup, replace=True).verified.faults == ()
    assert place.get("versions/1/1/1/items.parquet") == b"of the old state"
    with psycopg.connect(url) as t:
        (path,) = t.execute("SELECT path FROM dataset_version").fetchone() or ("",)
        assert t.execute("SELECT to_regclass('left_behind')").fetchone() == (None,)
    assert place.get(f"{path}/items.parquet") == TABLE
    assert contents(url)["item_payload"] == contents(filled)["item_payload"]


def test_nothing_is_restored_while_somebody_is_connected(backup: Path, empty: Empty, place: Blobs) -> None:
    url = empty()
    with (
        psycopg.connect(url, application_name="a worker"), psycopg.connect(url, application_name="a worker"),
        psycopg.connect(url, application_name="psql") as last,
    ):  # fmt: skip
        number = last.info.backend_pid
        with pytest.raises(Conflict) as refused:
            restore(url, place, backup)
    told = refused.value.message
    assert told.startswith("The database is in use by 3 connections: 2 of a worker (login "), told
    assert f"1 of psql (login goodwork, from the database's machine, process {number})" in told
    assert contents(url) == {} and not Path(place.root).exists()


def test_the_remedy_that_the_refusal_names_works(backup: Path, empty: Empty, place: Blobs) -> None:
    url = empty()
    left = psycopg.connect(url)
    with pytest.raises(Conflict) as refused:
        restore(url, place, backup)
    (remedy,) = re.findall(r"psql ends with: (SELECT .*?)\. Then", refused.value.message)
    with psycopg.connect(url, autocommit=True) as psql:
        psql.execute(remedy)
    _until_alone(url)
    assert restore(url, place, backup).verified.faults == ()
    with pytest.raises(psycopg.OperationalError):
        left.execute("SELECT 1")


def test_an_owner_who_is_no_superuser_is_told_of_other_logins_too(backup: Path, empty: Empty, place: Blobs) -> None:
    url = empty()
    address = psycopg.conninfo.conninfo_to_dict(url)

    def as_login(name: str) -> str:
        return f"postgresql://{name}:x@{address['host']}:{address['port']}/{address['dbname']}"

    with psycopg.connect(url, autocommit=True) as t:
        t.execute("CREATE ROLE keeper LOGIN PASSWORD 'x' CREATEROLE; CREATE ROLE web LOGIN PASSWORD 'x'")
        t.execute(f'ALTER DATABASE "{address["dbname"]}" OWNER TO keeper')  # type: ignore[call-overload]
    try:
        with (
            psycopg.connect(as_login("web")),
            pytest.raises(Conflict, match=r"1 of a program without a name \(login web"),
        ):
            restore(as_login("keeper"), place, backup)
    finally:
        with psycopg.connect(url, autocommit=True) as t:
            t.execute(f'ALTER DATABASE "{address["dbname"]}" OWNER TO CURRENT_USER')  # type: ignore[call-overload]
            t.execute("DROP ROLE keeper; DROP ROLE web")


def test_tables_of_somebody_else_are_never_dropped(backup: Path, empty: Empty, place: Blobs) -> None:
    url = empty()
    with psycopg.connect(url) as t:
        t.execute("CREATE TABLE shop (id int)")
    for replace in (False, True):
        with pytest.raises(Conflict, match="not goodwork's"):
            restore(url, place, backup, replace=replace)
    assert contents(url) == {"shop": []}


def test_files_that_are_gone_or_damaged_are_named_and_the_rest_is_kept(
    filled: str, blobs: Blobs, empty: Empty, place: Blobs, tmp_path: Path
) -> None:
    picture, upload = Path(blobs.path(_name(PICTURE))), Path(blobs.path("imports/0123"))
    picture.write_bytes(PICTURE[:-1] + b"?")
    upload.unlink()
    try:
        made = back_up(filled, blobs, tmp_path / "b.tar")
        found = verify(filled, blobs, deep=True)
    finally:
        picture.write_bytes(PICTURE)
        upload.write_bytes(UPLOAD)
    assert made.missing == ("imports/0123: is missing", f"{_name(PICTURE)}: is not what its checksum says")
    assert found.faults == ("File imports/0123: is missing.", f"File {_name(PICTURE)}: is not what its checksum says.")
    url = empty()
    done = restore(url, place, tmp_path / "b.tar")
    assert done.missing == made.missing
    assert [fault.split(":")[0] for fault in done.verified.faults] == ["File imports/0123", f"File {_name(PICTURE)}"]
    assert contents(url) == contents(filled)


def test_only_ordinary_files_are_written_over(filled: str, blobs: Blobs, tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.write_text("mine")
    (tmp_path / "link").symlink_to(precious)
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    for name in ("link", "folder", "pipe"):
        with pytest.raises(Conflict, match="no ordinary file"):
            back_up(filled, blobs, tmp_path / name)
    (tmp_path / "b.tar.part").symlink_to(precious)
    with pytest.raises(Unavailable):
        back_up(filled, blobs, tmp_path / "b.tar")
    assert precious.read_text() == "mine"


def test_a_backup_is_not_written_into_a_file_that_others_hold(filled: str, blobs: Blobs, tmp_path: Path) -> None:
    """In a folder where everybody may write, somebody could lay the unfinished file ready and read along."""
    waiting = tmp_path / "backup.tar.part"
    waiting.touch(mode=0o666)
    os.link(waiting, tmp_path / "mine")
    with pytest.raises(Conflict, match="not a file of this user's alone"):
        back_up(filled, blobs, tmp_path / "backup.tar")
    (tmp_path / "mine").unlink()
    if os.geteuid() == 0:
        os.chown(waiting, 65534, 65534)
        with pytest.raises(Conflict, match="not a file of this user's alone"):
            back_up(filled, blobs, tmp_path / "backup.tar")
    assert not waiting.read_bytes()
    assert not (tmp_path / "backup.tar").exists()


def test_under_the_name_of_a_content_no_other_content_comes_in() -> None:
    """Also when the list of members was written to fit."""
    file, name = io.BytesIO(), hashlib.sha256(b"a picture").hexdigest()
    for content, fits in ((b"a picture", True), (b"another one", False)):
        file = io.BytesIO()
        writer = archive.ArchiveWriter(file, io.BytesIO())
        about = {"goodwork": "1", "schema": "1", "postgresql": 15, "pg_dump": 15, "made_at": "today"}
        writer.add(archive.ABOUT, [archive.as_json({"format": archive.FORMAT, **about})])
        writer.add(f"{archive.BY_CONTENT}{name[:2]}/{name}", [content])
        writer.add(archive.DUMP, [b"a dump"])
        writer.finish({"tables": {}, "files": 1, "missing": []})
        if fits:
            archive.check(file)
            continue
        with pytest.raises(Unreadable) as caught:
            archive.check(file)
        assert "is not what its name says" in caught.value.faults[0].what


def test_a_role_that_can_not_see_all_gets_no_backup(filled: str, blobs: Blobs, tmp_path: Path) -> None:
    with psycopg.connect(filled, autocommit=True) as t:
        t.execute("CREATE ROLE half LOGIN PASSWORD 'half' IN ROLE goodwork_app")
    address = psycopg.conninfo.conninfo_to_dict(filled)
    url = f"postgresql://half:half@{address['host']}:{address['port']}/{address['dbname']}"
    try:
        with pytest.raises(Unavailable, match=r"row-level security|permission denied"):
            back_up(url, blobs, tmp_path / "b.tar")
    finally:
        with psycopg.connect(filled, autocommit=True) as t:
            t.execute("DROP ROLE half")
    assert list(tmp_path.iterdir()) == []


# Damaged files ------------------------------------------------------------------------------------------------


def _tar(backup: Path, change: Callable[[list[tuple[tarfile.TarInfo, bytes]]], None]) -> bytes:
    """The backup, written anew by an ordinary tar program after a change of its members."""
    with tarfile.open(backup) as tar:
        members = [(m, (tar.extractfile(m) or io.BytesIO()).read()) for m in tar.getmembers()]
    change(members)
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.GNU_FORMAT) as tar:
        for info, content in members:
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))
    return out.getvalue()


def _added(name: str, kind: bytes = tarfile.REGTYPE, link: str = "") -> Callable[[Path], bytes]:
    def damage(backup: Path) -> bytes:
        def change(members: list[tuple[tarfile.TarInfo, bytes]]) -> None:
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, link
            members.insert(1, (info, b"" if link else b"evil"))

        return _tar(backup, change)

    return damage


def _without(name: str) -> Callable[[Path], bytes]:
    return lambda backup: _tar(backup, lambda members: members.__setitem__(
        slice(None), [m for m in members if not m[0].name.startswith(name)]
    ))  # fmt: skip


def _flipped(part: float) -> Callable[[Path], bytes]:
    def damage(backup: Path) -> bytes:
        content = bytearray(backup.read_bytes())
        content[int(len(content) * part)] ^= 1
        return bytes(content)

    return damage


def _says(name: str, said: Callable[[Any], Any]) -> Callable[[Path], bytes]:
    """A backup whose seals are right and one of whose members of JSON says something else."""

    def damage(backup: Path) -> bytes:
        def change(members: list[tuple[tarfile.TarInfo, bytes]]) -> None:
            held = {info.name: content for info, content in members}
            new = said(json.loads(held[name]))
            held[name] = new if isinstance(new, bytes) else json.dumps(new).encode()
            held["manifest.sha256"] = hashlib.sha256(held["manifest.json"]).hexdigest().encode()
            members[:] = [(info, held[info.name]) for info, _ in members]

        return _tar(backup, change)

    return damage


def _claims_much(backup: Path) -> bytes:
    info = tarfile.TarInfo("blobs/x")
    info.size = 1 << 60
    return info.tobuf(tarfile.GNU_FORMAT) + backup.read_bytes()


DAMAGED: dict[str, Callable[[Path], bytes]] = {
    "empty": lambda _: b"",
    "cut off": lambda b: b.read_bytes()[:-700],
    "half": lambda b: b.read_bytes()[: b.stat().st_size // 2],
    "something behind it": lambda b: b.read_bytes() + b"x" * 512,
    "no dump": _without("database.dump"),
    "no manifest": _without("manifest.json"),
    "a blob is missing": _without("blobs/sha256"),
    "up and out": _added("blobs/../../../../etc/x"),
    "up": _added("../../etc/x"),
    "absolute": _added("/etc/x"),
    "a link": _added("blobs/x", tarfile.SYMTYPE, "/etc/passwd"),
    "a hard link": _added("blobs/x", tarfile.LNKTYPE, "database.dump"),
    "a device": _added("blobs/x", tarfile.CHRTYPE),
    "a long name": _added("blobs/" + "x" * 300),
    "not of this backup": _added("blobs/x"),
    "a size beyond all": _claims_much,
    "about.json is nested without end": _says("about.json", lambda _: b"[" * 60_000),
    "about.json says no schema": _says("about.json", lambda about: {"format": about["format"]}),
    "about.json says no version": _says("about.json", lambda about: {**about, "postgresql": "x"}),
    "the manifest says no tables": _says("manifest.json", lambda said: {**said, "tables": {"item": "x"}}),
    "the manifest is a list": _says("manifest.json", lambda said: [said]),
    "a gzip bomb": lambda _: gzip.compress(bytes(50 << 20)),
    "a picture": lambda _: PICTURE,
    **{f"a bit at {part:.0%}": _flipped(part) for part in (0.0, 0.01, 0.2, 0.5, 0.8, 0.9, 0.97, 0.999)},
}


@pytest.mark.parametrize("damage", DAMAGED)
def test_a_damaged_backup_changes_nothing(
    damage: str, backup: Path, filled: str, blobs: Blobs, place: Blobs, tmp_path: Path
) -> None:
    path = tmp_path / "damaged.tar"
    path.write_bytes(DAMAGED[damage](backup))
    before = contents(filled)
    with pytest.raises(Unreadable, match=r"Nothing was changed"):
        restore(filled, place, path, replace=True)
    assert contents(filled) == before
    assert not Path(place.root).exists()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["damaged.tar"]


def test_a_backup_of_a_newer_goodwork_is_refused(backup: Path, empty: Empty, place: Blobs, tmp_path: Path) -> None:
    def change(members: list[tuple[tarfile.TarInfo, bytes]]) -> None:
        about = json.loads(members[0][1])
        members[0] = (members[0][0], json.dumps({**about, "schema": "9999", "goodwork": "99.0"}).encode())

    path = tmp_path / "newer.tar"
    path.write_bytes(_tar(backup, change))
    with pytest.raises(Conflict, match="newer goodwork"):
        restore(empty(), place, path)


# Interrupted --------------------------------------------------------------------------------------------------

_RESTORE = """
import sys
from pathlib import Path
from goodwork.actions.installation.restore import restore
from goodwork.blobs import Blobs
restore(sys.argv[1], Blobs(sys.argv[2]), Path(sys.argv[3]), replace=True, say=lambda line: print(line, flush=True))
"""


@pytest.mark.parametrize("after", [0.1])
def test_a_restore_that_is_killed_leaves_the_old_state_and_the_next_finishes(
    after: float, filled: str, backup: Path, empty: Empty, place: Blobs
) -> None:
    url = empty()
    restore(url, place, backup)
    with psycopg.connect(url) as t:
        t.execute("UPDATE project SET name = 'the old state'")
    old = contents(url)
    killed = subprocess.Popen(
        [sys.executable, "-c", _RESTORE, url, place.root, str(backup)], stdout=subprocess.PIPE, text=True
    )
    assert killed.stdout is not None
    for line in killed.stdout:
        if line.startswith("Restoring the database"):
            break
    time.sleep(after)
    killed.kill()
    killed.wait()
    killed.stdout.close()
    _until_alone(url)
    now = contents(url)
    assert now == old or now["project"] == contents(filled)["project"]
    assert verify(url, place).faults == ()
    assert restore(url, place, backup, replace=True).verified.faults == ()
    assert contents(url)["project"] == contents(filled)["project"]


def test_a_full_disk_changes_nothing(backup: Path, empty: Empty, tmp_path: Path) -> None:
    full = tmp_path / "full"
    full.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", full], capture_output=True, text=True, check=False
    )
    if mounted.returncode:
        pytest.skip("a small file system can't be mounted here")
    url = empty()
    try:
        with pytest.raises(Unavailable, match="no room left"):
            restore(url, Blobs(str(full / "blobs")), backup)
        assert not list(full.rglob("*.part"))
    finally:
        subprocess.run(["umount", full], check=True)
    assert contents(url) == {}
    assert restore(url, Blobs(str(full / "blobs")), backup).verified.faults == ()


def test_verify_names_what_breaks_the_rules(backup: Path, empty: Empty, place: Blobs) -> None:
    url = empty()
    restore(url, place, backup)
    with psycopg.connect(url, autocommit=True) as t:
        t.execute("UPDATE item SET completed = 2, live = 1 WHERE id = 7")
        t.execute("UPDATE project SET form_version = 5")
        t.execute("DROP INDEX item_queue")
        t.execute("CREATE POLICY open_door ON person TO goodwork_app USING (true)")
    faults = "\n".join(verify(url, place).faults)
    for told in (
        "index item item_queue",
        "open_door",
        "claims that run (such as 7)",
        "fill a slot (such as 7)",
        "form",
    ):
        assert told in faults
    with suppress(FileNotFoundError):
        os.truncate(place.path("imports/0123"), 3)
    assert any("has 3 bytes" in fault for fault in verify(url, place).faults)


def _until_alone(url: str) -> None:
    """The server notices a little later that nobody is at the other end, and rolls back."""
    query = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    for _ in range(200):
        with psycopg.connect(url) as t:
            if t.execute(query).fetchone() == (0,):
                return
        time.sleep(0.05)
    raise AssertionError("somebody is still connected")


def _name(content: bytes) -> str:
    digest = hashlib.sha256(content).hexdigest()
    return f"sha256/{digest[:2]}/{digest}"
