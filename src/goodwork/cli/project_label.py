"""``goodwork projects label``: the same answers to many items of a project, and the way back."""

from __future__ import annotations

import asyncio
import json
from typing import Annotated, Any

import typer
from rich.text import Text

from goodwork import bounds
from goodwork.actions.bulk.label_many import Which, count_many, label_many, undo_many
from goodwork.actions.people.administer import acting_as
from goodwork.actions.projects.see_projects import see_project
from goodwork.cli.chosen import As, Organization, chosen_project
from goodwork.cli.console import Console
from goodwork.cli.local import local, read_settings
from goodwork.errors import Invalid
from goodwork.model.items import ItemState
from goodwork.store.items.listing import ItemFilter


def label_command(
    project: Annotated[str, typer.Argument(metavar="PROJECT", help="The project's name or id.")],
    answers: Annotated[
        str | None, typer.Option(metavar="JSON", help='Question -> answer: {"mood": {"labels": ["good"]}}.')
    ] = None,
    contains: Annotated[str, typer.Option(help="Only items with these words in their texts.")] = "",
    search: Annotated[str, typer.Option(help="Only items whose own id begins so.")] = "",
    suggestion: Annotated[
        str, typer.Option(metavar="JSON", help="Only items for which a model said this: answers as in --answers.")
    ] = "",
    score: Annotated[float, typer.Option(min=0, max=1, help="The least score of what the model said.")] = 0.0,
    only_count: Annotated[bool, typer.Option("--dry-run", help="Count, and change nothing.")] = False,
    undo: Annotated[int | None, typer.Option(metavar="BATCH", help="Take this batch's answers back.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    acting: As = None,
    organization: Organization = None,
) -> None:
    """Give the same answers to many open items of a project, as answers that were given at once; or take them back.

    Example: goodwork projects label Moods --contains rain --answers '{"mood": {"labels": ["bad"]}}' --dry-run
    """
    if [answers is not None or only_count, undo is not None].count(True) != 1:
        raise Invalid("Say either --answers (or --dry-run) or --undo.", kept="Nothing was changed.")
    said = _read(answers)
    which = Which(ItemFilter(ItemState.OPEN, search=search, contains=contains, suggestion=suggestion, score=score))
    settings = read_settings()

    async def run() -> dict[str, Any]:
        async with local(settings) as here:
            actor = await acting_as(here.database, acting, organization)
            identity = await chosen_project(here.database, actor, project)
            if undo is not None:
                batch = await undo_many(here.database, actor, undo)
                return {"batch": batch.id, "undone": batch.undone, "kept": batch.applied - batch.undone}
            if only_count:
                counted = await count_many(here.database, actor, identity, which)
                return {"taken": counted.pop("taken", 0), "skipped": counted}
            version = (await see_project(here.database, actor, identity)).project.form_version
            batch = await label_many(
                here.database, actor, identity, which, answers=said, form_version=version, key=None
            )
            return {"batch": batch.id, "taken": batch.applied, "skipped": dict(batch.skipped)}

    _show(asyncio.run(run()), as_json=as_json)


def _read(answers: str | None) -> dict[str, Any]:
    read = bounds.parse(answers or "{}", "--answers")
    if not isinstance(read, dict):
        raise Invalid("--answers is not a JSON object.", kept="Nothing was changed.")
    return read  # pyright: ignore[reportUnknownVariableType]


def _show(told: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps(told))
        return
    console = Console()
    if "undone" in told:
        console.print(f"{told['undone']:,} answers were taken back.")
        if told["kept"]:
            console.print(f"{told['kept']:,} stay, because something was decided or written anew since.")
        return
    if "batch" in told:
        console.print(f"{told['taken']:,} items are labelled; --undo {told['batch']} takes it back.")
    else:
        console.print(f"{told['taken']:,} items would take an answer. Nothing was changed.")
    for reason, count in told["skipped"].items():
        console.print(Text(f"  passed over: {count:,} {reason}", style="dim"))
