"""PostgreSQL's programs for dumps: where they are, and how one is run on a database."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from psycopg.conninfo import conninfo_to_dict

from goodwork.errors import Unavailable
from goodwork.store.postgres_programs import Binaries, environment_of, program_folders

_NEEDED = ("pg_dump", "pg_restore")


def find_clients(at_least: int, *, setting: Path | None = None, kept: Path | None = None) -> Binaries:
    """pg_dump and pg_restore of this major version or a newer one, the nearest first. Unavailable when there is none.

    An older pg_dump refuses a newer server, and an older pg_restore can't read a newer dump.
    """
    folders = [*([setting] if setting else []), *program_folders(kept), *_on_path()]
    found = [clients for folder in folders if (clients := _read(folder)) is not None]
    fitting = [clients for clients in found if clients.major >= at_least]
    if fitting:
        return min(fitting, key=lambda clients: clients.major)
    here = f"here is version {max(c.major for c in found)}" if found else "here is none"
    raise Unavailable(
        f"pg_dump and pg_restore of PostgreSQL {at_least} or newer are needed, and {here}.",
        kept="Nothing was changed.",
        next_step="Install PostgreSQL's programs of that version, or name their folder in GOODWORK_POSTGRES_BIN.",
    )


@contextmanager
def running(clients: Binaries, program: str, *arguments: str, url: str | None = None) -> Generator[IO[bytes]]:
    """What one of the programs writes, as it comes. Unavailable, with its words, when it fails.

    The address goes to it in a file that its owner alone can read: arguments and environments can be read by others.
    """
    environment = {**environment_of(clients), "PGCONNECT_TIMEOUT": "10"}
    with tempfile.TemporaryDirectory(prefix="goodwork-") as folder, tempfile.TemporaryFile() as said:
        if url is not None:
            service = Path(folder) / "service"
            service.touch(mode=0o600)
            service.write_text(_service(url))
            environment["PGSERVICEFILE"] = str(service)
            arguments = (*arguments, "--dbname=service=goodwork")
        process = subprocess.Popen(
            [clients.folder / program, *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=said,
            env=environment, bufsize=1 << 20,
        )  # fmt: skip
        assert process.stdout is not None
        try:
            yield process.stdout
        except BaseException:
            process.kill()
            raise
        finally:
            process.stdout.close()
            process.wait()
        if process.returncode:
            said.seek(0)
            words = " ".join(said.read(4000).decode(errors="replace").split())
            raise Unavailable(
                f"PostgreSQL's {program} failed: {words or f'status {process.returncode}'}",
                kept="The data was left as it is.",
                next_step="Its words say what is in the way.",
            )


def _service(url: str) -> str:
    # The names of libpq's own settings; a value runs to the end of its line.
    values = {name: str(value) for name, value in conninfo_to_dict(url).items() if value is not None}
    if any("\n" in value for value in values.values()):
        raise Unavailable(
            "The database's address holds a line break.",
            kept="Nothing was changed.",
            next_step="Check GOODWORK_DATABASE_URL.",
        )
    return "[goodwork]\n" + "".join(f"{name}={value}\n" for name, value in values.items())


def _read(folder: Path) -> Binaries | None:
    if not all((folder / program).exists() for program in _NEEDED):
        return None
    asked = subprocess.run(
        [folder / "pg_dump", "--version"], capture_output=True, text=True, check=False,
        env=environment_of(Binaries(folder, 0)),
    ).stdout  # fmt: skip
    version = re.search(r"\)\s+(\d+)", asked)
    return Binaries(folder, int(version[1])) if version else None


def _on_path() -> Iterator[Path]:
    found = shutil.which("pg_dump")
    # Debian's is a wrapper that finds a version by itself, and it runs the one of the folders above.
    if found and not os.path.realpath(found).endswith("pg_wrapper"):
        yield Path(found).parent
