"""``goodwork dependence``: answers that depend on each other, the names behind them, and appeals against that."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Annotated, TypeVar

import typer
from rich.text import Text

from goodwork.actions.people.administer import acting_as
from goodwork.actions.quality.reveal import appeal_reveal, decide_reveal_appeal, reveal, withdraw_reveal_appeal
from goodwork.actions.quality.see_dependence import SeenDependence, project_dependence
from goodwork.actions.queue.see_inbox import list_inbox
from goodwork.api.shown import excerpt
from goodwork.cli.chosen import As, Organization, chosen_project
from goodwork.cli.console import Console
from goodwork.cli.local import Local, local, read_settings
from goodwork.learning.story import depend
from goodwork.model.appeals import AppealState
from goodwork.model.dependence import Dependence
from goodwork.model.inbox import About, Entry
from goodwork.model.people import Actor

app = typer.Typer(add_completion=False, no_args_is_help=True)

NEWEST = 2**62
PAGE = 100
LOOKED_THROUGH = 1000
"""Entries of an inbox that are looked through for reveals."""

T = TypeVar("T")

Number = Annotated[int, typer.Argument(metavar="ID", min=0, max=NEWEST, help="The number that the lists show.")]
Reason = Annotated[str, typer.Option(help="Why; those concerned read it.")]


@app.callback()
def dependence() -> None:
    """Answers that depend on each other: by letters, and by name for a stated reason alone."""


def _run(acting: str | None, organization: str | None, does: Callable[[Local, Actor], Awaitable[T]]) -> T:
    """What somebody does here, in their name."""
    settings = read_settings()

    async def run() -> T:
        async with local(settings) as here:
            return await does(here, await acting_as(here.database, acting, organization))

    return asyncio.run(run())


@app.command("list")
def list_command(
    project: Annotated[str, typer.Argument(metavar="PROJECT", help="The project's name or id.")],
    acting: As = None,
    organization: Organization = None,
) -> None:
    """What the last estimate found: people by letters, the items that show it, and appeals that wait for you.

    Names stand there for whoever revealed them, and for nobody else.

    Example: goodwork dependence list "Mood of a tweet"
    """

    async def see(here: Local, actor: Actor) -> SeenDependence:
        chosen = await chosen_project(here.database, actor, project)
        return await project_dependence(here.database, actor, chosen, NEWEST, PAGE)

    seen = _run(acting, organization, see)
    console = Console()
    if not seen.found:
        console.print("No answers were found to depend on each other.")
    if len(seen.found) == PAGE:
        console.print(f"Only {PAGE} are shown.", style="dim")
    for found in seen.found:
        _finding(console, found, seen)


def _finding(console: Console, found: Dependence, seen: SeenDependence) -> None:
    # What people wrote is shown as they wrote it: no markup of the terminal is read in it.
    title = seen.titles.get(found.question, found.question)
    console.print(Text(f"{found.id}  {title}: person {', '.join(found.people)}", style="bold"))
    console.print(Text(f"    {depend(len(found.people), found.share)}"))
    for item in found.items:
        others = ", ".join(f"{people} x {said}" for said, people in item.others) or "nobody else"
        console.print(Text(f"    item {item.item_id}  {excerpt(item.payload)}", style="dim"))
        console.print(Text(f"        {', '.join(item.people)}: {item.said}; others: {others}"))
    named = seen.revealed.get(found.id)
    if named is not None:
        who = ", ".join(f"{letter} is {name}" for letter, name in named.people)
        console.print(Text(f"    Only you read this: {who}. Your reason: {named.reason}"))
    elif seen.leads:
        console.print(Text(f"    To read the names: goodwork dependence reveal {found.id} --reason ...", style="dim"))
    for one in seen.appeals.get(found.id, ()):
        console.print(Text(f"    appeal {one.id}, due {one.due_on}: {one.argument or 'no argument'}"))
        console.print(Text(f"        against a reveal for this reason: {one.reason}"))


@app.command("reveal")
def reveal_command(finding: Number, reason: Reason, acting: As = None, organization: Organization = None) -> None:
    """Read the names behind a finding of a project that you lead. Those concerned are told that you did, and why.

    It is recorded, and can't be taken back. Afterwards list shows you the names.

    Example: goodwork dependence reveal 4 --reason "To ask how they work together."
    """
    _run(acting, organization, lambda here, actor: reveal(here.database, actor, finding, reason, key=None))
    Console().print("Revealed: goodwork dependence list shows you the names. Those concerned are told in their inbox.")


@app.command("about-me")
def about_me_command(acting: As = None, organization: Organization = None) -> None:
    """The findings that you were revealed for: who did, why, and what became of your appeal.

    Example: goodwork dependence about-me --as ann@example.org
    """

    async def see(here: Local, actor: Actor) -> list[Entry]:
        found: list[Entry] = []
        before = NEWEST
        for _ in range(LOOKED_THROUGH // PAGE):
            told = await list_inbox(here.database, here.blobs, actor, before=before, limit=PAGE)
            found += [one.entry for one in told if one.entry.about is About.REVEALED]
            if len(told) < PAGE:
                break
            before = told[-1].entry.id
        return found

    entries = _run(acting, organization, see)
    console = Console()
    if not entries:
        console.print("You were not revealed in any finding.")
    for entry in entries:
        state = "" if entry.appealed is None else f"  your appeal: {AppealState(entry.appealed).word}"
        gone = "" if entry.holds else "  withdrawn: the finding was wrong"
        console.print(
            Text(f"{entry.subject_id}  {entry.project}  {entry.at.astimezone():%Y-%m-%d}{state}{gone}", style="dim")
        )
        console.print(Text(f"    {entry.by or 'Somebody'}: {entry.reason}"))


@app.command("appeal")
def appeal_command(
    revealed: Number,
    argument: Annotated[str, typer.Option(help="Why, in one's own words; it need not be said.")] = "",
    acting: As = None,
    organization: Organization = None,
) -> None:
    """Say that the finding is wrong that you were revealed for: somebody who did not reveal it decides.

    Example: goodwork dependence appeal 2 --argument "We never met." --as ann@example.org
    """
    _run(acting, organization, lambda here, actor: appeal_reveal(here.database, actor, revealed, argument, key=None))
    Console().print("Appealed. The decision comes to your inbox.")


@app.command("withdraw")
def withdraw_command(revealed: Number, acting: As = None, organization: Organization = None) -> None:
    """Take your open appeal against a reveal back; it may be opened again.

    Example: goodwork dependence withdraw 2 --as ann@example.org
    """
    _run(acting, organization, lambda here, actor: withdraw_reveal_appeal(here.database, actor, revealed))
    Console().print("Withdrawn.")


@app.command("decide")
def decide_command(
    appeal: Number,
    reason: Reason,
    upheld: Annotated[bool, typer.Option("--uphold/--decline", help="Whether the finding is wrong.")],
    acting: As = None,
    organization: Organization = None,
) -> None:
    """Decide an appeal against a reveal; upheld, the finding is wrong for good and the names are hidden again.

    Example: goodwork dependence decide 7 --uphold --reason "They work in different towns."
    """

    async def decide(here: Local, actor: Actor) -> AppealState:
        return await decide_reveal_appeal(here.database, actor, appeal, upheld=upheld, reason=reason, key=None)

    state = _run(acting, organization, decide)
    Console().print(f"{state.word.capitalize()}. Whoever it concerns is told in their inbox.")
