"""``goodwork redundancy``: what need not be labelled, found before anyone labels it."""

from __future__ import annotations

import contextlib
import hashlib
import os
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Generator
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import FrameType
from typing import Annotated, Any

import orjson
import typer

from goodwork.cli.places import check_files
from goodwork.cli.terminal import say
from goodwork.errors import Invalid

app = typer.Typer()


METHODS = ("auto", "exact", "near", "record", "picture", "semantic")


class Watched:
    """Progress as a bar with rate and time left on a terminal, as a line for each stage elsewhere."""

    def __init__(self) -> None:
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
        from rich.progress import Progress as Bars

        from goodwork.cli.console import Console

        self.console = Console(stderr=True)
        self.live = self.console.is_terminal
        self.bars = Bars(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]}"),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
            console=self.console,
            disable=not self.live,
        )
        self.lock = threading.Lock()
        self.name, self.unit, self.total, self.done, self.began = "", "", None, 0, 0.0
        self.task: Any = None

    def stage(self, name: str, total: int | None, unit: str) -> None:
        """Ends the stage before and begins this one."""
        self.end()
        self.name, self.unit, self.total, self.done, self.began = name, unit, total, 0, time.perf_counter()
        if self.live:
            self.bars.start()
            self.task = self.bars.add_task(name, total=total, rate="")

    def advance(self, amount: int) -> None:
        """Moves the bar."""
        with self.lock:
            self.done += amount
            if self.live and self.task is not None:
                rate = self.done / max(1e-6, time.perf_counter() - self.began)
                self.bars.update(self.task, completed=self.done, rate=f"{rate:,.0f} {self.unit}/s")

    def end(self) -> None:
        """Closes the stage that is open."""
        if self.name and not self.live:
            took = time.perf_counter() - self.began
            self.console.print(f"{self.name}: {self.done:,} {self.unit} in {took:.1f} s", highlight=False)
        elif self.name:
            self.bars.stop_task(self.task)
        self.name = ""

    def close(self) -> None:
        """Ends the drawing."""
        self.end()
        self.bars.stop()


def scratch_folder(scratch: Path | None, out: Path | None, question: dict[str, Any]) -> Path:
    """Where a run keeps its work: under --scratch, beside the result, or in the temporary folder."""
    key = hashlib.sha256(orjson.dumps(question, option=orjson.OPT_SORT_KEYS)).hexdigest()[:16]
    if scratch is not None:
        return scratch / f"goodwork-redundancy-{key}"
    if out is not None:
        return out.resolve().parent / f".{out.name}.work"
    return Path(tempfile.gettempdir()) / f"goodwork-redundancy-{os.getuid()}-{key}"


Files = Annotated[
    list[Path],
    typer.Argument(help="Parquet, JSONL, CSV, Excel, ... files, or folders of pictures or texts."),
]


@app.command()
def run(
    data: Files,
    column: Annotated[
        list[str] | None,
        typer.Option(help="The column with the text (or the picture). For records: a field compared; may be repeated."),
    ] = None,
    threshold: Annotated[float, typer.Option(help="Jaccard from which two texts are near-duplicates.")] = 0.7,
    method: Annotated[
        str, typer.Option(help="auto, exact, near (texts), record (whole JSON records), picture or semantic.")
    ] = "auto",
    keep: Annotated[str, typer.Option(help="Who stays: longest, earliest, or a numeric column.")] = "longest",
    shingle: Annotated[str, typer.Option(help="word:N or char:N.")] = "word:3",
    id_column: Annotated[str | None, typer.Option("--id", help="The column that names a row; id by default.")] = None,
    out: Annotated[Path | None, typer.Option(help="Where the keep list goes (Parquet).")] = None,
    clusters: Annotated[Path | None, typer.Option(help="Where the clusters go (Parquet).")] = None,
    kept: Annotated[Path | None, typer.Option(help="Where the rows that stay go, in the format that was read.")] = None,
    report: Annotated[Path | None, typer.Option(help="Where the report goes (HTML).")] = None,
    against: Annotated[list[Path] | None, typer.Option(help="Reference texts that must not leak into DATA.")] = None,
    split: Annotated[str | None, typer.Option(help="Column of splits: counts rows that are on both sides.")] = None,
    contained: Annotated[Path | None, typer.Option(help="Where texts inside other texts go (Parquet).")] = None,
    label: Annotated[str | None, typer.Option(help="Column of labels: draws the learning curve.")] = None,
    embedding: Annotated[str | None, typer.Option(help="Column of vectors, for semantic.")] = None,
    model: Annotated[Path | None, typer.Option(help="ONNX model (file or folder), for semantic.")] = None,
    epsilon: Annotated[float, typer.Option(help="1 - cosine up to which two texts mean the same.")] = 0.05,
    dask: Annotated[str | None, typer.Option(help="Address of a Dask scheduler; needs a shared --scratch.")] = None,
    threads: Annotated[int | None, typer.Option(help="Threads; all cores, up to 8, by default.")] = None,
    scratch: Annotated[Path | None, typer.Option(help="Folder for the work in between.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the numbers as JSON.")] = False,
) -> None:
    """Find exact and near duplicates, and say which rows to label.

    Nothing is changed or deleted: the keep list names, for every row, the row that stands for it. Ctrl+C stops
    at a safe place; the same command goes on from there. The examples: texts, pictures, whole records, and a
    benchmark that must not leak into training data.

    Example: goodwork redundancy reviews.parquet --out keep.parquet --report redundancy.html

    Example: goodwork redundancy reviews.csv --kept unique.csv

    Example: goodwork redundancy photos/ --out keep.parquet

    Example: goodwork redundancy calls.jsonl --method record --column prompt --column tools

    Example: goodwork redundancy train.jsonl --against benchmark.jsonl
    """
    if threads is not None and not 1 <= threads <= 64:
        raise Invalid(f"{threads} threads can't be used.", next_step="Choose from 1 to 64.")
    if method not in METHODS:
        raise Invalid(f"There is no method {method!r}.", next_step=f"Choose from {', '.join(METHODS)}.")
    from goodwork.redundancy.sources import holds_pictures

    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if column and len(column) > 1 and method != "record":
        raise Invalid(
            "Texts and pictures are read from one column.", next_step="Name one, or add --method record for records."
        )
    asked = Asked(
        data, column[0] if column else None, threshold, method, keep, shingle, id_column, out, clusters, report, scratch
    )
    asked.fields = column or []
    asked.threads = threads or min(8, cores)
    pictures = method == "picture" or (method in ("auto", "exact") and holds_pictures(data, asked.column))
    asked.kept = kept
    places = {"--out": out, "--clusters": clusters, "--report": report, "--contained": contained, "--kept": kept}
    check_files(places)
    extra = Extra(against, split, contained, label, embedding, model, epsilon, dask)
    progress = Watched()
    try:
        found = _pictures(asked, progress) if pictures else _texts(asked, extra, progress)
    except Stopped as stopped:
        progress.close()
        progress.console.print(
            f"Stopped. What was done is kept in {stopped.folder}; run the same command again to go on.",
            highlight=False,
        )
        raise typer.Exit(130) from None
    finally:
        progress.close()
    if as_json:
        sys.stdout.write(orjson.dumps(found.json(), option=orjson.OPT_INDENT_2).decode() + "\n")
    else:
        for line in found.lines():
            say(line)


@dataclass(slots=True)
class Asked:
    """What the command line asks for."""

    data: list[Path]
    column: str | None
    threshold: float
    method: str
    keep: str
    shingle: str
    id_column: str | None
    out: Path | None
    clusters: Path | None
    report: Path | None
    scratch: Path | None
    threads: int = 1
    kept: Path | None = None
    fields: list[str] = field(default_factory=list[str])


@dataclass(slots=True)
class Extra:
    """Further questions about texts."""

    against: list[Path] | None
    split: str | None
    contained: Path | None
    label: str | None
    embedding: str | None
    model: Path | None
    epsilon: float
    dask: str | None


class Stopped(Exception):
    """The run was stopped at a safe place."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        super().__init__(str(folder))


@contextlib.contextmanager
def _working(asked: Asked, question: dict[str, Any], progress: Watched) -> Generator[Any]:
    """A scratch folder that is taken up again, kept when the run stops, and removed when it ends well."""
    from goodwork.redundancy.work import Work

    work = Work(scratch_folder(asked.scratch, asked.out or asked.clusters or asked.kept, question), question)
    if work.resumed:
        progress.console.print(f"Going on after {work.state['rows']:,} rows that were read before.", highlight=False)
    before = signal.signal(signal.SIGINT, _stopper(work.stop))
    try:
        yield work
    except KeyboardInterrupt:
        raise Stopped(work.folder) from None
    finally:
        signal.signal(signal.SIGINT, before)
    work.remove()


def _pictures(asked: Asked, progress: Watched) -> Any:
    from goodwork.redundancy.keep import write_lists
    from goodwork.redundancy.picture_source import open_pictures
    from goodwork.redundancy.pictures import PictureOptions, run_pictures
    from goodwork.redundancy.text_report import report_numbers

    if asked.kept is not None:
        raise Invalid("--kept writes rows of a file.", next_step="--out lists the pictures that stay.")
    if asked.keep not in ("longest", "earliest"):
        raise Invalid("Pictures keep the longest or the earliest.", next_step="Longest means the most pixels.")
    source = open_pictures(asked.data, asked.column, asked.id_column)
    options = PictureOptions(keep=asked.keep, near=asked.method != "exact", threads=asked.threads)
    with _working(asked, options.question(source), progress) as work:
        answer, found = run_pictures(source, options, work, progress)
        write_lists(work, answer, asked.out, asked.clusters)
        if asked.report is not None:
            report_numbers(asked.report, found)
    return found


def _texts(asked: Asked, extra: Extra, progress: Watched) -> Any:
    from goodwork.redundancy.alphabet import RECORD, Shingle
    from goodwork.redundancy.run import Options
    from goodwork.redundancy.sources import open_records, open_texts

    quality = None if asked.keep in ("longest", "earliest") else asked.keep
    if asked.method == "record":
        if extra.contained or extra.label or extra.against:
            raise Invalid(
                "--contained, --label and --against compare texts.",
                next_step="Leave them out, or name a text --column.",
            )
        source = open_records(asked.data, asked.fields, asked.id_column, quality)
        options = Options(1.0, RECORD, asked.keep, False, asked.threads)
        return (
            _on_dask(asked, extra, source, options, progress)
            if extra.dask
            else _here(asked, extra, source, options, progress)
        )
    source = open_texts(asked.data, asked.column, asked.id_column, quality)
    keep = asked.keep
    if extra.against:
        own = len(source.files)
        source = open_texts([*asked.data, *extra.against], asked.column, asked.id_column)
        source.reference_from, keep = own, "reference"
    options = Options(asked.threshold, Shingle.parse(asked.shingle), keep, asked.method != "exact", asked.threads)
    if extra.dask:
        return _on_dask(asked, extra, source, options, progress)
    return _here(asked, extra, source, options, progress)


def _here(asked: Asked, extra: Extra, source: Any, options: Any, progress: Watched) -> Any:
    from goodwork.redundancy.keep import count, write_lists
    from goodwork.redundancy.kept import check_kept, write_kept
    from goodwork.redundancy.questions import (
        by_meaning,
        contained_in,
        curve_of,
        leaks_between,
        with_leaks,
        write_contained,
    )
    from goodwork.redundancy.run import run_texts
    from goodwork.redundancy.text_report import report_texts

    if asked.kept is not None:
        check_kept(source, asked.kept)
    with _working(asked, options.question(source), progress) as work:
        answer, found = run_texts(source, options, work, progress)
        if asked.method == "semantic":
            progress.stage("compare meanings", None, "rows")
            answer, meaning = by_meaning(source, answer, extra.epsilon, extra.embedding, extra.model)
            found = replace(found, counts=count(answer, options.threshold))
            found = found.adding(
                meaning.lines(), semantic=meaning.aside, vendi=meaning.vendi_after, vendi_before=meaning.vendi_before
            )
        if source.reference_from is not None:
            found = with_leaks(found, work, answer)
        if extra.split:
            leaks = leaks_between(source, extra.split, answer)
            found = found.adding(leaks.lines(), leaks=dict(zip(leaks.names, leaks.shared.sum(1).tolist(), strict=True)))
        if extra.contained:
            progress.stage("contained texts", None, "rows")
            inside = contained_in(source, answer, options.shingle)
            write_contained(extra.contained, inside)
            found = found.adding(inside.lines(), contained=len(inside.inside), boilerplate_rows=inside.boilerplate_rows)
        if extra.label:
            progress.stage("learning curve", None, "rows")
            curve = curve_of(source, extra.label, answer)
            found = found.adding([curve.line()], curve=curve.json())
        write_lists(work, answer, asked.out, asked.clusters)
        if asked.kept is not None:
            found = found.adding([f"{write_kept(asked.kept, source, answer):,} rows that stay are in {asked.kept}."])
        if asked.report is not None:
            report_texts(asked.report, source, answer, found)
    return found


def _on_dask(asked: Asked, extra: Extra, source: Any, options: Any, progress: Watched) -> Any:
    from goodwork.cluster.redundancy import run_on_dask

    if asked.scratch is None or extra.dask is None:
        raise Invalid("Workers need a folder that all of them see.", next_step="Name it with --scratch.")
    alone = (asked.report, asked.kept, extra.split, extra.contained, extra.label, extra.against)
    if any(alone) or asked.method == "semantic":
        raise Invalid(
            "On Dask there are the lists and the numbers only.",
            next_step="Leave --report, --kept, --split, --contained, --label, --against and semantic out.",
        )
    shared = scratch_folder(asked.scratch.resolve(), None, options.question(source))
    out, clusters = (path.resolve() if path else None for path in (asked.out, asked.clusters))
    return run_on_dask(extra.dask, source, options, shared, progress, out, clusters)


def _stopper(stop: threading.Event) -> Any:
    """A handler that asks the run to stop at a safe place, and stops it at once when asked again."""

    def handle(_number: int, _frame: FrameType | None) -> None:
        if stop.is_set():
            raise KeyboardInterrupt
        stop.set()
        sys.stderr.write("\nStopping at the next safe place (Ctrl+C again: at once).\n")

    return handle
