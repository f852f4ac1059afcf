"""``goodwork backup``: the whole installation in one file, while it serves or rests."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated

import typer

from goodwork.actions.installation.back_up import back_up
from goodwork.blobs import Blobs
from goodwork.cli.local import administered, blobs_of, programs_of, read_settings
from goodwork.cli.terminal import say

app = typer.Typer(add_completion=False)


@app.command()
def run(
    file: Annotated[Path, typer.Argument(help="The file to write; an earlier backup of this name is replaced.")],
) -> None:
    """Back up the whole installation into one file: database, files, checksums. It may serve meanwhile.

    Ends with status 1 when a file that the database refers to is missing or damaged; all the rest is in the backup.

    Example: goodwork backup /backups/goodwork-monday.tar
    """
    settings = read_settings()
    begun = time.monotonic()
    with administered(settings) as url:
        made = back_up(url, Blobs(blobs_of(settings)), file, **programs_of(settings), say=say)
    seconds = time.monotonic() - begun
    say(
        f"{made.path}: {made.rows:,} rows of {made.tables} tables and {made.files:,} files, {made.size:,} bytes "
        f"({seconds:.1f} s, {made.size / 1e6 / seconds:.0f} MB/s)."
    )
    if made.missing:
        say(f"{len(made.missing):,} files could not be had:", fg="red", err=True)
        for line in made.missing:
            say(f"  {line}", err=True)
        say("The backup has all the rest. goodwork verify names them too.", err=True)
        raise typer.Exit(1)
