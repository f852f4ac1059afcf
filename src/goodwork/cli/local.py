"""The installation on this machine: from settings to a migrated database and the store of files."""

from __future__ import annotations

import asyncio
import os
import secrets
import signal
from collections.abc import AsyncGenerator, Generator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict

from pydantic import ValidationError

from goodwork import private
from goodwork.errors import Conflict, Fault, Invalid, NotFound, Unavailable
from goodwork.fetching.addresses import Reach, read_hosts
from goodwork.settings import Settings

if TYPE_CHECKING:
    from goodwork.blobs import Blobs
    from goodwork.store.database import Database


OURS = frozenset(("postgres", "blobs", "secret", "demo"))
"""What goodwork keeps in its home."""


@dataclass(frozen=True, slots=True)
class Local:
    """What a command works with."""

    settings: Settings
    database: Database
    blobs: Blobs


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the database is, with the logins to it. Both are the same when GOODWORK_DATABASE_URL names it."""

    administrator: str
    """For migrations, backups and restores: the owner of the tables."""
    application: str
    """For everything else. In the embedded database it is a login that owns nothing."""


def read_settings(**changes: object) -> Settings:
    """The settings, with those that the command line overrules (None: not given)."""
    try:
        return Settings(**{name: value for name, value in changes.items() if value is not None})  # pyright: ignore[reportArgumentType]
    except ValidationError as error:
        raise Invalid(
            "A setting can't be taken.",
            kept="Nothing was started.",
            faults=[
                Fault("GOODWORK_" + "_".join(str(part) for part in fault["loc"]).upper(), fault["msg"])
                for fault in error.errors(include_input=False)
            ],
        ) from None


def prepare_home(home: Path) -> Path:
    """The home folder: made when it is missing, tightened when others may look into it.

    As root it belongs to the account that PostgreSQL runs under.
    """
    from goodwork.store.postgres_programs import owner_of_files

    home = home.absolute()
    try:
        owner = owner_of_files()
        private.make_home(home, owner, OURS)
        private.tighten(home, owner, OURS)
    except OSError as error:
        raise Unavailable(
            f"The folder {home} can't be made or closed to others: {error.strerror}.",
            kept="Nothing was changed.",
            next_step="Name a folder that you may write to in GOODWORK_HOME.",
        ) from error
    return home


def blobs_of(settings: Settings) -> str:
    """Where files go."""
    return settings.blobs or str(prepare_home(settings.home) / "blobs")


def secret_of(settings: Settings) -> str:
    """What keys sign-in: from the settings, else made once and kept in the home folder, readable by its owner."""
    if settings.secret:
        return settings.secret.get_secret_value().encode().hex()
    path = prepare_home(settings.home) / "secret"
    partial = path.with_name(f"secret.{os.getpid()}.partial")
    if not path.exists():
        with os.fdopen(private.open_file(partial, os.O_TRUNC), "w") as file:
            file.write(secrets.token_hex(32))
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(partial, path)  # fails when another process was first, and then its secret counts
        except FileExistsError:
            pass
        finally:
            partial.unlink()
        private.sync(path.parent)
    return path.read_text().strip()


def reach_of(settings: Settings) -> Reach:
    """Which servers may be asked for pictures."""
    try:
        return Reach(settings.fetch, read_hosts(settings.fetch_hosts))
    except ValueError as error:
        raise Invalid(
            "A setting can't be taken.", kept="Nothing was started.", faults=[Fault("GOODWORK_FETCH_HOSTS", str(error))]
        ) from None


def mail_server_of(settings: Settings) -> dict[str, Any] | None:
    """What mail goes out by, as it is handed to processes; None: none goes."""
    if settings.smtp_host is None:
        return None
    faults = [
        Fault(f"GOODWORK_{name}", "A mail server is named, so this is needed too.")
        for name, value in (("SMTP_FROM", settings.smtp_from), ("PUBLIC_URL", settings.public_url))
        if not value
    ]
    if settings.smtp_security == "none" and settings.smtp_password is not None:
        faults.append(
            Fault("GOODWORK_SMTP_SECURITY", "With a password this is starttls or tls: none shows it to others.")
        )
    if faults:
        raise Invalid("A setting can't be taken.", kept="Nothing was started.", faults=faults)
    return {
        "host": settings.smtp_host, "port": settings.smtp_port, "sender": settings.smtp_from,
        "security": settings.smtp_security, "user": settings.smtp_user,
        "password": None if settings.smtp_password is None else settings.smtp_password.get_secret_value(),
    }  # fmt: skip


@asynccontextmanager
async def database_addresses(settings: Settings) -> AsyncGenerator[Addresses]:
    """The addresses of the database, which is started if it is ours, and has the newest schema."""
    # Imported here: the supervisor starts the web processes before it needs the driver of the database.
    from goodwork.store.embedded import EmbeddedServer
    from goodwork.store.schema import migrate

    if settings.database_url:
        url = settings.database_url.get_secret_value()
        await migrate(url)
        yield Addresses(url, url)
        return
    server = EmbeddedServer(prepare_home(settings.home) / "postgres", settings.postgres_bin)
    try:
        url = await asyncio.to_thread(server.start)
        await migrate(url)
        yield Addresses(url, server.application_url)
    finally:
        await asyncio.to_thread(server.stop)


@contextmanager
def administered(settings: Settings, *, alone: bool = False) -> Generator[str]:
    """The address of the database's administrator, for commands that keep or mend it: as it is, not migrated.

    ``alone``, for a restore: Conflict when another process of this machine uses the embedded database. Where there is
    none yet it is made, and taken away again when the block fails. Else NotFound: a home that was mistyped stays empty.
    """
    from goodwork.store.embedded import EmbeddedServer

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    # A service manager's stop ends the command as Ctrl+C does: what was half done is cleared away.
    signal.signal(signal.SIGTERM, stop)
    if settings.database_url:
        yield settings.database_url.get_secret_value()
        return
    home = settings.home.absolute()
    if os.path.exists(home):
        prepare_home(home)  # says so when it is another user's
    if not alone and not os.path.exists(home / "postgres" / "data" / "PG_VERSION"):
        raise NotFound(
            f"There is no database in {home}.",
            kept="Nothing was made.",
            next_step="Check GOODWORK_HOME and GOODWORK_DATABASE_URL; goodwork serve makes a new one.",
        )
    unused = not os.path.exists(home / "postgres")
    missing = [folder for folder in (home, *home.parents) if not os.path.exists(folder)]
    server = EmbeddedServer(prepare_home(home) / "postgres", settings.postgres_bin)
    if alone and server.in_use():
        raise Conflict(
            f"goodwork runs on {settings.home}.",
            kept="Nothing was changed.",
            next_step="Stop goodwork serve and other commands that use it, then try again.",
        )
    try:
        yield server.start()
    except BaseException:
        if unused:
            server.discard()
            for folder in missing:
                with suppress(OSError):  # files that were restored into it stay: they help the next attempt
                    folder.rmdir()
        raise
    finally:
        server.stop()


class Programs(TypedDict):
    """Where PostgreSQL's programs may be, beside the usual places."""

    programs: Path | None
    kept: Path


def programs_of(settings: Settings) -> Programs:
    """The folders of PostgreSQL's programs that the settings and the home folder say."""
    return {"programs": settings.postgres_bin, "kept": settings.home / "postgres" / "programs"}


@asynccontextmanager
async def local(settings: Settings) -> AsyncGenerator[Local]:
    """The database and the files of this installation, for the time of one command."""
    # Imported here: the supervisor needs neither.
    from goodwork.blobs import Blobs
    from goodwork.store.database import Database

    async with database_addresses(settings) as addresses:
        database = Database(addresses.application, size=settings.connections // 2, overflow=settings.connections // 2)
        try:
            yield Local(settings, database, Blobs(blobs_of(settings)))
        finally:
            await database.close()
