"""``goodwork import``: files into a project."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, Iterator
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from goodwork.actions.data.receive_import import receive_import
from goodwork.actions.data.run_import import run_import
from goodwork.actions.data.see_imports import list_faults, see_import
from goodwork.actions.people.administer import acting_as
from goodwork.actions.projects.see_projects import see_project
from goodwork.cli.chosen import chosen_project
from goodwork.cli.console import Console
from goodwork.cli.local import Local, local, reach_of, read_settings
from goodwork.cli.previewed import show_preview
from goodwork.cli.projects import As, Organization
from goodwork.cli.told import Delimiter, Encoding, Sheet, told_mapping
from goodwork.errors import Invalid, Unreadable
from goodwork.fetching.fetcher import Fetcher
from goodwork.formats.recognising import CONFIG, Untold, format_of, recognise
from goodwork.formats.registry import FORMATS
from goodwork.formats.report import gathered
from goodwork.model.data import MISSED, DataImport, ImportFault, ImportState, Missed
from goodwork.model.people import Actor
from goodwork.sdk.files import body_of

app = typer.Typer()

SHOWN_FAULTS = 10
LOOKED_AT = 1000
"""Faults among which those of the same kind are counted together."""


@app.command()
def run(
    project: Annotated[str, typer.Argument(metavar="PROJECT", help="The project's name or id.")],
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Files, or folders of pictures or texts.")],
    file_format: Annotated[
        str | None, typer.Option("--format", help=f"One of {', '.join(FORMATS)}. Default: told from the file.")
    ] = None,
    mapping: Annotated[
        str, typer.Option(metavar="JSON", help="Which column is what; what is left out is guessed.")
    ] = "{}",
    delimiter: Delimiter = None,
    encoding: Encoding = None,
    sheet: Sheet = None,
    preview: Annotated[
        bool, typer.Option("--preview", help="Show what the columns become and three items; import nothing.")
    ] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Import nothing when a column had to be guessed.")] = False,
    pictures: Annotated[
        Pictures | None,
        typer.Option("--pictures", help="What becomes of pictures that are web addresses: fetch or leave-out."),
    ] = None,
    redundancy: Annotated[
        bool, typer.Option("--redundancy", help="Then have the worker look for items that repeat each other.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object per file.")] = False,
    acting: As = None,
    organization: Organization = None,
) -> None:
    """Import files into a project: JSON lines, CSV, Parquet, folders or zips, Label Studio's JSON.

    A broken line never gets in and never stops the rest; lines that are there already are counted as duplicates, so
    that the same file can be imported again. A file of which nothing is kept ends with a non-zero status.

    Example: goodwork import "Mood of a tweet" tweets.jsonl
    """
    asked = [(path, file_format or _format(path)) for path in files]
    told = told_mapping(mapping, delimiter, encoding, sheet, kept="Nothing was imported.")
    if strict:
        told["strict"] = True
    if pictures is not None:
        told["pictures"] = pictures.value
    settings = read_settings()

    async def bring() -> bool:
        whole = True
        async with local(settings) as here:
            actor = await acting_as(here.database, acting, organization)
            identity = await chosen_project(here.database, actor, project)
            for path, its_format in asked:
                if preview:
                    questions = (await see_project(here.database, actor, identity)).project.questions
                    show_preview(path, its_format, told, questions, as_json=as_json)
                    continue
                done = await _bring(here, actor, identity, path, its_format, told, redundancy=redundancy, quiet=as_json)
                faults = await list_faults(here.database, actor, done.id, after=0, limit=LOOKED_AT)
                show_import(done, faults, as_json=as_json)
                whole = whole and done.state is ImportState.DONE and (done.keeps or not done.rejected)
        return whole

    if not asyncio.run(bring()):
        raise typer.Exit(1)


class Pictures(StrEnum):
    """What becomes of pictures that are addresses on the web."""

    FETCH = "fetch"
    LEAVE_OUT = "leave-out"


def _format(path: Path) -> str:
    try:
        found = recognise(path)
    except OSError as error:
        what = f"{path} can't be read: {error.strerror}."
        raise Unreadable(what, kept="Nothing of it was imported.") from None
    except Unreadable:
        # It is damaged: whoever reads it by its name says what is wrong.
        found = "folder" if path.is_dir() else format_of(path.name)
    except Untold:
        found = None
    if found is None:
        what = f"The name {path.name} does not say what the file is, and neither does what it holds."
        raise Invalid(what, kept="Nothing was imported.", next_step=f"Name it with --format: {', '.join(FORMATS)}.")
    if found == CONFIG:
        raise Invalid(
            f"{path.name} is no data: it looks like a labelling config, which becomes a project.",
            kept="Nothing was imported.",
            next_step=f"goodwork convert {path.name} --to project --out project.yaml",
        )
    known = FORMATS[found]
    # A folder goes as a zip: what is read of single files alone can't take it.
    return found if not path.is_dir() or known.reads_zip or known.read_files is not None else "folder"


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
        return await until_done(here, actor, made, shown)


async def until_done(here: Local, actor: Actor, made: DataImport, shown: Progress) -> DataImport:
    """Run an import that was asked for, showing how far it is."""
    pictures = shown.add_task(f"{made.name}: fetching, pictures", total=None, visible=False)
    rows = shown.add_task(f"{made.name}: importing, rows", total=None)
    fetcher = Fetcher(reach_of(here.settings))
    try:
        while True:
            running = asyncio.create_task(
                run_import(here.database, here.blobs, made.organization_id, made.id, fetcher)
            )  # fmt: skip
            while not running.done():
                await asyncio.wait({running}, timeout=0.3)
                made = await see_import(here.database, actor, made.id)
                shown.update(rows, completed=made.position)
                if made.pictures is not None:
                    tried = made.pictures.fetched + sum(made.pictures.missing.values())
                    shown.update(pictures, completed=tried, total=made.pictures.wanted, visible=True)
            await running
            # A worker that was quicker runs it, and then there is nothing to do here but to wait.
            if made.state not in (ImportState.WAITING, ImportState.RUNNING):
                return made
            await asyncio.sleep(0.3)
    finally:
        await fetcher.close()


async def _pieces(body: Iterator[bytes]) -> AsyncGenerator[bytes]:
    for piece in body:
        yield piece


def show_import(done: DataImport, faults: list[ImportFault], *, as_json: bool) -> None:
    if as_json:
        counts = {
            "name": done.name, "import": done.id, "state": done.state.value, "added": done.added,
            "duplicate": done.duplicate, "answers_added": done.answers_added, "rejected": done.rejected,
            "gold": done.gold, "error": done.error,
            "pictures": None if done.pictures is None else asdict(done.pictures),
            "report": dict(done.report), "faults": [[f.line, f.reason] for f in faults[:SHOWN_FAULTS]],
        }  # fmt: skip
        typer.echo(json.dumps(counts, ensure_ascii=False))
        return
    console = Console()
    table = Table("file", "added", "duplicate", "answers added", "rejected", "gold")
    numbers = (done.added, done.duplicate, done.answers_added, done.rejected, done.gold)
    table.add_row(Text(done.name), *(f"{number:,}" for number in numbers))
    console.print(table)
    if done.pictures is not None:
        console.print(f"  {done.pictures.fetched:,} of {done.pictures.wanted:,} pictures were fetched")
        for why, count in done.pictures.missing.items():
            console.print(Text(f"  {count:,} were not: {MISSED[Missed(why)]}"))
        if done.can_try_again:
            console.print(f"  ask for them again with: goodwork fetch-pictures {done.id}")
    alike = gathered(([f"line {fault.line}"], fault.reason, 1) for fault in faults)
    for one in alike[:SHOWN_FAULTS]:
        console.print(Text(f"  {one}"))
    if len(alike) > SHOWN_FAULTS or done.rejected > len(faults):
        console.print("  and further rows; the project's page lists them all")
    for word in ("changed", "lost"):
        rows = [(row.get("items", [row["item"]]), row) for row in done.report.get(word, ())]
        for one in gathered((items, f"{row['what']}: {row['why']}", row["count"]) for items, row in rows):
            console.print(Text(f"  {word}: {one}"))
    if done.error:
        console.print(
            Text(f"  {done.error}" if not done.keeps else f"  not read to its end: {done.error}", style="red")
        )
        if not done.keeps and done.position:
            how = "Look at it with --preview; say what it is with --format, and which column is what with --mapping."
            console.print(Text(f"  {how}"))
