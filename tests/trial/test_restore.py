"""Backups taken under load, restored again and again, killed half-way, and moved to a newer PostgreSQL."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Generator
from pathlib import Path

import pytest

from goodwork.store.postgres_programs import program_folders
from tests.attacks.installation import installed, serving
from tests.trial.matrix import Row
from tests.trial.under_load import Crowd, command

Promises = Callable[[str], Row]


@pytest.fixture(scope="module")
def taken() -> Generator[tuple[Path, Path, Crowd]]:
    """A home that rests, the backup that was taken while a crowd worked in it, and what the crowd was told."""
    with installed() as place:
        crowd = Crowd(place, items=1500, people=4)
        path = place.home.parent / "goodwork.tar"
        with crowd.working():
            time.sleep(2)
            crowd.mark()
            done = command(place.home, "backup", str(path))
            time.sleep(1)
        assert done.returncode == 0, done.stderr
        place.process.terminate()
        place.process.communicate(timeout=60)
        yield place.home, path, crowd


def test_restored_ten_times_it_is_complete_ten_times(taken: tuple[Path, Path, Crowd], promises: Promises) -> None:
    home, path, crowd = taken
    row = promises("backup under load, restored 10 times")
    complete = 0
    for number in range(10):
        if number % 2:
            shutil.rmtree(home)
        done = command(home, "restore", "--replace", str(path))
        whole = command(home, "verify", "--deep")
        complete += done.returncode == 0 and whole.returncode == 0 and crowd.wrong(home) == []
    row.put("lost", complete == 10, f"{complete} of 10 complete, {len(crowd.before)} answers each")


def test_killed_at_any_moment_the_old_or_the_new_state_is_there(
    taken: tuple[Path, Path, Crowd], promises: Promises, dice: random.Random
) -> None:
    home, path, crowd = taken
    row = promises("kill -9 of a restore")
    assert command(home, "restore", "--replace", str(path)).returncode == 0
    states = 0
    for _ in range(6):
        killed = subprocess.Popen(
            [sys.executable, "-m", "goodwork.cli.main", "restore", "--replace", str(path)],
            env={**os.environ, "GOODWORK_HOME": str(home)}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        time.sleep(dice.uniform(0.2, 4))
        killed.kill()
        killed.wait()
        states += command(home, "verify").returncode == 0 and crowd.wrong(home) == []
    finished = command(home, "restore", "--replace", str(path)).returncode == 0
    row.put("lost", states == 6 and finished, f"{states} of 6 whole, and the next restore finished")


def test_a_backup_moves_to_a_newer_postgresql(taken: tuple[Path, Path, Crowd], promises: Promises) -> None:
    home, path, crowd = taken
    made_by = int((home / "postgres/data/PG_VERSION").read_text())
    newer = [f for f in program_folders(None) if f"pginstall{18}" in str(f)]
    if made_by >= 18 or not newer:
        pytest.skip("there is only one version of PostgreSQL here")
    row = promises(f"PostgreSQL {made_by} to 18")
    shutil.rmtree(home / "postgres")
    done = command(home, "restore", str(path), GOODWORK_POSTGRES_BIN=str(newer[0]))
    whole = command(home, "verify", "--deep", GOODWORK_POSTGRES_BIN=str(newer[0]))
    with serving(home, GOODWORK_POSTGRES_BIN=str(newer[0])) as place:
        missing = crowd.wrong(home)
        ready = place.answers()
    row.put("lost", done.returncode == whole.returncode == 0 and not missing and ready, done.stderr[-200:])
