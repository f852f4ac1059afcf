"""``goodwork convert``: files of annotated data from one format into another, without a server or a database."""

from __future__ import annotations

import tempfile
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import orjson
import typer
from rich.text import Text

from goodwork.cli.console import Console
from goodwork.cli.places import check_file, real_place, whole
from goodwork.cli.told import Delimiter, Encoding, Sheet, told_mapping
from goodwork.errors import Conflict, GoodworkError, Invalid, Unreadable
from goodwork.formats.converting import Ledger, convert
from goodwork.formats.files import FolderFiles
from goodwork.formats.mapping import read_dialect
from goodwork.formats.published import OutFile
from goodwork.formats.reading import open_source
from goodwork.formats.recognising import CONFIG, file_of, plain_name, reader_name, recognise
from goodwork.formats.registry import FORMATS, WRITTEN
from goodwork.formats.report import gathered
from goodwork.formats.rows import Dialect, Source

app = typer.Typer()

PROJECT = "project"
SHOWN = 20


@app.command()
def run(
    source: Annotated[Path, typer.Argument(metavar="SOURCE", help="A file or a folder.")],
    to: Annotated[str, typer.Option("--to", metavar="FORMAT", help=f"One of {', '.join(WRITTEN)}, {PROJECT}.")],
    out: Annotated[Path, typer.Option("--out", metavar="PLACE", help="The file or folder to make.")],
    from_: Annotated[
        str, typer.Option("--from", metavar="FORMAT", help=f"One of {', '.join(FORMATS)}, {CONFIG}; auto guesses.")
    ] = "auto",
    report: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Where the account of kept, changed and lost goes (JSON).")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the account as one JSON object.")] = False,
    mapping: Annotated[
        str, typer.Option(metavar="JSON", help="Which column is what, as for an import; the rest is guessed.")
    ] = "{}",
    delimiter: Delimiter = None,
    encoding: Encoding = None,
    sheet: Sheet = None,
    strict: Annotated[bool, typer.Option("--strict", help="Write nothing when something would be lost.")] = False,
) -> None:
    """Convert annotated data, and say what was kept, what was changed and what was lost.

    What is made appears whole or not at all. A Label Studio labelling config (XML) becomes a project for
    ``goodwork projects apply``.

    Example: goodwork convert corpus/ --from brat --to docbin --out corpus.spacy
    """
    told = told_mapping(mapping, delimiter, encoding, sheet, kept="Nothing was written.")
    name = plain_name(to)
    if name not in WRITTEN and name != PROJECT:
        known = ", ".join([*WRITTEN, PROJECT])
        raise Invalid(f"goodwork does not write {to[:40]!r}.", next_step=f"Use one of: {known}.")
    try:
        _check_places(source, out, report)
        source = file_of(source)
        read_as = recognise(source) if from_ == "auto" else reader_name(from_)
        broken = 0
        if PROJECT in (name,) or read_as == CONFIG:
            account = _project(source, read_as, name, out, strict)
        else:
            account, broken = _convert(source, read_as, name, out, told, strict)
    except OSError as error:
        raise Unreadable(f"{error.filename or source}: {error.strerror}.", kept="Nothing was written.") from None
    except Conflict:
        raise
    except GoodworkError as error:
        # Readers speak of what is imported, or of nothing.
        raise type(error)(
            error.what, kept="Nothing was written.", next_step=error.next_step, faults=error.faults
        ) from error
    _tell(account, broken, read_as, name, out, report, as_json)


def _check_places(source: Path, out: Path, report: Path | None) -> None:
    """Nothing is written over what is read, nor over each other; a pipe can't be read from its start again."""
    if not source.exists():
        raise Unreadable(f"{source} is not there.", kept="Nothing was written.")
    if not source.is_file() and not source.is_dir():
        raise Unreadable(
            f"{source} is neither a file nor a folder.",
            kept="Nothing was written.",
            next_step="Write what it holds into a file first.",
        )
    if report is not None:
        check_file("--report", report)
    read = source.resolve()
    for option, place in (("--out", out), ("--report", report)):
        if place is not None and (real := real_place(option, place)).is_relative_to(read):
            where = "what is converted" if real == read else "in the folder that is converted"
            raise Conflict(
                f"{option} {place} is {where}.", kept="It was left as it is.", next_step="Name another place."
            )
    if report is not None and report.resolve().is_relative_to(out.resolve()):
        raise Conflict(
            f"--report {report} is where --out goes.", kept="Nothing was written.", next_step="Name another place."
        )


def _convert(
    place: Path, read_as: str, name: str, out: Path, told: Mapping[str, Any], strict: bool
) -> tuple[dict[str, Any], int]:
    """The account, and how many rows could not be taken."""
    ledger = Ledger()
    written = WRITTEN[name]
    with opened(place, read_as, told) as source:
        files = convert(source, written.writes[name], told, ledger)
        with whole(out, is_folder=written.is_folder) as partial:
            size = _write(files, partial, is_folder=written.is_folder)
            account = ledger.as_json()
            if not ledger.made or not size or not account["kept"]:
                raise _nothing(place, name, account)
            if strict and account["lost"]:
                first = account["lost"][0]
                raise Invalid(
                    f"{len(account['lost'])} things would be lost; the first: {first['what']} of {first['item']}: "
                    f"{first['why']}.",
                    kept="Nothing was written.",
                    next_step="Leave --strict out to write the rest.",
                )
    return account, ledger.items - ledger.made


def _nothing(place: Path, name: str, account: dict[str, Any]) -> Invalid:
    """What is said when nothing of a file comes through."""
    if not account["items"]:
        told = next((f"{row['what']}: {row['why']}." for row in account["changed"]), "")
        said = told[:1].upper() + told[1:]
        return Invalid(f"There is nothing in {place.name}.", kept="Nothing was written.", next_step=said)
    lost = gathered(([row["item"]], row["why"], 1) for row in account["lost"])
    return Invalid(
        f"Nothing of {place.name} comes through as {name}: {_counted(account['items'], 'row')} read, none kept "
        f"({lost[0] if lost else f'{name} holds nothing of it'}).",
        kept="Nothing was written.",
        next_step="Say what it is with --from, which column is what with --mapping, or choose another form with --to.",
    )


@contextmanager
def opened(place: Path, read_as: str, told: Mapping[str, Any]) -> Generator[Source]:
    """What a file or a folder holds, row by row."""
    if place.is_dir():
        yield from _folder(place, read_as, read_dialect(told))
        return
    with place.open("rb") as file:
        yield open_source(file, read_as, read_dialect(told))


def _folder(place: Path, read_as: str, dialect: Dialect) -> Iterator[Source]:
    known = FORMATS.get(read_as)
    if known is not None and known.read_files is not None:
        yield known.read_files(FolderFiles(place), dialect)
    elif known is not None and known.reads_zip:
        from goodwork.sdk.files import pack  # with it comes what speaks to servers, which takes its time to load

        with tempfile.TemporaryFile() as archive:
            pack(place, archive)
            yield open_source(archive, read_as, dialect)
    else:
        raise Invalid(f"{place} is a folder, and {read_as} is a file.", next_step="Name the file.")


def _write(files: Iterator[OutFile], out: Path, *, is_folder: bool) -> int:
    """Write the files; returns how many bytes they have."""
    size = 0
    made = {""}
    for file in files:
        inside = file.name.rpartition("/")[0] if is_folder else ""
        if inside not in made:
            made.add(inside)
            (out / inside).mkdir(parents=True, exist_ok=True)
        # There may be hundreds of thousands of small ones: no path object for each.
        with open(f"{out}/{file.name}" if is_folder else out, "wb") as place:
            for piece in file.pieces:
                size += place.write(piece)
    return size


def _project(place: Path, read_as: str, name: str, out: Path, strict: bool) -> dict[str, Any]:
    if read_as != CONFIG or name != PROJECT:
        raise Invalid(
            f"A {CONFIG} becomes a {PROJECT}, and nothing else does.",
            kept="Nothing was written.",
            next_step=f"Use --from {CONFIG} --to {PROJECT}.",
        )
    from goodwork.cli.convert_config import shown
    from goodwork.forms.labelling_config import read_config

    read = read_config(place.read_text(encoding="utf-8-sig"), place.stem)
    account = dict(read.account)
    if strict and account["lost"]:
        raise Invalid(f"{len(account['lost'])} tags would be lost.", kept="Nothing was written.")
    with whole(out, is_folder=False) as partial:
        partial.write_text(shown(read), encoding="utf-8")
    return account


def _counted(number: int, thing: str) -> str:
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"


def _tell(
    account: dict[str, Any], broken: int, read_as: str, name: str, out: Path, report: Path | None, as_json: bool
) -> None:
    if report is not None:
        with whole(report, is_folder=False) as partial:
            partial.write_bytes(orjson.dumps(account, option=orjson.OPT_INDENT_2))
    if as_json:
        typer.echo(orjson.dumps(account).decode())
        return
    console = Console()
    shown = f"{_counted(account['items'] - broken, 'item')} with {_counted(account['annotations'], 'annotation')}"
    if broken:
        shown += f", {_counted(broken, 'row')} that could not be taken"
    console.print(
        Text(f"{out} ({name}): {shown}, read as {read_as}; kept as it was: {_counted(account['kept'], 'thing')}.")
    )
    for word, style in (("changed", "yellow"), ("lost", "red")):
        alike = gathered(([row["item"]], f"{row['what']}: {row['why']}", 1) for row in account[word])
        for one in alike[:SHOWN]:
            console.print(Text(f"  {word}: ", style=style) + Text(str(one), style="default"))
        if len(alike) > SHOWN:
            more = "the report has them all" if report is not None else "--report FILE lists them all"
            console.print(Text(f"  {word}: things of {len(alike) - SHOWN:,} more kinds; {more}.", style=style))
