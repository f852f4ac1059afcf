"""``goodwork projects redundancy``: which items of a project repeat each other, and what becomes of them."""

from __future__ import annotations

import asyncio
import json
from typing import Annotated, Any

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from goodwork.actions.people.administer import acting_as
from goodwork.actions.redundancy.carry_on import carry_on
from goodwork.actions.redundancy.change_items import Which, restore, set_aside
from goodwork.actions.redundancy.compared import usual_sight
from goodwork.actions.redundancy.run_check import run_check
from goodwork.actions.redundancy.see_redundancy import see_redundancy
from goodwork.actions.redundancy.start_check import start_check
from goodwork.cli.chosen import As, Organization, chosen_project
from goodwork.cli.console import Console
from goodwork.cli.local import Local, local, read_settings
from goodwork.errors import GoodworkError, Invalid
from goodwork.model.people import Actor
from goodwork.model.redundancy import Check, CheckPlan, CheckState, Keep, LooksAt

PAUSE = 0.3
"""Seconds between two looks at a check that runs."""


def redundancy_command(
    project: Annotated[str, typer.Argument(metavar="PROJECT", help="The project's name or id.")],
    looks_at: Annotated[
        LooksAt | None,
        typer.Option("--looks-at", help="What is compared. Default: text; pictures where there is nothing else."),
    ] = None,
    part: Annotated[str | None, typer.Option(help="One part of the items. Default: all that can be read.")] = None,
    threshold: Annotated[
        float | None, typer.Option(help="Similarity from which items are the same. Default: 0.7; pictures 0.9.")
    ] = None,
    keep: Annotated[
        str, typer.Option(metavar="RULE", help="Which item stays: longest, earliest, or a metadata field (highest).")
    ] = "longest",
    aside: Annotated[
        str, typer.Option("--set-aside", metavar="none|exact|all", help="What to set aside after the check.")
    ] = "none",
    answered: Annotated[bool, typer.Option("--answered", help="Set aside items that have answers too.")] = False,
    put_back: Annotated[bool, typer.Option("--restore", help="Put everything back instead of checking.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    acting: As = None,
    organization: Organization = None,
) -> None:
    """Find items of a project that repeat each other, and set them aside or put them back.

    The check alone changes nothing. What is set aside is never deleted: an item that stands for it stays in the queue.

    Example: goodwork projects redundancy "Mood of a tweet" --threshold 0.8 --set-aside exact
    """
    if aside not in ("none", "exact", "all"):
        raise Invalid("--set-aside is none, exact or all.", kept="Nothing was changed.")
    settings = read_settings()

    async def run() -> dict[str, Any]:
        async with local(settings) as here:
            actor = await acting_as(here.database, acting, organization)
            identity = await chosen_project(here.database, actor, project)
            if put_back:
                done = await restore(here.database, actor, identity, None, Which())
                if done.in_background:
                    await _finish(here, actor, identity)
                return {"restored": done.moved.moved + done.in_background}
            parts = (await see_redundancy(here.database, actor, identity)).parts
            plan = _plan(looks_at or usual_sight(parts), part, threshold, keep)
            check = await _checked(here, actor, identity, plan, quiet=as_json)
            told = _told(check)
            if aside != "none":
                which = Which(only_exact=aside == "exact")
                done = await set_aside(here.database, actor, identity, check.id, which, answered=answered)
                moved, left = done.moved.moved, done.moved.answered
                if done.in_background:
                    outcome = await _finish(here, actor, identity)
                    moved, left = outcome["moved"], outcome["left_answered"]
                told |= {"set_aside": moved, "left_answered": left}
            return told

    _show(asyncio.run(run()), as_json=as_json)


def _plan(looks_at: LooksAt, part: str | None, threshold: float | None, keep: str) -> CheckPlan:
    usual = 0.7 if looks_at is LooksAt.TEXT else 0.9
    rule = Keep(keep) if keep in ("longest", "earliest") else Keep.HIGHEST
    field = keep if rule is Keep.HIGHEST else None
    return CheckPlan(looks_at, part, usual if threshold is None else threshold, rule, field)


async def _checked(here: Local, actor: Actor, project: int, plan: CheckPlan, *, quiet: bool) -> Check:
    made = await start_check(here.database, actor, project, plan)
    shown = Progress(
        SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(),
        console=Console(stderr=True), disable=quiet, transient=True,
    )  # fmt: skip
    with shown:
        bar = shown.add_task("Waiting", total=None)
        running = asyncio.create_task(run_check(here.database, here.blobs, made.organization_id, made.id))
        while True:
            await asyncio.wait({running}, timeout=PAUSE)
            seen = (await see_redundancy(here.database, actor, project)).newest
            assert seen is not None, "it was asked for above"
            shown.update(bar, description=seen.stage or "Waiting", completed=seen.stage_done, total=seen.stage_total)
            if not running.done():
                continue
            await running
            if seen.state is CheckState.DONE:
                return seen
            if seen.state is CheckState.FAILED:
                raise GoodworkError(seen.error or "The check failed.", kept="Nothing was changed.")
            # A worker that was quicker makes it: there is nothing to do here but to wait.
            await asyncio.sleep(PAUSE)
            running = asyncio.create_task(run_check(here.database, here.blobs, made.organization_id, made.id))


async def _finish(here: Local, actor: Actor, project: int) -> dict[str, Any]:
    """Do what was left to the background; a worker that was quicker is waited for."""
    while True:
        found = (await see_redundancy(here.database, actor, project)).found
        assert found is not None, "what goes on belongs to a check"
        if found.task is None:
            return dict(found.task_detail or {})
        await carry_on(here.database, found.organization_id, found.id)
        await asyncio.sleep(PAUSE / 3)


def _told(check: Check) -> dict[str, Any]:
    return {
        "check": check.id, "items": check.items, "kept": check.kept, "exact": check.exact, "near": check.near,
        "clusters": check.clusters, "largest": check.largest, "left_out": check.left_out,
        "sizes": [list(size) for size in check.sizes], "notes": list(check.notes),
    }  # fmt: skip


def _show(told: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps(told, ensure_ascii=False))
        return
    console = Console()
    if "restored" in told:
        console.print(f"{told['restored']:,} items were put back.")
        return
    console.print(Text(f"Label these {told['kept']:,} of {told['items']:,}.", style="bold"))
    console.print(f"{told['exact']:,} exact and {told['near']:,} near repetitions, in {told['clusters']:,} clusters.")
    if told["sizes"]:
        table = Table("items in a cluster", "clusters")
        for low, high, number in told["sizes"]:
            table.add_row(f"{low:,}" if low == high else f"{low:,} to {high:,}", f"{number:,}")
        console.print(table)
    for note in told["notes"]:
        console.print(Text(note, style="dim"))
    if "set_aside" in told:
        console.print(f"{told['set_aside']:,} items were set aside; --restore puts them back.")
        if told["left_answered"]:
            console.print(f"{told['left_answered']:,} were left, because they have answers or a known one.")
    else:
        console.print("Nothing was changed; --set-aside exact or all takes them out of the queue.")
