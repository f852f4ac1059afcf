"""``goodwork skills``: what the answers in a project say of one person, with the evidence."""

from __future__ import annotations

import asyncio
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from goodwork.actions.people.administer import acting_as
from goodwork.actions.quality.see_skills import SeenSkills, skills_in
from goodwork.cli.chosen import As, Organization, chosen_project
from goodwork.cli.console import Console
from goodwork.cli.local import local, read_settings
from goodwork.errors import NotFound
from goodwork.kinds.registry import KINDS
from goodwork.learning.skills import SkillRow

app = typer.Typer()

MOVES = 5
"""Answers that are shown of a question."""


@app.command()
def run(
    project: Annotated[str, typer.Argument(metavar="PROJECT", help="The project's name or id.")],
    email: Annotated[str, typer.Argument(metavar="EMAIL", help="Whose.")],
    acting: As = None,
    organization: Organization = None,
) -> None:
    """What the answers in a project say of one person: estimates with their intervals and what moved them most.

    It compares nobody with anybody. People see the same of themselves on their page My quality.

    Example: goodwork skills "Mood of a tweet" mia@example.org
    """
    settings = read_settings()

    async def see() -> SeenSkills:
        async with local(settings) as here:
            actor = await acting_as(here.database, acting, organization)
            chosen = await chosen_project(here.database, actor, project)
            person = await acting_as(here.database, email, None)
            if person.organization_id != actor.organization_id:
                raise NotFound(f"There is no active person with the address {email}.")
            return await skills_in(here.database, actor, chosen, person.person_id)

    seen = asyncio.run(see())
    console = Console()
    rows = [row for one in seen.projects for row in one.skills]
    if not rows:
        console.print(Text(f"{seen.name} has answered nothing in this project."))
        return
    table = Table("question", "estimate", "95 % interval", "items", title=seen.name, title_justify="left")
    for question, skill in rows:
        unmeasured = KINDS[question.kind].unmeasured
        table.add_row(Text(question.title), *(Text(cell) for cell in _cells(skill, unmeasured)))
    console.print(table)
    for question, skill in rows:
        moves = [] if skill is None else list(skill.evidence.moves)[:MOVES]
        if moves:
            console.print(Text(f"What moved it most at: {question.title}", style="dim"))
        for move in moves:
            against = "gold" if move.gold else "consensus"
            console.print(Text(f"  item {move.item}: {move.mine}; {against}: {move.other}"))


def _cells(skill: SkillRow | None, unmeasured: str) -> tuple[str, str, str]:
    if unmeasured:
        return unmeasured, "", ""
    if skill is None or skill.estimate is None or skill.low is None or skill.high is None:
        missing = None if skill is None else skill.evidence.missing
        return f"none yet; {missing} items more" if missing else "none yet", "", str(skill.items if skill else 0)
    return f"{100 * skill.estimate:.1f} %", f"{100 * skill.low:.1f} to {100 * skill.high:.1f} %", str(skill.items)
