"""Who may read what goodwork keeps: whoever runs it, and nobody else."""

from __future__ import annotations

import os
import pwd
import shutil
import stat
import subprocess
import tempfile
from collections.abc import Generator
from pathlib import Path

import pytest

from goodwork.blobs import Blobs
from goodwork.cli.local import blobs_of, prepare_home, secret_of
from goodwork.errors import Unavailable
from goodwork.settings import Settings
from goodwork.store.embedded import EmbeddedServer
from goodwork.store.postgres_programs import owner_of_files

AS_ROOT = os.geteuid() == 0
only_root = pytest.mark.skipif(not AS_ROOT, reason="SKIPPED, so this was NOT tested: only root can become another user")


@pytest.fixture
def place() -> Generator[Path]:
    """An empty folder that everybody may enter."""
    path = Path(tempfile.mkdtemp(prefix="goodwork-who-"))
    path.chmod(0o755)
    yield path
    shutil.rmtree(path)


@pytest.fixture(scope="module")
def home() -> Generator[Path]:
    """A home as an older goodwork left it, opened once by this one; its database runs."""
    outer = Path(tempfile.mkdtemp(prefix="goodwork-who-"))
    outer.chmod(0o755)
    home = outer / "home"
    before = os.umask(0o022)
    try:
        for folder in (home, home / "blobs/sha256/ab", home / "postgres/programs/postgresql-1/bin"):
            folder.mkdir(parents=True)
        home.chmod(0o711)
        for file in (home / "blobs/sha256/ab/abcd", home / "postgres/lock", home / "postgres/users"):
            file.write_text("x")
        (home / "postgres/programs/postgresql-1/bin/tool").write_text("x")
    finally:
        os.umask(before)
    prepare_home(home)
    server = EmbeddedServer(home / "postgres")
    try:
        server.start()
        settings = Settings(home=home)
        secret_of(settings)
        Blobs(blobs_of(settings)).put(b"picture")
        yield home
    finally:
        server.stop()
        shutil.rmtree(outer)


def reachable(home: Path) -> list[Path]:
    """What somebody else could get to: everything below folders that let others pass."""
    found = [home] if stat.S_IMODE(home.stat().st_mode) & 0o077 else []
    if home.is_dir() and stat.S_IMODE(home.stat().st_mode) & 0o011:
        for entry in home.iterdir():
            found += reachable(entry)
    return found


def test_nothing_of_an_old_home_is_open_after_a_start(home: Path) -> None:
    assert reachable(home) == []
    for name in ("secret", "blobs", "postgres", *(f"postgres/{n}" for n in ("lock", "users", "password", "port"))):
        mode = stat.S_IMODE((home / name).lstat().st_mode)
        assert mode == (0o700 if (home / name).is_dir() else 0o600), name
    assert stat.S_IMODE((home / "postgres/password.login").stat().st_mode) == 0o600


@only_root
def test_as_root_all_of_it_belongs_to_the_account_of_postgresql(home: Path) -> None:
    owner = owner_of_files()
    for path in (home, *home.iterdir(), *(home / "postgres").iterdir()):
        assert (path.stat().st_uid, path.stat().st_gid) == owner, path
    blobs = Blobs(str(home / "blobs"))
    new = Path(blobs.path(blobs.put(b"new")))
    assert (new.stat().st_uid, new.stat().st_gid) == owner
    fresh = Blobs(str(home / "fresh"))
    fresh.put(b"the first file of a store")
    for path in (home / "fresh", *(home / "fresh").rglob("*")):
        assert (path.stat().st_uid, path.stat().st_gid) == owner, path
    assert blobs.sweep() == 0
    for path in (home / "blobs").rglob("*"):
        assert (path.stat().st_uid, path.stat().st_gid) == owner, path
        assert not stat.S_IMODE(path.stat().st_mode) & 0o077, path


@only_root
@pytest.mark.parametrize(
    "tried",
    [
        "ls {home}",
        "ls {home}/blobs",
        "cat {home}/blobs/sha256/ab/abcd",
        "cat {home}/secret",
        "cat {home}/postgres/password.login",
        "cat {home}/postgres/programs/postgresql-1/bin/tool",
        "flock --nonblock --shared {home}/postgres/lock true",
        "ls {home}/postgres/data",
    ],
)
def test_nobody_can_list_read_or_lock_anything(home: Path, tried: str) -> None:
    command = tried.format(home=home)
    assert subprocess.run(["sh", "-c", command], capture_output=True, check=False).returncode == 0, "a try that works"
    done = subprocess.run(
        ["runuser", "-u", "nobody", "--", "sh", "-c", command], capture_output=True, text=True, check=False
    )
    assert done.returncode != 0
    assert "ermission denied" in done.stderr + done.stdout


@only_root
def test_a_home_of_another_user_is_refused_and_left_alone(place: Path) -> None:
    theirs = place / "theirs"
    theirs.mkdir(mode=0o755)
    other = pwd.getpwnam("daemon").pw_uid
    os.chown(theirs, other, other)
    with pytest.raises(Unavailable, match="belongs to another user"):
        prepare_home(theirs)
    assert stat.S_IMODE(theirs.stat().st_mode) == 0o755
    assert theirs.stat().st_uid == other


@only_root
def test_a_link_of_another_user_on_the_way_is_refused(place: Path) -> None:
    (place / "real").mkdir()
    link = place / "link"
    link.symlink_to(place / "real")
    os.chown(link, pwd.getpwnam("daemon").pw_uid, 0, follow_symlinks=False)
    with pytest.raises(Unavailable, match="link"):
        prepare_home(link / "home")
    assert not (place / "real" / "home").exists()


def test_a_folder_that_everybody_may_rename_things_in_is_refused(place: Path) -> None:
    place.chmod(0o777)
    with pytest.raises(Unavailable, match="Everybody may rename"):
        prepare_home(place / "home")
    assert not (place / "home").exists()


def test_somebodys_own_folder_is_not_taken_over(place: Path) -> None:
    (place / "thesis.txt").write_text("years of work")
    with pytest.raises(Unavailable, match="nothing of goodwork's"):
        prepare_home(place)
    assert stat.S_IMODE(place.stat().st_mode) == 0o755


def test_a_link_in_place_of_a_file_is_not_written_through(place: Path) -> None:
    home = prepare_home(place / "home")
    victim = place / "victim"
    victim.write_text("kept")
    (home / "postgres").mkdir(mode=0o700)
    (home / "postgres" / "lock").symlink_to(victim)
    with pytest.raises(OSError, match=r"symbolic links"):
        EmbeddedServer(home / "postgres").start()
    assert victim.read_text() == "kept"
