"""``goodwork pictures``: pictures of data, and scenes with the exact truth about them."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any

import orjson
import typer
from rich.text import Text

from goodwork.cli.console import Console
from goodwork.cli.places import whole
from goodwork.errors import Invalid
from goodwork.formats.published import OutFile
from goodwork.formats.report import Report, gathered
from goodwork.pictures.scenes.cameras import CAMERAS
from goodwork.pictures.scenes.facts import Frame, Scene
from goodwork.pictures.scenes.files import LAYOUTS, boxes_of, write_scenes
from goodwork.pictures.scenes.lights import WEATHERS
from goodwork.pictures.scenes.places import PLACES, scene

app = typer.Typer(add_completion=False, no_args_is_help=True)

MOST = 100_000
LEAST_SIDE, MOST_SIDE, MOST_PIXELS = 64, 4096, 4_194_304
"""Pixels: what a picture may have."""


@app.callback()
def pictures() -> None:
    """Scenes of streets with the exact truth about every pixel."""


@app.command("make")
def make_command(
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="The folder to make.")],
    scenes: Annotated[int, typer.Option(min=1, max=MOST, help="How many.")] = 10,
    seed: Annotated[
        int, typer.Option(min=0, max=2**53, help="The same seed makes the same scenes, on every machine.")
    ] = 0,
    size: Annotated[str, typer.Option(metavar="WxH", help="Width and height of each picture in pixels.")] = "960x600",
    layout: Annotated[str, typer.Option(help=f"How boxes are written: {', '.join(LAYOUTS)}.")] = "coco",
    camera: Annotated[
        list[str] | None, typer.Option(help=f"Of {', '.join(CAMERAS)}; may be given several times. Without it: front.")
    ] = None,
    place: Annotated[str | None, typer.Option(help=f"One of {', '.join(PLACES)}; else they vary.")] = None,
    weather: Annotated[str | None, typer.Option(help=f"One of {', '.join(WEATHERS)}; else they vary.")] = None,
    least: Annotated[
        int, typer.Option(min=1, metavar="PIXELS", help="As much of a thing has to show for it to get a box.")
    ] = 30,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Make street scenes: pictures, depth, flow, masks, boxes in the picture and in space, joints of people, cameras.

    The folder appears whole or not at all. Each scene is written before the next one is made, so memory stays flat.

    Example: goodwork pictures make --out street --scenes 100 --seed 7 --layout yolo
    """
    wide, high = _size(size)
    _one_of("--layout", layout, LAYOUTS)
    _one_of("--place", place, PLACES)
    _one_of("--weather", weather, WEATHERS)
    cameras = list(dict.fromkeys(camera or ["front"]))
    for name in cameras:
        _one_of("--camera", name, CAMERAS)
    begun = time.monotonic()
    with whole(out, is_folder=True) as folder:
        account = _make(folder, scenes, seed, (wide, high), layout, cameras, place, weather, least)
    account["seconds"] = round(time.monotonic() - begun, 1)
    if as_json:
        typer.echo(orjson.dumps(account).decode())
        return
    _tell(out, account)


def _make(
    folder: Path, scenes: int, seed: int, size: tuple[int, int], layout: str, cameras: Sequence[str],
    place: str | None, weather: str | None, least: int,
) -> dict[str, Any]:  # fmt: skip
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    boxes: Counter[str] = Counter()
    frames = 0
    report = Report()
    bars = Progress(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TimeRemainingColumn(),
        console=Console(stderr=True),
    )  # fmt: skip

    def made() -> Iterator[Scene]:
        for number in range(scenes):
            yield scene(seed, number, place=place, weather=weather)

    with bars:
        task = bars.add_task("Scenes", total=scenes)

        def done(of: Sequence[Frame]) -> None:
            nonlocal frames
            frames += len(of)
            for frame in of:
                boxes.update(box.name for box in boxes_of(frame, least))
            bars.advance(task)

        def keep(file: OutFile) -> None:
            place = folder / file.name
            place.parent.mkdir(parents=True, exist_ok=True)
            with place.open("wb") as held:
                for piece in file.pieces:
                    held.write(piece)

        write_scenes(made(), cameras, size, layout, least, keep, report, done)
    told = report.as_json()
    return {
        "scenes": scenes, "frames": frames, "boxes": dict(sorted(boxes.items())), "layout": layout,
        "changed": told["changed"], "lost": told["lost"],
    }  # fmt: skip


def _size(size: str) -> tuple[int, int]:
    found = re.fullmatch(r"(\d{1,5})x(\d{1,5})", size.strip())
    if found is None:
        raise Invalid(f"--size {size[:40]!r} is no size.", kept="Nothing was made.", next_step="Write it as 960x600.")
    wide, high = int(found[1]), int(found[2])
    if not all(LEAST_SIDE <= side <= MOST_SIDE for side in (wide, high)) or wide * high > MOST_PIXELS:
        raise Invalid(
            f"--size {size} is out of range.",
            kept="Nothing was made.",
            next_step=f"Sides have {LEAST_SIDE} to {MOST_SIDE} pixels, a picture {MOST_PIXELS:,} at most.",
        )
    return wide, high


def _one_of(option: str, said: str | None, known: Collection[str]) -> None:
    if said is not None and said not in known:
        raise Invalid(
            f"{option} {said[:40]!r} is not known.",
            kept="Nothing was made.",
            next_step=f"Use one of: {', '.join(known)}.",
        )


def _tell(out: Path, account: dict[str, Any]) -> None:
    console = Console()
    named = ", ".join(f"{count:,} {name}" for name, count in account["boxes"].items()) or "none"
    console.print(
        Text(f"{out}: {account['scenes']:,} scenes, {account['frames']:,} pictures, in {account['seconds']:,} seconds.")
    )
    console.print(Text(f"  boxes ({account['layout']}): {named}"))
    for word, style in (("changed", "yellow"), ("lost", "red")):
        for one in gathered((row["items"], f"{row['what']}: {row['why']}", row["count"]) for row in account[word]):
            console.print(Text(f"  {word}: ", style=style) + Text(str(one), style="default"))
