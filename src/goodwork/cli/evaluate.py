"""``goodwork evaluate``: what a model predicted in pictures, beside a published version."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import orjson
import typer
from rich.table import Table
from rich.text import Text

from goodwork.cli.console import Console
from goodwork.cli.places import check_file, whole
from goodwork.errors import Invalid

app = typer.Typer()

MOST_SHOWN = 20


class Compared(StrEnum):
    """What is compared."""

    BOXES = "boxes"
    OUTLINES = "outlines"


@app.command()
def run(
    predictions: Annotated[
        Path, typer.Argument(metavar="PREDICTIONS", help="Results of COCO, or a file or folder of any picture format.")
    ],
    against: Annotated[
        Path, typer.Option("--against", metavar="VERSION", help="A published version, as goodwork export writes it.")
    ],
    report: Annotated[Path | None, typer.Option(metavar="FILE", help="Where the report goes (HTML).")] = None,
    pictures: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="Where the pictures lie; the folder of the version by default."),
    ] = None,
    compared: Annotated[
        Compared | None, typer.Option("--compare", help="By default outlines where everything has one, else boxes.")
    ] = None,
    question: Annotated[
        str | None,
        typer.Option(metavar="KEY", help="Whose answers are meant, where the version asks for regions several times."),
    ] = None,
    score: Annotated[
        float, typer.Option(min=0, max=1, help="Predictions from this score on are counted as right, wrong or missed.")
    ] = 0.5,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as one JSON object.")] = False,
) -> None:
    """Measure what a model predicted in pictures: COCO's AP and AR, by class and size, and what is confused.

    Predictions are matched by the name of the picture and of the class, results of COCO by their numbers. Figures on
    pictures that the model was trained with say nothing of others.

    Example: goodwork evaluate predictions.json --against streets-v1/ --report evaluation.html
    """
    from goodwork.cli.detection_examples import shown
    from goodwork.cli.detection_figures import figures
    from goodwork.cli.detection_report import report as made_report
    from goodwork.cli.detections import read_detections

    if report is not None:
        check_file("--report", report)
    found = read_detections(predictions, against, question)
    outlines = found.has_outlines if compared is None else compared is Compared.OUTLINES
    if outlines and not found.is_outlined:
        raise Invalid(
            f"Not every object of {against.name} has an outline: those without would count as missed.",
            kept="Nothing was measured.",
            next_step="Use --compare boxes.",
        )
    for shape, needed in (("segmentation", outlines), ("bbox", not outlines)):
        if needed and not all(shape in one for one in found.predicted):
            raise Invalid(
                f'Not every prediction has a "{shape}".', kept="Nothing was measured.",
                next_step=f"Use --compare {'boxes' if outlines else 'outlines'}.",
            )  # fmt: skip
    made = figures(found, outlines=outlines, score=score)
    if report is not None:
        crops = [] if outlines else shown(found, score, pictures)
        with whole(report, is_folder=False) as partial:
            partial.write_text(made_report(found, made, crops, predictions.name, against.name), encoding="utf-8")
    if as_json:
        typer.echo(orjson.dumps(_summary(found, made)).decode())
    else:
        _show(found, made, against.name)
        if report is not None:
            Console().print(Text(f"The report is {report}."))


def _summary(found: Any, made: Any) -> dict[str, Any]:
    return {
        "pictures": len(found.images),
        "objects": sum(one.objects for one in made.classes),
        "predictions": len(found.predicted),
        "compared": made.compared,
        **made.overall,
        "classes": [
            {
                "name": one.name, "objects": one.objects, "predictions": one.predictions, "AP": one.ap,
                "AP50": one.ap_50, "AP75": one.ap_75, "APs": one.by_size[0], "APm": one.by_size[1],
                "APl": one.by_size[2], "AR": one.ar,
            }
            for one in made.classes
        ],
        "confusion": {"score": made.score, "matrix": made.confusion.tolist()},
        "notes": found.notes,
    }  # fmt: skip


def _show(found: Any, made: Any, against: str) -> None:
    from goodwork.cli.detection_report import figure, story

    console = Console()
    for sentence in (*story(found, made, against), *found.notes):
        console.print(Text(sentence))
    console.print()
    table = Table(box=None, header_style="dim")
    columns = ("", "objects", "AP", "AP50", "AP75", "small", "medium", "large", "AR")
    for name in columns:
        table.add_column(name, justify="left" if not name else "right")
    said = made.overall
    names = ("AP", "AP50", "AP75", "APs", "APm", "APl", "AR100")
    objects = sum(one.objects for one in made.classes)
    table.add_row(f"all ({made.compared})", f"{objects:,}", *(figure(said[name]) for name in names), style="bold")
    for one in sorted(made.classes, key=lambda one: -one.objects)[:MOST_SHOWN]:
        values = (one.ap, one.ap_50, one.ap_75, *one.by_size, one.ar)
        table.add_row(Text(one.name), f"{one.objects:,}", *(figure(value) for value in values))
    console.print(table, highlight=False)
    if len(made.classes) > MOST_SHOWN:
        console.print(Text(f"{len(made.classes) - MOST_SHOWN:,} further classes; --json and --report have all."))
