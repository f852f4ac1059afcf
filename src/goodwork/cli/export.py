"""``goodwork export``: a published version into a folder."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import DownloadColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.text import Text

from goodwork.actions.people.administer import acting_as
from goodwork.actions.versions.export_version import export_to_folder
from goodwork.actions.versions.record_use import note_download
from goodwork.actions.versions.see_versions import pick_version
from goodwork.cli.chosen import chosen_project
from goodwork.cli.console import Console
from goodwork.cli.local import local, read_settings
from goodwork.cli.projects import As, Organization
from goodwork.formats.registry import WRITTEN

app = typer.Typer()


@app.command()
def run(
    project: Annotated[str, typer.Argument(metavar="PROJECT", help="The project's name or id.")],
    out: Annotated[Path, typer.Option("--out", metavar="FOLDER", help="A new or empty folder.")],
    number: Annotated[int | None, typer.Option("--version", help="Default: the newest published one.")] = None,
    file_format: Annotated[str, typer.Option("--format", help=f"One of {', '.join(WRITTEN)}.")] = "jsonl",
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as one JSON object.")] = False,
    acting: As = None,
    organization: Organization = None,
) -> None:
    """Write a published dataset version into a folder, and say what the format kept, changed and lost.

    Example: goodwork export "Mood of a tweet" --version 1 --format parquet --out mood-v1
    """
    settings = read_settings()

    async def write() -> None:
        async with local(settings) as here:
            actor = await acting_as(here.database, acting, organization)
            identity = await chosen_project(here.database, actor, project)
            version = await pick_version(here.database, actor, identity, number)
            bar = Progress(
                SpinnerColumn(), TextColumn("{task.description}"), DownloadColumn(), TimeElapsedColumn(),
                console=Console(stderr=True), disable=as_json, transient=True,
            )  # fmt: skip
            with bar:
                task = bar.add_task(f"version {version.number} as {file_format}", total=None)
                report = await asyncio.to_thread(
                    export_to_folder,
                    here.blobs,
                    version,
                    file_format,
                    out,
                    lambda written: bar.update(task, completed=written),
                )
            await note_download(here.database, actor, version)
        said = report.as_json()
        if as_json:
            typer.echo(json.dumps({"version": version.number, "sha256": version.sha256, **said}, ensure_ascii=False))
            return
        console = Console()
        kept = ", ".join(f"{count:,} {what}" for what, count in said["kept"].items()) or "nothing to keep"
        console.print(Text(f"Version {version.number} ({version.sha256}) is in {out}: {kept}."))
        for word in ("changed", "lost"):
            for row in said[word]:
                console.print(Text(f"  {word}: {row['what']} ({row['count']:,} times): {row['why']}"))

    asyncio.run(write())
