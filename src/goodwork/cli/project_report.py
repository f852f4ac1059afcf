"""``goodwork projects report``: what the labels of a project are worth, in words and as one page to send on."""

from __future__ import annotations

import asyncio
import json
import os
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from goodwork.actions.people.administer import acting_as
from goodwork.actions.quality.see_report import project_report
from goodwork.cli.chosen import As, Organization, chosen_project
from goodwork.cli.local import local, read_settings
from goodwork.cli.places import check_file, real_place
from goodwork.cli.terminal import say
from goodwork.errors import Unavailable
from goodwork.learning.project_page import Reported, project_page, project_story


def report_command(
    project: Annotated[str, typer.Argument(metavar="PROJECT", help="The project's name or id.")],
    out: Annotated[Path | None, typer.Option(help="A file for the page: HTML, one sheet, nothing fetched.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    acting: As = None,
    organization: Organization = None,
) -> None:
    """What the labels of a project are worth, told in plain words; with --out as one page to send on.

    Nobody's name is in it.

    Example: goodwork projects report Moods --out moods.html
    """
    settings = read_settings()

    async def run() -> Reported:
        async with local(settings) as here:
            actor = await acting_as(here.database, acting, organization)
            return await project_report(here.database, actor, await chosen_project(here.database, actor, project))

    found = asyncio.run(run())
    told = project_story(found)
    if as_json:
        typer.echo(json.dumps({"project": found.name, "story": told}, ensure_ascii=False))
    else:
        for sentence in told:
            say(sentence)
    if out is not None:
        _write(out, project_page(found))


def _write(out: Path, page: str) -> None:
    check_file("--out", out)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        place = real_place("--out", out)
        # Written beside and moved: what stood there stays until the new page is whole.
        with tempfile.TemporaryDirectory(prefix=".report-", dir=place.parent) as unfinished:
            whole = Path(unfinished) / place.name
            whole.write_text(page, encoding="utf-8")
            os.replace(whole, place)
    except OSError as error:
        raise Unavailable(
            f"The page could not be written to {out}: {error.strerror}.",
            next_step="Make room or choose another file with --out.",
        ) from error
    say(f"Written to {out}.", err=True)
