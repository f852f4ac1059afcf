"""``goodwork restore``: a backup, put in the place of an installation that rests."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated

import typer

from goodwork.actions.installation.restore import restore
from goodwork.blobs import Blobs
from goodwork.cli.local import administered, blobs_of, programs_of, read_settings
from goodwork.cli.terminal import say
from goodwork.cli.verify import show

app = typer.Typer(add_completion=False)


@app.command()
def run(
    file: Annotated[Path, typer.Argument(help="A file that goodwork backup has written.")],
    replace: Annotated[
        bool, typer.Option("--replace", help="Put it in the place of an installation that has people and data.")
    ] = False,
) -> None:
    """Restore a backup. Stop goodwork first: it is refused while anybody is connected to the database.

    Every checksum is compared before anything is changed, and the database is changed in one transaction: when the
    restore is interrupted, the old state or the new one is there, and the same command finishes it.

    Example: goodwork restore /backups/goodwork-monday.tar
    """
    settings = read_settings()
    begun = time.monotonic()
    with administered(settings, alone=True) as url:
        done = restore(url, Blobs(blobs_of(settings)), file, replace=replace, **programs_of(settings), say=say)
    seconds = time.monotonic() - begun
    what = "was restored already" if done.already else "is restored"
    say(f"The backup of {done.made_at} {what}: {done.rows:,} rows and {done.files:,} files ({seconds:.1f} s).")
    for note in done.notes:
        say(note)
    for line in done.missing:
        say(f"The backup did not have the file {line}.", fg="yellow", err=True)
    if not show(done.verified):
        raise typer.Exit(1)
