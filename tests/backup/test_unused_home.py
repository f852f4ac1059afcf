"""A home without an installation: commands that find nothing to do there, or are refused, leave it as it was."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Generator
from pathlib import Path

import pytest

from goodwork.cli.local import administered
from goodwork.errors import NotFound, Unavailable, Unreadable
from goodwork.settings import Settings
from goodwork.store.embedded import EmbeddedServer


@pytest.fixture
def place() -> Generator[Path]:
    """A folder that PostgreSQL's user may enter."""
    folder = Path(tempfile.mkdtemp(prefix="goodwork-unused-"))
    folder.chmod(0o755)
    yield folder
    EmbeddedServer(folder / "a" / "home" / "postgres").stop()
    shutil.rmtree(folder)


def settings_of(home: Path) -> Settings:
    return Settings(home=home, database_url=None)


@pytest.mark.parametrize("there", [False, True], ids=["missing", "empty"])
def test_backup_and_verify_make_no_database(there: bool, place: Path) -> None:
    home = place / "a" / "home"
    if there:
        home.mkdir(parents=True)
    with pytest.raises(NotFound, match="There is no database in"), administered(settings_of(home)):
        pass
    assert [*place.rglob("*")] == ([place / "a", home] if there else [])


def refused(settings: Settings, url_seen: list[str]) -> None:
    """A restore that gets as far as the files."""
    with administered(settings, alone=True) as url:
        url_seen.append(url)
        (settings.home / "blobs").mkdir()
        (settings.home / "blobs/kept").write_text("restored already")
        raise Unreadable("This is no backup.")


def test_a_refused_restore_leaves_no_database_behind(place: Path) -> None:
    home, seen = place / "a" / "home", list[str]()
    with pytest.raises(Unreadable, match="no backup"):
        refused(settings_of(home), seen)
    assert seen and seen[0].startswith("postgresql://"), "there was one meanwhile"
    # Files that were restored already help the next attempt.
    assert [*home.rglob("*")] == [home / "blobs", home / "blobs/kept"]


def test_what_is_not_ours_is_not_taken_away(place: Path) -> None:
    home = place / "a" / "home"
    (home / "postgres/data").mkdir(parents=True)
    (home / "postgres/data/precious").write_text("mine")
    with pytest.raises(Unavailable, match="not a whole database"), administered(settings_of(home), alone=True):
        pass
    assert (home / "postgres/data/precious").read_text() == "mine"
