"""``goodwork organizations``: the organizations of a server, for whoever runs it."""

from __future__ import annotations

import asyncio
import csv
import re
import sys
from datetime import UTC, datetime
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from goodwork.actions.installation.meter import meter, read_month, see_metered
from goodwork.actions.people.administer import list_organizations
from goodwork.actions.people.sign_up_link import give_link, withdraw_links
from goodwork.cli.console import Console
from goodwork.cli.local import local, read_settings, secret_of
from goodwork.formats.delimited import GUARDED
from goodwork.model.people import SignUp
from goodwork.store.installation.metering import Metered

app = typer.Typer(no_args_is_help=True, help="The organizations of this server: list, let in, see what they use.")


@app.command("list")
def list_command() -> None:
    """The organizations, with the day on which each was made.

    Example: goodwork organizations list
    """
    settings = read_settings()
    table = Table("id", "name", "made")

    async def run() -> None:
        async with local(settings) as here:
            after = 0
            while rows := await list_organizations(here.database, after=after, limit=500):
                after = rows[-1].id
                for row in rows:
                    table.add_row(str(row.id), Text(row.name), f"{row.created_at:%Y-%m-%d}")

    asyncio.run(run())
    Console().print(table)


@app.command("invite")
def invite_command(
    email: Annotated[str | None, typer.Option(help="Let only this address use the link.")] = None,
    days: Annotated[int, typer.Option(min=1, max=90, help="How long the link is good for.")] = 7,
) -> None:
    """Print a link with which somebody makes an organization, once, and becomes its owner.

    Needs GOODWORK_SIGN_UP=invited, or open.

    Example: goodwork organizations invite --email lead@example.org
    """
    settings = read_settings()
    secret, rule = bytes.fromhex(secret_of(settings)), SignUp(settings.sign_up)

    async def run() -> str:
        async with local(settings) as here:
            _, token = await give_link(here.database, secret, rule=rule, email=email, days=days)
            return token

    base = (settings.public_url or f"http://{settings.host}:{settings.port}").rstrip("/")
    typer.echo(f"{base}/start#{asyncio.run(run())}")


@app.command("withdraw-links")
def withdraw_command() -> None:
    """Make every link worthless that was printed and not used.

    Example: goodwork organizations withdraw-links
    """
    settings = read_settings()

    async def run() -> int:
        async with local(settings) as here:
            return await withdraw_links(here.database)

    gone = asyncio.run(run())
    typer.echo("No link was open." if not gone else f"Links that open nothing any more: {gone}.")


@app.command("usage")
def usage_command(
    month: Annotated[str | None, typer.Option(help="Such as 2026-11. Default: the month that runs.")] = None,
    as_csv: Annotated[bool, typer.Option("--csv", help="As CSV, for a bill or a spreadsheet.")] = False,
) -> None:
    """What each organization used in a month (UTC): answers, items, storage. No person is in it.

    Example: goodwork organizations usage --month 2026-11 --csv
    """
    settings = read_settings()
    now = datetime.now(UTC)
    asked = read_month(month or f"{now:%Y-%m}")

    async def run() -> list[Metered]:
        async with local(settings) as here:
            await meter(here.database, now)
            return [row async for row in see_metered(here.database, asked)]

    rows = asyncio.run(run())
    if as_csv:
        write = csv.writer(sys.stdout, lineterminator="\n").writerow
        write(["organization_id", "organization", "month", "answers", "items", "bytes", "measured_at"])
        for row in rows:
            write([row.organization_id, _plain(row.organization), f"{row.month:%Y-%m}", row.answers, row.items,
                   row.bytes, row.measured_at.astimezone(UTC).isoformat(timespec="seconds")])  # fmt: skip
        return
    if not rows:
        typer.echo(f"Nothing was measured in {asked:%Y-%m}. Each month is measured while it runs, twice a day.")
        return
    table = Table("id", "organization", "answers", "items", "storage", "measured (UTC)")
    for row in rows:
        numbers = (f"{row.answers:,}", f"{row.items:,}", _size(row.bytes))
        measured = f"{row.measured_at.astimezone(UTC):%Y-%m-%d %H:%M}"
        table.add_row(str(row.organization_id), Text(row.organization), *numbers, measured)
    Console().print(table)


def _size(size: int) -> str:
    amount, unit = float(size), "bytes"
    for unit in ("bytes", "kB", "MB", "GB", "TB"):
        if amount < 1000 or unit == "TB":
            break
        amount /= 1000
    return f"{size:,} bytes" if unit == "bytes" else f"{amount:,.1f} {unit}"


def _plain(name: str) -> str:
    """A name that no spreadsheet takes for a formula."""
    return f"'{name}" if re.match(GUARDED, name) else name
