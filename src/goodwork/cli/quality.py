"""``goodwork quality``: how good labels are, and how sure that is."""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import orjson
import typer

from goodwork.cli.places import check_file, real_place
from goodwork.cli.region_kinds import Kind
from goodwork.cli.terminal import say
from goodwork.cli.told import Delimiter, Encoding, Sheet, told_mapping
from goodwork.errors import GoodworkError, Invalid, Unavailable

if TYPE_CHECKING:
    from goodwork.formats.rows import Dialect
    from goodwork.quality.assessment import Assessment
    from goodwork.quality.labels import LabelTable
    from goodwork.quality.predictions import Predictions

app = typer.Typer()

MOST_SHOWN = 12
WRITTEN = ("consensus.parquet", "people.parquet", "report.html")


@app.command()
def run(
    labels: Annotated[Path, typer.Argument(help="CSV, Excel, JSON lines, Parquet, ... with task, worker, label.")],
    gold: Annotated[Path | None, typer.Option(help="The same with task, label.")] = None,
    kind: Annotated[
        Kind | None, typer.Option(help="What people drew, if labels are regions: JSON lines of item, person and these.")
    ] = None,
    probabilities: Annotated[
        Path | None,
        typer.Option(help="What models say: task, a column for each class, and model if there are several."),
    ] = None,
    classes: Annotated[
        list[str] | None, typer.Option("--class", help="A class that there is, although nobody chose it. Repeatable.")
    ] = None,
    ordered: Annotated[
        bool,
        typer.Option("--ordered", help="Classes are steps of a scale: numbers, or every --class, lowest first."),
    ] = False,
    method: Annotated[str, typer.Option(help="auto, or a model's name such as majority or dawid_skene.")] = "auto",
    target: Annotated[float, typer.Option(help="Confidence from which a label is declared.")] = 0.95,
    out: Annotated[Path | None, typer.Option(help="Folder for consensus.parquet, people.parquet, report.html.")] = None,
    seed: Annotated[int, typer.Option(min=0, help="Seed of everything that is drawn at random.")] = 0,
    delimiter: Delimiter = None,
    encoding: Encoding = None,
    sheet: Sheet = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the numbers as JSON.")] = False,
) -> None:
    """Measure labels: agreement, accuracy on unseen gold, honest confidence, skills, disputed items.

    Gold must have been drawn at random. It is never used on the items it is measured on. Bad input ends the
    command with status 2, and nothing is written.

    With --kind, regions in pictures are put together: each with a confidence and why. Gold only measures them.

    Example: goodwork quality labels.csv --gold gold.csv --target 0.9 --out quality/
    Example: goodwork quality ratings.csv --ordered --gold gold.csv
    Example: goodwork quality answers.jsonl --kind boxes --gold gold.jsonl --json
    """
    from goodwork.cli.console import Console

    if kind is not None:
        unfit = bool(classes) or ordered or method != "auto" or probabilities is not None
        _regions(labels, gold, kind, out, seed, as_json, unfit=unfit)
        return

    began = time.perf_counter()
    notes = Console(stderr=True)
    try:
        with notes.status("Reading the labels") as status:
            from goodwork.cli.label_files import columns_in
            from goodwork.formats.mapping import read_dialect
            from goodwork.quality.assessment import assess
            from goodwork.quality.labels import LabelTable

            dialect = read_dialect(told_mapping("{}", delimiter, encoding, sheet, kept="Nothing was written."))
            known = None if gold is None else columns_in(gold, ("task", "label"), dialect)
            given = columns_in(labels, ("task", "worker", "label"), dialect)
            table = LabelTable.from_columns(given, known, classes=classes or None, ordered=ordered)
            status.update(f"Putting {table.n:,} answers together")
            said = None if probabilities is None else _predictions(probabilities, table, dialect)
            found = assess(table, method=method, target=target, seed=seed, predictions=said)
            if out is not None:
                status.update("Writing the report")
                _write(found, out, called(labels), seed)
    except Invalid as error:
        _refuse(error, labels, gold, probabilities)
        raise typer.Exit(2) from error
    summary = found.summary(time.perf_counter() - began)
    if as_json:
        typer.echo(orjson.dumps(summary).decode())
        return
    _show(found, Console(), summary["seconds"])
    if out is not None:
        say(f"Written to {out}: consensus.parquet, people.parquet, report.html", err=True)


def _regions(
    path: Path, gold: Path | None, kind: Kind, out: Path | None, seed: int, as_json: bool, *, unfit: bool
) -> None:
    """Puts regions together, measures them and prints what is found."""
    from goodwork.cli.console import Console

    try:
        if unfit:
            raise Invalid(
                "Regions have no --class, no --ordered, no --method and no --probabilities.",
                next_step="Leave them out with --kind.",
            )
        with Console(stderr=True).status(f"Putting {kind.value} together"):
            from goodwork.cli.quality_regions import WRITTEN as LINES
            from goodwork.cli.quality_regions import Report

            report = Report(path, gold, kind, seed)
            if out is not None:
                report.write(out)
    except Invalid as error:
        _refuse(error, path, gold)
        raise typer.Exit(2) from error
    if as_json:
        typer.echo(orjson.dumps(report.summary()).decode())
        return
    report.show(Console())
    if out is not None:
        say(f"Written to {out}: {LINES}", err=True)


def _predictions(path: Path, table: LabelTable, dialect: Dialect) -> Predictions:
    """What the models of a file say of the items of a table; says how many rows are of others."""
    import pyarrow as pa

    from goodwork.cli.label_files import columns_in
    from goodwork.quality.predicted_files import predictions_of

    names = ["task", *map(str, table.classes)]
    columns = columns_in(path, names, dialect)
    try:
        columns = columns_in(path, ["model", *names], dialect)
        names = ["model", *names]
    except Invalid:
        pass  # one model, which has no name
    said = predictions_of(table, pa.table(dict(zip(names, columns, strict=True))))
    if said.unknown:
        say(f"{said.unknown:,} rows of {path.name} are about tasks without a label, and are left out.", err=True)
    return said


def called(labels: Path) -> str:
    """What a report calls its labels: the file with its folder, for many a file is called labels.csv."""
    whole = labels.resolve()
    return f"{whole.parent.name}/{whole.name}" if whole.parent.name else whole.name


def _refuse(error: GoodworkError, labels: Path, gold: Path | None, probabilities: Path | None = None) -> None:
    """Says what is wrong with the input, with the lines of the file."""
    say(f"goodwork quality: {error.message}", fg="red", err=True)
    path = _about(error.what, labels, gold, probabilities)
    for fault in error.faults:
        where = fault.where
        if where.startswith("row ") and path.suffix.lower() == ".csv":
            # Rows count from 0 below the header.
            where = f"{path.name}, line {int(where[4:]) + 2}"
        say(f"  {where}: {fault.what}", err=True)


def _about(what: str, labels: Path, gold: Path | None, probabilities: Path | None) -> Path:
    """The file that an error is about."""
    for path, begins in ((probabilities, "In predictions"), (gold, "Gold")):
        if path is not None and what.startswith((begins, f"In {path.name}:")):
            return path
    return labels


def _write(found: Assessment, out: Path, name: str, seed: int) -> None:
    """Writes the three files beside their place and moves them there only when all are whole."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    from goodwork.cli.quality_report import report
    from goodwork.quality.label_curve import label_curve

    curve = label_curve(found.table, found.found.choice, seed=seed)
    page = report(found, curve, name)
    try:
        out.mkdir(parents=True, exist_ok=True)
        for file in WRITTEN:
            check_file("--out", out / file)
        with tempfile.TemporaryDirectory(prefix=".quality-", dir=out) as unfinished:
            folder = Path(unfinished)
            pq.write_table(pa.table(_consensus(found)), folder / "consensus.parquet")
            pq.write_table(pa.table(_people(found)), folder / "people.parquet")
            (folder / "report.html").write_text(page, encoding="utf-8")
            for file in WRITTEN:
                os.replace(folder / file, real_place("--out", out / file))
    except FileExistsError as error:
        raise Invalid(f"{out} is a file, not a folder.", next_step="Name a folder with --out.") from error
    except OSError as error:
        raise Unavailable(
            f"The results could not be written to {out}: {error.strerror}.",
            next_step="Make room or choose another folder with --out.",
        ) from error


def _consensus(found: Assessment) -> dict[str, Any]:
    import pyarrow as pa

    names = pa.array(found.table.classes)
    return {
        "task": pa.array(found.table.items.tolist()),
        "label": names.take(pa.array(found.found.label)),
        "confidence": pa.array(found.found.confidence),
        "declared": pa.array(found.declared),
    }


def _people(found: Assessment) -> dict[str, Any]:
    import numpy as np
    import pyarrow as pa

    skills = found.skills
    hidden = ~skills.known
    return {
        "worker": pa.array(skills.people.tolist()),
        "skill": pa.array(skills.mean, mask=hidden),
        "low": pa.array(skills.low, mask=hidden),
        "high": pa.array(skills.high, mask=hidden),
        "answers": pa.array(np.bincount(found.table.person, minlength=found.table.n_people)),
    }


def _show(found: Assessment, screen: Any, seconds: float) -> None:
    """Prints the assessment for people."""
    from rich.markup import escape
    from rich.table import Table

    from goodwork.cli.quality_report import beside_alpha, by_evidence
    from goodwork.learning.page import percent
    from goodwork.learning.story import depend, some

    table, agreement, choice = found.table, found.agreement, found.found.choice
    facts = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    facts.add_row(
        "labels",
        f"{table.n:,} of {some(table.n_people, 'person', 'people')} on {some(found.items, 'item')}, "
        + some(table.n_classes, "class", "classes"),
    )
    facts.add_row("method", f"{choice.method}. {escape(choice.why)}")
    if found.found.models is not None:
        facts.add_row("models", escape(found.found.models.sentence))
    copies = found.found.copies
    for group, share in zip(copies.groups, copies.share, strict=True):
        facts.add_row("dependence", depend(len(group), share))
    if copies.looked_at < 1:
        facts.add_row("", f"people were compared on {percent(copies.looked_at)} of the items, drawn at random")
    if agreement.value is None:
        facts.add_row("agreement", f"undefined. {agreement.reason}")
    else:
        between = "" if agreement.low is None else f" ({agreement.low:.3f} to {agreement.high:.3f})"
        facts.add_row("agreement", f"Krippendorff's alpha {agreement.value:.3f}{between}")
        facts.add_row("", escape(beside_alpha(found)))
    if found.accuracy is None:
        facts.add_row("accuracy", f"unknown: {found.without_gold}")
    else:
        golden = some(found.gold_items.size, "gold item")
        facts.add_row("accuracy", f"{percent(found.accuracy)} on {golden} it had not seen")
        facts.add_row("calibration", f"ECE {found.ece:.3f}, log-loss {found.log_loss:.3f} nats")
    facts.add_row(f"at target {found.target:g}", f"{percent(found.coverage)} of items declared")
    if found.realised is not None:
        facts.add_row("", f"{percent(found.realised)} of {found.support.declared:,} declared gold items are right")
    facts.add_row("", escape(found.standing))
    if found.promise is not None:
        facts.add_row("promise", escape(found.promise.sentence))
    screen.print(facts, highlight=False)

    people = by_evidence(found)
    skills = Table(title="Skills, most evidence first", title_justify="left", box=None, header_style="dim")
    for column in ("person", "skill", "95 % interval", "answers"):
        skills.add_column(column, justify="left" if column == "person" else "right")
    for one in people[:MOST_SHOWN]:
        between = "" if one.low is None else f"{percent(one.low)} to {percent(one.high)}"
        skills.add_row(escape(str(one.person)), percent(one.value), between, f"{one.answers:,}")
    screen.print()
    screen.print(skills, highlight=False)
    rest = len(people) - MOST_SHOWN
    silent = int((~found.skills.known).sum())
    if rest > 0 or silent:
        more = f"and {rest:,} more people; " if rest > 0 else ""
        screen.print(f"{more}{silent:,} have fewer than {found.skills.minimum} comparable answers", style="dim")

    disputed = found.disputed(MOST_SHOWN)
    if disputed:
        items = Table(title="Disputed items, most doubtful first", title_justify="left", box=None, header_style="dim")
        for column in ("item", "label so far", "confidence", "answers"):
            items.add_column(column, justify="right" if column == "confidence" else "left")
        for one in disputed:
            votes = ", ".join(f"{count} × {name}" for name, count in one.votes)
            items.add_row(escape(str(one.item)), escape(str(one.label)), percent(one.confidence), escape(votes))
        screen.print()
        screen.print(items, highlight=False)
    screen.print(f"\n{seconds:.1f} s", style="dim", highlight=False)
