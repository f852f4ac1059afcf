"""``goodwork projects outlook``: what is to be done next in a project, and how many answers are still needed."""

from __future__ import annotations

import asyncio
import json
from dataclasses import asdict
from typing import Annotated

import typer

from goodwork.actions.people.administer import acting_as
from goodwork.actions.projects.see_outlook import Outlook, see_outlook
from goodwork.cli.chosen import As, Organization, chosen_project
from goodwork.cli.local import local, read_settings
from goodwork.cli.terminal import say
from goodwork.model.outlook import AnswerCost, Needed


def outlook_command(
    project: Annotated[str, typer.Argument(metavar="PROJECT", help="The project's name or id.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    acting: As = None,
    organization: Organization = None,
) -> None:
    """What is to be done next in a project, and how many answers are still needed, with what they cost.

    Example: goodwork projects outlook Moods
    """
    settings = read_settings()

    async def run() -> Outlook:
        async with local(settings) as here:
            actor = await acting_as(here.database, acting, organization)
            return await see_outlook(here.database, actor, await chosen_project(here.database, actor, project))

    seen = asyncio.run(run())
    if as_json:
        typer.echo(json.dumps(asdict(seen), ensure_ascii=False))
        return
    say(seen.next.says)
    say(_needed(seen.needed))
    if seen.cost is not None and seen.needed.value is not None:
        for line in _costs(seen.needed.value, seen.cost):
            say(line)


def _needed(needed: Needed) -> str:
    if needed.value is None or needed.low is None or needed.high is None:
        return f"Answers still needed: not known yet. {needed.says}"
    between = "" if needed.low == needed.high else f" ({needed.low:,.0f} to {needed.high:,.0f} in 95 of 100 cases)"
    return f"Answers still needed: {needed.value:,.0f}{between}. {needed.says}"


def _costs(answers: float, cost: AnswerCost) -> list[str]:
    told: list[str] = []
    if cost.minutes is not None:
        told.append(f"At {cost.minutes:g} minutes an answer: {answers * cost.minutes / 60:,.1f} hours.")
    if cost.price is not None:
        told.append(f"At {cost.price:g} {cost.currency} an answer: {answers * cost.price:,.2f} {cost.currency}.")
    return told
