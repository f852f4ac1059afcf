"""``goodwork signing-keys``: the keys that sign records of qualifications, for whoever runs the server."""

from __future__ import annotations

import asyncio
import json
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from goodwork.actions.signing.keys import new_key, see_keys, withdraw_key
from goodwork.actions.signing.signed import published
from goodwork.cli.console import Console
from goodwork.cli.local import local, read_settings, secret_of
from goodwork.cli.terminal import say
from goodwork.model.signing import SigningKey

app = typer.Typer(no_args_is_help=True, help="The keys that sign records of qualifications: list, renew, withdraw.")


@app.command("list")
def list_command(
    as_json: Annotated[bool, typer.Option("--json", help="As they are published, for verify-record --key.")] = False,
) -> None:
    """The keys: the one that signs first. A key is made when the first record is taken.

    Example: goodwork signing-keys list --json > keys.json
    """
    settings = read_settings()

    async def run() -> list[SigningKey]:
        async with local(settings) as here:
            return await see_keys(here.database)

    keys = asyncio.run(run())
    if as_json:
        typer.echo(json.dumps(published(keys), indent=2, ensure_ascii=False))
        return
    if not keys:
        say("There is no key yet: one is made when the first record is taken.")
        return
    table = Table("key", "made", "signs", "withdrawn")
    for one in keys:
        until = "yes" if one.ended_on is None else f"until {one.ended_on}"
        table.add_row(one.id, str(one.made_on), until, Text(one.withdrawn))
    Console().print(table)


@app.command("new")
def new_command() -> None:
    """Have a new key sign from now on. Records of the last one stay valid; its private half is forgotten.

    Example: goodwork signing-keys new
    """
    settings = read_settings()
    secret = bytes.fromhex(secret_of(settings))

    async def run() -> str:
        async with local(settings) as here:
            return await new_key(here.database, secret)

    say(f"The key {asyncio.run(run())} signs from now on.")


@app.command("withdraw")
def withdraw_command(
    key: Annotated[str, typer.Argument(metavar="KEY", help="As the list shows it.")],
    reason: Annotated[str, typer.Option("--reason", help="Whoever checks a record reads it.")],
) -> None:
    """Say that nothing a key signed is to be trusted, for when others may know its private half. Not taken back.

    Example: goodwork signing-keys withdraw kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k --reason "A backup was stolen."
    """
    settings = read_settings()

    async def run() -> None:
        async with local(settings) as here:
            await withdraw_key(here.database, key, reason)

    asyncio.run(run())
    say("Withdrawn. Whoever holds a record that it signed can take a new one.")
