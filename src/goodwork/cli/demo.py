"""``goodwork demo``: the whole loop on real data and rendered pictures, through the public interface, then served."""

from __future__ import annotations

import asyncio
import json
import os
import secrets
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from goodwork import private
from goodwork.cli import demo_house, demo_scenes
from goodwork.cli.console import Console
from goodwork.cli.demo_house import PROJECTS, ROLES, DemoProject
from goodwork.cli.local import prepare_home, read_settings
from goodwork.cli.replay import Replay
from goodwork.cli.serve import warn_when_open
from goodwork.cli.supervisor import serving, stop_on_signals
from goodwork.errors import Conflict, Unavailable
from goodwork.sdk import Client, SdkError

app = typer.Typer(add_completion=False)

ROUNDS = 3
"""Refits, each of which may open settled items again whose answers are still there."""


@dataclass(slots=True)
class Outcome:
    """What became of one project of the demonstration."""

    name: str
    items: int
    annotations: int
    people: int
    agreement_alpha: float | None
    accuracy_on_gold: float | None
    answers_saved: int
    version: int | None
    path: str | None
    f1_50: float | None = None
    """Of boxes: of the consensus against what was planted in pictures whose truth was not given."""
    f1_50_one_person: float | None = None
    note: str = ""


@app.command()
def run(
    once: Annotated[bool, typer.Option("--once", help="End when the loop has run, instead of serving.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of the table.")] = False,
    port: Annotated[int | None, typer.Option(help="Port to listen on (GOODWORK_PORT).")] = None,
    home: Annotated[Path | None, typer.Option(help="Folder of all that goodwork keeps (GOODWORK_HOME).")] = None,
) -> None:
    """Make an organization with people of all four roles and four projects, give 26,540 real answers again through
    the public interface as the people who gave them, and the boxes of eight simulated people in rendered streets;
    stop where another answer would not help, publish, and serve.

    The same home again: the demonstration is found there and served.

    Example: goodwork demo --once --json
    """
    if once and port is None and "GOODWORK_PORT" not in os.environ:
        port = 0
    settings = read_settings(port=port, home=home)
    warn_when_open(settings)
    console = Console(stderr=True)

    async def show() -> None:
        stop_on_signals()
        begun = time.monotonic()
        async with serving(settings, console.print) as url:
            loop = _Loop(url, prepare_home(settings.home) / "demo", console)
            outcomes = await loop.run()
            seconds = time.monotonic() - begun
            if as_json:
                shown = [{k: v for k, v in asdict(o).items() if k != "note"} for o in outcomes]
                typer.echo(json.dumps({"projects": shown, "url": url, "seconds": round(seconds, 1)}))
            else:
                _tell(Console(), outcomes, settings.public_url or url, loop.password, seconds)
            if not once:
                await asyncio.Event().wait()

    with suppress(asyncio.CancelledError):
        asyncio.run(show())


class _Loop:
    """The loop on one server. What it has reached is kept in ``folder``, so that it can be gone on with."""

    def __init__(self, url: str, folder: Path, console: Console) -> None:
        self._url = url
        self._folder = folder
        self._console = console
        private.make_folder(folder)
        self.password = self._kept_password()
        self._finished = folder / "outcome.json"

    async def run(self) -> list[Outcome]:
        """Everything that is still to be done; returns what became of the projects."""
        try:
            return await self._run()
        except SdkError as error:
            raise Unavailable(
                f"The demonstration stopped: {error}",
                kept="What it has reached is kept.",
                next_step="Start it again to go on.",
            ) from error

    async def _run(self) -> list[Outcome]:
        with Client(self._url) as owner:
            if not await asyncio.to_thread(demo_house.enter, owner, self.password):
                raise Conflict(
                    "This home holds an organization that is not the demonstration's.",
                    kept="Nothing was changed.",
                    next_step="Name another folder in GOODWORK_HOME or with --home.",
                )
            if self._finished.exists():
                return [Outcome(**row) for row in json.loads(self._finished.read_text())]
            with self._progress() as progress:
                outcomes = await self._all(owner, progress)
        private.write(self._finished, json.dumps([asdict(o) for o in outcomes]))
        # Exports are for the user, with the user's umask; here they are the home's.
        private.tighten(self._folder, private.owner_of(self._folder))
        return outcomes

    async def _all(self, owner: Client, progress: Progress) -> list[Outcome]:
        ids = await asyncio.to_thread(self._import_all, owner, progress)
        await asyncio.to_thread(demo_house.open_assessment, owner)
        people = progress.add_task("People join", total=len(demo_house.crowd()) + len(ROLES) - 1)
        answers = demo_house.recorded_answers(ids)
        sent = progress.add_task("Answers arrive", total=len(answers))
        saved = 0

        def note_saved(n: int) -> None:
            nonlocal saved
            saved += n
            # In words: a bar of its own would never be full, and look as if something were missing.
            progress.update(sent, advance=n, description=f"Answers arrive, {saved:,} are not needed")

        replay = Replay(self._url, self.password, lambda n: progress.advance(sent, n), note_saved)
        try:
            await demo_house.add_people(owner, replay, lambda n: progress.advance(people, n))
            await replay.run(answers)
            await self._settle(owner, replay, ids, progress)
        finally:
            await replay.close()
        return [await asyncio.to_thread(self._outcome, owner, project, ids, replay, progress) for project in PROJECTS]

    def _import_all(self, owner: Client, progress: Progress) -> dict[str, int]:
        ids: dict[str, int] = {}
        task = progress.add_task("Projects are made, data is imported", total=len(PROJECTS))
        for project in PROJECTS:
            ids[project.key] = owner.apply(project.described)["id"]
            with demo_house.file_to_import(project) as path:
                owner.import_file(ids[project.key], path, mapping=project.mapping, redundancy=project.key == "reviews")
            progress.advance(task)
        return ids

    async def _settle(self, owner: Client, replay: Replay, ids: dict[str, int], progress: Progress) -> None:
        """Weigh everything afresh until no item is open any more for which an answer is left."""
        answered = [ids[project.key] for project in PROJECTS if project.known_limits]
        task = progress.add_task("Skills and confidence are fitted", total=None)
        for _ in range(ROUNDS):
            # Side by side, since most of it is waiting: an item takes an answer when its last one was weighed.
            await asyncio.gather(*[asyncio.to_thread(self._refit, owner, project) for project in answered])
            still_open = {project: await asyncio.to_thread(self._open_items, owner, project) for project in answered}
            # Only where answers came since: the others would learn the same again.
            answered = sorted(await replay.resume(still_open))
            if not answered:
                break
            progress.advance(task)
        progress.update(task, total=1, completed=1)

    def _refit(self, owner: Client, project: int) -> None:
        before = owner.quality(project)["fitted_at"]
        owner.refit(project)
        while owner.quality(project)["fitted_at"] == before:
            time.sleep(0.2)
        while (there := owner.project(project)["progress"]) is None or there["to_appraise"]:
            time.sleep(0.2)

    def _open_items(self, owner: Client, project: int) -> list[str]:
        return [row["external_id"] or "" for row in owner.items(project, state="open")]

    def _outcome(
        self, owner: Client, project: DemoProject, ids: dict[str, int], replay: Replay, progress: Progress
    ) -> Outcome:
        identity = ids[project.key]
        there = owner.project(identity)
        counts = there["progress"]
        assert counts is not None
        outcome = Outcome(there["name"], counts["items"], counts["annotations"], 0, None, None, 0, None, None)
        if not project.known_limits:
            outcome.note = "yours to try"
            return outcome
        task = progress.add_task(f"Version 1: {there['name']}", total=1)
        published = [version for version in owner.versions(identity) if version["state"] == "published"]
        version = published[0] if published else owner.publish(identity, project.known_limits)
        path = owner.export(
            version["id"], self._folder / f"{project.key}-version-{version['number']}.{project.exported}"
        )
        quality = owner.quality(identity)
        question = quality["questions"][0]
        outcome.people = quality["people"]
        outcome.agreement_alpha = question["agreement"]["value"]
        outcome.answers_saved = replay.not_sent(identity)
        outcome.version, outcome.path = version["number"], str(path)
        outcome.note = question["calibration_note"]
        if project.key == demo_house.SCENES:
            self._tell_found(outcome, path, question["key"])
        else:
            outcome.accuracy_on_gold = demo_house.accuracy(path, question["key"], demo_house.hidden_gold(project.key))
        progress.advance(task)
        return outcome

    def _tell_found(self, outcome: Outcome, path: Path, question: str) -> None:
        found = demo_scenes.found(path, question)
        if found is not None:
            outcome.f1_50, outcome.f1_50_one_person = found.consensus, found.one_person
            outcome.note = (
                f"The consensus finds what was planted in {found.pictures} pictures with F1 {found.consensus:.3f} (IoU "
                f"0.5, equal names). One simulated person alone reaches {found.one_person:.3f}, the best of them "
                f"{found.best_person:.3f}. The last pictures are yours to try."
            )

    def _progress(self) -> Progress:
        return Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=self._console,
        )

    def _kept_password(self) -> str:
        path = self._folder / "password"
        if not path.exists():
            with os.fdopen(private.open_file(path, os.O_EXCL), "w") as file:
                file.write(secrets.token_urlsafe(12))
        return path.read_text()


def _tell(console: Console, outcomes: Sequence[Outcome], url: str, password: str, seconds: float) -> None:
    table = Table(title="What became of the demonstration", title_justify="left")
    for heading in (
        "project",
        "items",
        "people",
        "answers",
        "not needed",
        "agreement",
        "right on hidden gold",
        "version",
    ):
        table.add_column(heading, justify="left" if heading == "project" else "right")
    for outcome in outcomes:
        table.add_row(
            outcome.name,
            f"{outcome.items:,}",
            f"{outcome.people:,}",
            f"{outcome.annotations:,}",
            f"{outcome.answers_saved:,}",
            _number(outcome.agreement_alpha, "{:.3f}"),
            _number(outcome.accuracy_on_gold, "{:.1%}"),
            str(outcome.version or "-"),
        )
    console.print(table)
    for outcome in outcomes:
        if outcome.note:
            console.print(f"{outcome.name} {outcome.note}", highlight=False, soft_wrap=True)
    console.print(f"\nIt took {seconds:.0f} seconds. Sign in at [bold]{url}[/bold] as", highlight=False)
    for role in ROLES:
        console.print(f"  {role}@demo.example", highlight=False)
    console.print(f"with the password [bold]{password}[/bold]\n", highlight=False)


def _number(value: float | None, form: str) -> str:
    return "-" if value is None else form.format(value)
