"""``goodwork import``: files into a project."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, Iterator
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from goodwork import bounds
from goodwork.actions.data.receive_import import receive_import
from goodwork.actions.data.run_import import run_import
from goodwork.actions.data.see_imports import list_faults, see_import
from goodwork.actions.people.administer import acting_as
from goodwork.cli.chosen import chosen_project
from goodwork.cli.local import Local, local, read_settings
from goodwork.cli.projects import As, Organization
from goodwork.errors import Invalid, Unreadable
from goodwork.formats.reading import format_of
from goodwork.formats.registry import FORMATS
from goodwork.model.data import DataImport, ImportFault, ImportState
from goodwork.model.people import Actor
from goodwork.sdk.files import body_of

app = typer.Typer()

SHOWN_FAULTS = 10


@app.command()
def run(
    project: Annotated[str, typer.Argument(metavar="PROJECT", help="The project's name or id.")],
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Files, or folders of pictures or texts.")],
    file_format: Annotated[
        str | None, typer.Option("--format", help=f"One of {', '.join(FORMATS)}. Default: by the file's name.")
    ] = None,
    mapping: Annotated[
        str, typer.Option(metavar="JSON", help="Which column is what; what is left out is guessed.")
    ] = "{}",
    redundancy: Annotated[
        bool, typer.Option("--redundancy", help="Then have the worker look for items that repeat each other.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object per file.")] = False,
    acting: As = None,
    organization: Organization = None,
) -> None:
    """Import files into a project: JSON lines, CSV, Parquet, folders or zips, Label Studio's JSON.

    A broken line never gets in and never stops the rest; lines that are there already are counted as duplicates, so
    that the same file can be imported again.

    Example: goodwork import "Mood of a tweet" tweets.jsonl
    """
    asked = [(path, file_format or _format(path)) for path in files]
    told = _mapping(mapping)
    settings = read_settings()

    async def bring() -> bool:
        whole = True
        async with local(settings) as here:
            actor = await acting_as(here.database, acting, organization)
            identity = await chosen_project(here.database, actor, project)
            for path, its_format in asked:
                done = await _bring(here, actor, identity, path, its_format, told, redundancy=redundancy, quiet=as_json)
                faults = await list_faults(here.database, actor, done.id, after=0, limit=SHOWN_FAULTS)
                _show(done, faults, as_json=as_json)
                whole = whole and done.state is ImportState.DONE
        return whole

    if not asyncio.run(bring()):
        raise typer.Exit(1)


def _format(path: Path) -> str:
    found = "folder" if path.is_dir() else format_of(path.name)
    if found is None:
        what = f"The name {path.name} does not say what the file is."
        raise Invalid(what, kept="Nothing was imported.", next_step=f"Name it with --format: {', '.join(FORMATS)}.")
    return found


def _mapping(given: str) -> dict[str, Any]:
    mapping = bounds.parse(given, "--mapping")
    if not isinstance(mapping, dict):
        raise Invalid("--mapping is not a JSON object.", kept="Nothing was imported.")
    return mapping


async def _bring(
    here: Local,
    actor: Actor,
    project: int,
    path: Path,
    file_format: str,
    mapping: dict[str, Any],
    *,
    redundancy: bool,
    quiet: bool,
) -> DataImport:
    shown = Progress(
        SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(),
        console=Console(stderr=True), disable=quiet, transient=True,
    )  # fmt: skip
    with shown:
        sending = shown.add_task(f"{path.name}: reading, bytes", total=None)
        try:
            with body_of(path, lambda sent, size: shown.update(sending, completed=sent, total=size)) as body:
                made = await receive_import(
                    here.database,
                    here.blobs,
                    actor,
                    project,
                    _pieces(body()),
                    name=path.name,
                    file_format=file_format,
                    mapping=mapping,
                    limit=here.settings.upload_limit,
                    redundancy=redundancy,
                )
        except OSError as error:
            what = f"{path} can't be read: {error.strerror}."
            raise Unreadable(what, kept="Nothing of it was imported.") from None
        rows = shown.add_task(f"{path.name}: importing, rows", total=None)
        running = asyncio.create_task(run_import(here.database, here.blobs, made.organization_id, made.id))
        while True:
            await asyncio.wait({running}, timeout=0.3)
            made = await see_import(here.database, actor, made.id)
            shown.update(rows, completed=made.position)
            # A worker that was quicker runs it, and then there is nothing to do here but to wait.
            if running.done() and made.state not in (ImportState.WAITING, ImportState.RUNNING):
                await running
                return made
            if running.done():
                await running
                await asyncio.sleep(0.3)
                running = asyncio.create_task(run_import(here.database, here.blobs, made.organization_id, made.id))


async def _pieces(body: Iterator[bytes]) -> AsyncGenerator[bytes]:
    for piece in body:
        yield piece


def _show(done: DataImport, faults: list[ImportFault], *, as_json: bool) -> None:
    if as_json:
        counts = {
            "name": done.name, "import": done.id, "state": done.state.value, "added": done.added,
            "duplicate": done.duplicate, "answers_added": done.answers_added, "rejected": done.rejected,
            "gold": done.gold, "error": done.error,
            "report": dict(done.report), "faults": [[f.line, f.reason] for f in faults],
        }  # fmt: skip
        typer.echo(json.dumps(counts, ensure_ascii=False))
        return
    console = Console()
    table = Table("file", "added", "duplicate", "answers added", "rejected", "gold")
    numbers = (done.added, done.duplicate, done.answers_added, done.rejected, done.gold)
    table.add_row(Text(done.name), *(f"{number:,}" for number in numbers))
    console.print(table)
    for fault in faults:
        console.print(Text(f"  line {fault.line}: {fault.reason}"))
    if done.rejected > len(faults):
        console.print(f"  and {done.rejected - len(faults):,} more; the project's page lists them all")
    for word in ("changed", "lost"):
        for row in done.report.get(word, ()):
            console.print(Text(f"  {word}: {row['what']} ({row['count']:,} times): {row['why']}"))
    if done.error:
        console.print(Text(f"  not read to its end: {done.error}", style="red"))
