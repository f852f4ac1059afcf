"""A backup put in the place of an installation: files first, then the database in one transaction, then verified."""

from __future__ import annotations

import asyncio
import os
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from goodwork.actions.installation import archive
from goodwork.actions.installation.verify import Verified, verify
from goodwork.blobs import Blobs
from goodwork.errors import Conflict, NotFound, StorageFull, Unavailable
from goodwork.store.installation.clients import find_clients
from goodwork.store.installation.restoring import target
from goodwork.store.schema import REVISIONS, migrate


@dataclass(frozen=True, slots=True)
class Restoration:
    """What a restore came to."""

    made_at: str
    rows: int
    files: int
    already: bool
    """Whether the database held this backup before: then only what comes after it was done again."""
    missing: tuple[str, ...]
    """Files that the backup itself did not have."""
    notes: tuple[str, ...]
    verified: Verified


def restore(
    url: str,
    blobs: Blobs,
    path: Path,
    *,
    replace: bool = False,
    programs: Path | None = None,
    kept: Path | None = None,
    say: Callable[[str], None] = lambda _: None,
) -> Restoration:
    """Restore ``path`` into the database at ``url`` (the administrator's address) and into ``blobs``.

    Every checksum is compared before anything is changed. Whoever is killed, the database holds the old state or the
    new one, and the same call made again finishes. Unreadable, Conflict or Unavailable say what is in the way.
    """
    with _opened(path) as file:
        about = archive.read_about(file)
        revision, made_by = str(about["schema"]), int(about["postgresql"])
        if revision not in REVISIONS:
            raise Conflict(
                f"The backup is of a newer goodwork: {about['goodwork']}, schema {revision}; this one knows "
                f"{REVISIONS[-1]}.",
                kept="Nothing was changed.",
                next_step="Install that version of goodwork, then restore.",
            )
        say("Checking the backup ...")
        checked = archive.check(file)
        with target(url) as database:
            if database.postgresql < made_by:
                raise Conflict(
                    f"The backup was made by PostgreSQL {made_by}, and this is PostgreSQL {database.postgresql}.",
                    kept="Nothing was changed.",
                    next_step=f"Restore it into PostgreSQL {made_by} or newer.",
                )
            already = database.mark() == checked.identity and not replace
            empty = database.is_empty()
            if not (empty or replace or already):
                raise Conflict(
                    "The installation is in use: it has people and data.",
                    kept="Nothing was changed.",
                    next_step="Back it up, then say --replace: the backup takes the place of all that is there.",
                )
            clients = find_clients(max(int(about["pg_dump"]), made_by), setting=programs, kept=kept)
            # What is not named by its content could be a file of the state that is being replaced.
            folder = f"restored/{checked.identity[:12]}" if replace and not empty else None
            notes: list[str] = []
            if not already:
                database.refuse_others()
                say("Restoring the files ...")
                files = _files(file, blobs, folder)
                say("Restoring the database ...")
                with archive.written_out(file, checked.dump) as dump:
                    made = database.replace(
                        dump, clients, checked.manifest["tables"], mark=checked.identity, folder=folder
                    )
                notes += [f"Left out, because the role is not on this server: {line}" for line in made.left_out]
            else:
                files = int(checked.manifest["files"])
    applied = asyncio.run(migrate(url))
    if applied:
        notes.append(f"The schema was brought from {revision} to {applied[-1]}.")
    say("Verifying ...")
    return Restoration(
        str(about["made_at"]), sum(checked.manifest["tables"].values()), files, already,
        tuple(checked.manifest["missing"]), tuple(notes), verify(url, blobs),
    )  # fmt: skip


def _files(file: IO[bytes], blobs: Blobs, folder: str | None) -> int:
    number = 0
    for member in archive.blobs(file):
        by_content = member.name.startswith("sha256/")
        name = member.name if by_content or folder is None else f"{folder}/{_plain(member.name)}"
        if not (by_content and blobs.is_whole(name)):
            try:
                blobs.put_stream(archive.chunks(file, member), name)
            except (OSError, StorageFull) as error:
                why = error.what if isinstance(error, StorageFull) else f"{error.strerror or error}."
                raise Unavailable(
                    f"The file {name} can't be written: {why}",
                    kept="The database is what it was; files that were written already do no harm.",
                    next_step="Make room where GOODWORK_BLOBS points to, and restore again.",
                ) from error
        number += 1
    return number


def _plain(name: str) -> str:
    """A name without the folder that an earlier restore gave it."""
    return name.split("/", 2)[2] if name.startswith("restored/") else name


def _opened(path: Path) -> IO[bytes]:
    try:
        # Not blocking: a pipe of this name would wait for its writer for ever.
        number = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    except FileNotFoundError:
        raise NotFound(f"There is no file {path}.", next_step="Name a backup.") from None
    except OSError as error:
        raise Unavailable(f"{path} can't be read: {error.strerror}.", kept="Nothing was changed.") from error
    file = os.fdopen(number, "rb")
    if not stat.S_ISREG(os.fstat(number).st_mode):
        file.close()
        raise Conflict(f"{path} is no ordinary file.", kept="Nothing was changed.", next_step="Name a backup.")
    return file
