"""Files and folders that only their owner may enter and read, and that belong to whoever owns the place they are in.

Modes are given explicitly and do not rest on the umask of whoever starts goodwork. As root, what is made in a folder
is given to the folder's owner: that is the account that PostgreSQL runs under.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

from goodwork.errors import Unavailable

FOLDER = 0o700
FILE = 0o600
UMASK = 0o077
"""Of the processes that serve; commands keep the user's own, for the files that they write for the user."""


def open_file(path: Path, flags: int = 0, *, like: Path | None = None) -> int:
    """Open a file for writing, made if need be; a link in its place is refused.

    ``like``: the folder whose owner it is given to, as root; else the one that it is in.
    """
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_NOFOLLOW | flags, FILE)
    try:
        given = os.fstat(handle)
        if stat.S_IMODE(given.st_mode) != FILE and given.st_uid in (os.geteuid(), 0):
            os.fchmod(handle, FILE)
        _give(handle, given, like or path.parent)
    except BaseException:
        os.close(handle)
        raise
    return handle


def write(path: Path, text: str) -> None:
    """Replace a file, so that a crash leaves the old one or the new one."""
    partial = path.with_name(f"{path.name}.{os.getpid()}.partial")
    with os.fdopen(open_file(partial, os.O_TRUNC), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)
    sync(path.parent)


def sync(folder: Path) -> None:
    """Wait until the names in a folder are on the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def make_folder(path: Path, *, like: Path | None = None) -> None:
    """A folder, with those above it that are missing; what is made is on the disk when this returns."""
    if path.is_dir():
        return
    make_folder(path.parent, like=like)
    # Asked before it is there: the folder that others are like is itself like the one that it is in.
    owned = like if like and like.exists() else path.parent
    try:
        path.mkdir(mode=FOLDER)
    except FileExistsError:
        return  # another process was first
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fchmod(handle, FOLDER)
        _give(handle, os.fstat(handle), owned)
    finally:
        os.close(handle)
    sync(path.parent)


def make_home(home: Path, owner: tuple[int, int] | None, ours: frozenset[str] = frozenset()) -> None:
    """A folder of goodwork's own: made, or tightened when others may look into it, or refused.

    ``owner``: the user and group that it is given to, as root. ``ours``: names by which a folder is known for
    goodwork's; one that holds other things only, somebody's own folder say, is not taken over.

    Folders above it that are missing are made so that this user can pass through. Closing this one folder closes all
    that is in it at once, however much that is.
    """
    trusted = {0, os.geteuid(), *((owner[0],) if owner else ())}
    _refuse_tricks(home, trusted)
    for folder in reversed([home, *home.parents]):
        if not folder.exists():
            folder.mkdir(mode=FOLDER if folder == home or not owner else 0o711, exist_ok=True)
    handle = os.open(home, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        found = os.fstat(handle)
        if found.st_uid not in trusted:
            raise Unavailable(
                f"The folder {home} belongs to another user (number {found.st_uid}).",
                kept="Nothing was changed.",
                next_step="Start goodwork as the user who owns it, give it to the user who starts goodwork (chown), or "
                "name another folder in GOODWORK_HOME.",
            )
        right = stat.S_IMODE(found.st_mode) == FOLDER and (not owner or (found.st_uid, found.st_gid) == owner)
        inside = set(os.listdir(home))
        if not right and ours and inside and not inside & ours:
            raise Unavailable(
                f"The folder {home} holds something, but nothing of goodwork's.",
                kept="Nothing was changed.",
                next_step="Name an empty folder or a new one in GOODWORK_HOME: it is closed to everybody else.",
            )
        if stat.S_IMODE(found.st_mode) != FOLDER:
            os.fchmod(handle, FOLDER)
        if owner and (found.st_uid, found.st_gid) != owner:
            os.fchown(handle, *owner)
    finally:
        os.close(handle)


def tighten(folder: Path, owner: tuple[int, int] | None, names: frozenset[str] | None = None) -> None:
    """Close what lies directly in a folder (of these names only, if given), and not what lies deeper.

    That is enough: nobody else passes into what is below, and a folder of files may hold millions.
    """
    for entry in os.scandir(folder):
        if names is not None and entry.name not in names:
            continue
        try:
            found = entry.stat(follow_symlinks=False)
        except FileNotFoundError:
            continue
        if not (stat.S_ISREG(found.st_mode) or stat.S_ISDIR(found.st_mode)):
            continue
        if stat.S_IMODE(found.st_mode) & 0o077:
            os.chmod(entry.path, FOLDER if stat.S_ISDIR(found.st_mode) else FILE, follow_symlinks=False)
        if owner and (found.st_uid, found.st_gid) != owner:
            os.chown(entry.path, *owner, follow_symlinks=False)


def owner_of(folder: Path) -> tuple[int, int] | None:
    """Whom things in this folder are given to, as root; None when we can't give anything away."""
    found = folder.stat()
    return (found.st_uid, found.st_gid) if os.geteuid() == 0 else None


def _refuse_tricks(home: Path, trusted: set[int]) -> None:
    for part in reversed(home.parents):
        try:
            found = part.lstat()
        except FileNotFoundError:
            return
        above = found.st_mode
        if stat.S_ISLNK(above) and found.st_uid not in trusted:
            what = f"The link {part} on the way to {home} belongs to another user, who can turn it elsewhere."
        elif stat.S_ISDIR(above) and above & stat.S_IWOTH and not above & stat.S_ISVTX:
            what = f"Everybody may rename what is in {part}, so {home} would not stay goodwork's own."
        else:
            continue
        raise Unavailable(
            what,
            kept="Nothing was changed.",
            next_step="Name a folder in GOODWORK_HOME that only you can move, such as /var/lib/goodwork.",
        )


def _give(handle: int, given: os.stat_result, folder: Path) -> None:
    if os.geteuid() == 0:
        owner = folder.stat()
        if (given.st_uid, given.st_gid) != (owner.st_uid, owner.st_gid):
            os.fchown(handle, owner.st_uid, owner.st_gid)
