"""Where commands write: a new file, or a regular file whose place the new one takes once it is whole."""

from __future__ import annotations

import shutil
import stat
import tempfile
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from pathlib import Path

from goodwork.cli.apart import half_made
from goodwork.errors import Conflict


def check_files(places: Mapping[str, Path | None]) -> None:
    """Conflict when one of these files, by their options, can't be made or would take the place of something else."""
    taken: dict[Path, str] = {}
    for option, place in places.items():
        if place is None:
            continue
        check_file(option, place)
        before = taken.setdefault(real_place(option, place), option)
        if before != option:
            raise Conflict(
                f"{before} and {option} are both {place}.", kept="Nothing was written.", next_step="Name two places."
            )


def real_place(option: str, place: Path) -> Path:
    """Where a file goes: to the place itself, or to where a link there leads, so that the link stays a link."""
    try:
        return place.resolve()
    except (OSError, RuntimeError):  # which of them is a matter of the version
        raise Conflict(
            f"{option} {place} is a link that leads to itself.", kept="It was left as it is.", next_step="Name a file."
        ) from None


def check_file(option: str, place: Path) -> None:
    """Conflict unless there is nothing at this place, or a regular file: never a device, a pipe or a folder."""
    try:
        mode = place.stat().st_mode
    except OSError:
        return  # nothing there, or nothing that can be reached: whoever writes says why
    if not stat.S_ISREG(mode):
        what = "a folder" if stat.S_ISDIR(mode) else "no regular file"
        raise Conflict(f"{option} {place} is {what}.", kept="It was left as it is.", next_step="Name a file.")


@contextmanager
def whole(out: Path, *, is_folder: bool) -> Generator[Path]:
    """Where to write: what is there becomes PLACE when all went well, and vanishes when it did not.

    Where PLACE is a link, what it leads to is replaced.
    """
    out = real_place("--out", out)
    if is_folder and out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise Conflict(
            f"{out} is there already and not an empty folder.",
            kept="It was left as it is.",
            next_step="Name another one.",
        )
    if not is_folder:
        check_file("--out", out)
    out.parent.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(prefix=f".{out.name}.", suffix=".partial", dir=out.parent))
    half_made(scratch)
    try:
        partial = scratch / "whole"
        if is_folder:
            partial.mkdir()
        yield partial
        if is_folder and out.exists():
            out.rmdir()
        partial.replace(out)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
