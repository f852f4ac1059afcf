"""``goodwork projects use``: who uses a version, and what for."""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import Annotated

import typer

from goodwork.actions.people.administer import acting_as
from goodwork.actions.versions.record_use import record_use
from goodwork.actions.versions.see_versions import pick_version
from goodwork.cli.chosen import As, Organization, chosen_project
from goodwork.cli.local import local, read_settings
from goodwork.cli.terminal import say
from goodwork.model.versions import UseKind


def use_command(
    project: Annotated[str, typer.Argument(metavar="PROJECT", help="The project's name or id.")],
    consumer: Annotated[str, typer.Option("--consumer", help="Who uses it.")],
    purpose: Annotated[str, typer.Option("--purpose", help="What for. The people whose answers are in it read it.")],
    number: Annotated[int | None, typer.Option("--version", help="Default: the newest published one.")] = None,
    note: Annotated[bool, typer.Option("--note", help="It is no training or measuring of a model.")] = False,
    day: Annotated[datetime | None, typer.Option("--day", formats=["%Y-%m-%d"], help="Default: today.")] = None,
    acting: As = None,
    organization: Organization = None,
) -> None:
    """Say who uses a published version, and what for.

    Example: goodwork projects use Moods --consumer "Forecast team" --purpose "Trains the mood model."
    """
    settings = read_settings()

    async def run() -> int:
        async with local(settings) as here:
            actor = await acting_as(here.database, acting, organization)
            chosen = await chosen_project(here.database, actor, project)
            version = await pick_version(here.database, actor, chosen, number)
            await record_use(
                here.database, actor, version.id, kind=UseKind.NOTE if note else UseKind.TRAINING, consumer=consumer,
                purpose=purpose, day=None if day is None else day.date(),
            )  # fmt: skip
            return version.number

    say(f"Version {asyncio.run(run())}: kept. The people whose answers are in it read it beside them.")
