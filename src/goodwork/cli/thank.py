"""``goodwork thank``: thanks to somebody for what they did."""

from __future__ import annotations

import asyncio
from enum import StrEnum
from typing import Annotated

import typer

from goodwork.actions.people.administer import acting_as
from goodwork.actions.queue.thank import thank
from goodwork.cli.chosen import As, Organization, chosen_project
from goodwork.cli.console import Console
from goodwork.cli.local import local, read_settings
from goodwork.model.inbox import Deed

app = typer.Typer()


class For(StrEnum):
    """What somebody may be thanked for."""

    ANSWER = "answer"
    FLAG = "flag"
    QUESTION = "question"
    PROPOSAL = "proposal"


@app.command()
def run(
    project: Annotated[str, typer.Argument(metavar="PROJECT", help="The project's name or id.")],
    what: Annotated[For, typer.Argument(metavar="DEED", help="answer, flag, question or proposal.")],
    identity: Annotated[
        int,
        typer.Argument(metavar="ID", min=0, max=2**62, help="Of the annotation, flag, thread or proposal."),
    ],
    words: Annotated[str, typer.Argument(metavar="[WORDS]", help="In one sentence; it need not be said.")] = "",
    acting: As = None,
    organization: Organization = None,
) -> None:
    """Thank somebody for what they did. They read it in their inbox, with your name; nothing counts it.

    Example: goodwork thank "Mood of a tweet" flag 12 "That would have misled everybody." --as lead@example.org
    """
    settings = read_settings()

    async def give() -> None:
        async with local(settings) as here:
            actor = await acting_as(here.database, acting, organization)
            chosen = await chosen_project(here.database, actor, project)
            await thank(here.database, actor, chosen, Deed[what.name], identity, words, key=None)

    asyncio.run(give())
    Console().print("Thanked. They read it in their inbox.")
