"""``goodwork verify``: whether the installation is whole."""

from __future__ import annotations

import dataclasses
import json
from typing import Annotated

import typer

from goodwork.actions.installation.verify import Verified, verify
from goodwork.blobs import Blobs
from goodwork.cli.local import administered, blobs_of, read_settings
from goodwork.cli.terminal import say

app = typer.Typer(add_completion=False)


@app.command()
def run(
    deep: Annotated[bool, typer.Option("--deep", help="Read every file and compare it with its checksum.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print what was found as JSON.")] = False,
) -> None:
    """Check the schema, the data's own rules and every file. It may serve meanwhile; status 1 when something is wrong.

    Example: goodwork verify --deep
    """
    settings = read_settings()

    def tell(line: str) -> None:
        say(line, err=True)

    with administered(settings) as url:
        found = verify(url, Blobs(blobs_of(settings)), deep=deep, say=tell)
    if as_json:
        typer.echo(json.dumps({"whole": not found.faults, **dataclasses.asdict(found)}, indent=2))
    elif not show(found):
        raise typer.Exit(1)
    if found.faults:
        raise typer.Exit(1)


def show(found: Verified) -> bool:
    """Print what was found; returns whether the installation is whole."""
    for note in found.notes:
        say(note)
    if found.faults:
        n = len(found.faults)
        say(f"{n:,} things are wrong:" if n > 1 else "One thing is wrong:", fg="red", err=True)
        for fault in found.faults:
            say(f"  {fault}", err=True)
        return False
    looked = "read and right" if found.deep else "there"
    say(f"The schema is {found.schema} and whole, {found.rules} rules hold, {found.files:,} files are {looked}.")
    return True
