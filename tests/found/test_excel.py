"""Spreadsheets: one sheet is a table, whatever stands around it; nothing in them can hurt."""

from __future__ import annotations

import csv
import datetime
import io
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, cast

import openpyxl
import pytest

from goodwork.errors import GoodworkError
from goodwork.formats.reading import open_source
from goodwork.formats.recognising import recognise
from goodwork.formats.rows import Broken, Row
from tests.data.workshop import MOOD, Workshop
from tests.formats.converted import own, spans, to_files

AT = datetime.datetime(2026, 3, 1, 12, 30)  # noqa: DTZ001 - cells have no time zone
SHEET = (
    b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    b"%s</sheetData></worksheet>"
)
ODS = (
    '<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
    '<table:table table:name="S">%s</table:table></office:spreadsheet></office:body></office:document-content>'
)


def book(rows: Iterable[Iterable[Any]], **sheets: list[list[Any]]) -> bytes:
    """A workbook of one sheet, and of others behind it."""
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    for title, content in (("Rows", rows), *sheets.items()):
        into: Any = sheet if title == "Rows" else made.create_sheet(title)
        for row in content:
            into.append(list(row))
    return saved(made)


def saved(made: Any) -> bytes:
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def ods(*rows: tuple[str, ...], after: str = "") -> bytes:
    """A sheet of OpenDocument."""
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    body = "".join(f"<table:table-row>{''.join(map(cell.format, row))}</table:table-row>" for row in rows)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", ODS % (body + after))
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    return out.getvalue()


def changed(content: bytes, files: Mapping[str, bytes]) -> bytes:
    """A workbook with other files in it, packed as well as may be."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for name in dict.fromkeys((*before.namelist(), *files)):
            after.writestr(name, files[name] if name in files else before.read(name))
    return out.getvalue()


def read(content: bytes) -> tuple[list[dict[str, Any]], list[str]]:
    """The values of the rows, and what was lost."""
    source = open_source(io.BytesIO(content), "excel")
    rows = [dict(row.values) for row in source.rows(0) if isinstance(row, Row)]
    return rows, [row["what"] for row in source.report.as_json()["lost"]]


def test_cells_are_what_they_are() -> None:
    rows, lost = read(book([
        ["text", "n", "ratio", "when", "at", "ok", "none", "=1+1"],
        ["=1+1", 12, 0.5, datetime.date(2026, 3, 1), AT, True, None, 1],
        [None] * 8,
        ["👩‍🚀 ü", 9007199254740991, 1e300, datetime.time(1, 2), None, False, None, None],
    ]))  # fmt: skip
    # A formula that nothing has worked out yet has no value; a header that is one has no name.
    assert rows[0] == {
        "n": 12, "ratio": 0.5, "when": "2026-03-01", "at": "2026-03-01T12:30:00", "ok": True, "column H": 1
    }  # fmt: skip
    assert rows[1] == {"text": "👩‍🚀 ü", "n": 9007199254740991, "ratio": 1e300, "when": "01:02:00", "ok": False}
    assert lost == []


def test_the_table_is_found_in_its_sheet_and_among_sheets() -> None:
    made = openpyxl.Workbook()
    first: Any = made.active
    first.title = "Empty"
    hidden: Any = made.create_sheet("Hidden", 0)
    hidden["A1"], hidden.sheet_state = "secret", "hidden"
    sheet: Any = made.create_sheet("Answers")
    sheet["C3"] = "Answers of spring"
    sheet.merge_cells("C3:E3")
    for row, cells in ((5, ("text", "label", "by")), (6, ("one", "good", "p1")), (8, ("two", "bad", None))):
        for column, value in enumerate(cells, 3):
            sheet.cell(row, column, value)
    sheet.merge_cells("E6:E8")
    made.create_sheet("More").append(["text"])
    source = open_source(io.BytesIO(saved(made)), "excel")
    rows = [row for row in source.rows(0) if isinstance(row, Row)]
    assert [(row.line, dict(row.values)) for row in rows] == [
        (6, {"text": "one", "label": "good", "by": "p1"}), (7, {"by": "p1"}),
        (8, {"text": "two", "label": "bad", "by": "p1"}),
    ]  # fmt: skip
    told = [row["what"] for row in source.report.as_json()["lost"]]
    assert told == ["the sheet 'More'", "the sheet 'Hidden'", "the line 'Answers of spring' above the header"]
    assert [row.line for row in source.rows(1)] == [7, 8]


@pytest.mark.parametrize(
    "content",
    [
        book([["text", "label"], ["Fine", "good"]]),
        book([["text"], ["Fine"]]),
        book([["text", "label", None], ["Fine", None, None], [None, None, None]]),
        ods(("text", "label"), ("Fine", "good")),
        ods(("text",), ("Fine",), after='<table:table-row table:number-rows-repeated="1048570"/>'),
    ],
    ids=["two columns", "one column", "an empty column", "ods", "ods to its end"],
)
def test_small_sheets_are_recognised_and_converted(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "answers.bin").write_bytes(content)
    assert recognise(tmp_path / "answers.bin") == "excel"
    files, account = to_files(open_source(io.BytesIO(content), "excel"), "csv")
    assert files["items.csv"].splitlines()[1].startswith(b"Fine") and account["lost"] == []


async def test_an_import_reads_labels_as_a_table_does(shop: Workshop) -> None:
    project = await shop.project(MOOD)
    content = book([["id", "text", "gold_mood", "year"], [1, "Fine", "Good", 2026], [2, "Hm", None, 1999.5]])
    done = await shop.bring(project, content, "excel")
    assert (done.added, done.rejected, done.gold) == (2, 0, 1)
    rows = await shop.rows(
        "SELECT p.external_id, p.payload, p.metadata FROM item i JOIN item_payload p ON p.item_id = i.id"
        " WHERE i.project_id = :p ORDER BY i.position",
        p=project,
    )
    assert [(row[0], row[2]) for row in rows] == [("1", {"year": 2026}), ("2", {"year": 1999.5})]
    assert [[part["text"] for part in row[1]["parts"]] for row in rows] == [["Fine"], ["Hm"]]


async def test_a_row_for_each_answer_becomes_answers(shop: Workshop) -> None:
    table = (Path(__file__).parent / "inputs" / "c6-one-row-per-answer.csv").read_text()
    content = book([line.split(",") for line in table.splitlines()])
    files, account = to_files(open_source(io.BytesIO(content), "excel"), "jsonl")
    assert len(files["items.jsonl"].splitlines()) == 2 and (account["annotations"], account["lost"]) == (5, [])
    project = await shop.project({**MOOD, "key": "label", "labels": ["pos", "neg"]})
    done = await shop.bring(project, content, "excel")
    answers = await shop.rows("SELECT 1 FROM annotation WHERE project_id = :p", p=project)
    assert (done.added, len(answers)) == (2, 5)


def test_our_own_table_comes_back_from_a_spreadsheet() -> None:
    files, _ = to_files(
        own(
            [
                spans("Ada 👩‍🚀 met Bob", (0, 3, "PER"), (12, 15, "PER")),
                spans("=Ada", (1, 4, "PER")),
                {"text": "Nobody"},
            ]
        ),
        "csv",
    )
    cells = list(csv.reader(io.StringIO(files["items.csv"].decode())))
    source = open_source(io.BytesIO(book(cells)), "excel")
    rows = [row for row in source.rows(0) if isinstance(row, Row)]
    assert [len(row.said[0].records) if row.said else None for row in rows] == [2, 1, None]
    assert [row.values["text"] for row in rows] == ["Ada 👩‍🚀 met Bob", "=Ada", "Nobody"]


def far() -> bytes:
    made = openpyxl.Workbook()
    sheet: Any = made.active
    sheet["A1"], sheet["XFD1048576"] = "text", "far"
    return saved(made)


PLAIN = book([["text"], ["x"]])
UNTOLD = {"xl/workbook.xml": b""}
REFUSED = {
    "a cell at the end of the sheet": (far(), "2 GB of memory"),
    "texts that unpack to much": (changed(PLAIN, {"xl/sharedStrings.xml": b"<sst>" + b" " * (64 << 20)}), "200 times"),
    "a million rows of nothing": (
        changed(PLAIN, {"xl/worksheets/sheet1.xml": SHEET % b"".join(b'<row r="%d"/>' % n for n in range(1, 1 << 20))}),
        "No sheet",
    ),
    "entities of its own": (
        changed(
            PLAIN,
            {
                "xl/worksheets/sheet1.xml": b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
                + SHEET % b'<row r="1"><c r="A1" t="inlineStr"><is><t>&a;</t></is></c></row>'
            },
        ),
        "is damaged",
    ),
    "no sheet": (changed(PLAIN, {"xl/worksheets/sheet1.xml": SHEET % b""}), "No sheet"),
    "a column twice": (book([["text", "text"], ["a", "b"]]), "twice"),
    "a nameless file": (changed(PLAIN, {"QQ.xml": b"", **UNTOLD}).replace(b"QQ.xml", b"\0Q.xml"), "can't be read"),
    "cut off": (PLAIN[:-40], "damaged"),
    "no XML": (changed(PLAIN, {"xl/workbook.xml": b"\xff\x00<"}), "can't be read"),
    "an old file of nothing": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(3000), "can't be read"),
    "other bytes": (b"text\tlabel\n", "can't be read"),
    "nothing": (b"", "can't be read"),
    "repeated without end": (
        ods(("text",), after='<table:table-row table:number-rows-repeated="1048570"><table:table-cell'
            ' office:value-type="string" table:number-columns-repeated="16000"><text:p>x</text:p></table:table-cell>'
            "</table:table-row>"),
        "can't be read",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_can_not_be_read_is_refused_with_a_sentence(name: str) -> None:
    content, why = REFUSED[name]
    with pytest.raises(GoodworkError) as refused:
        read(content)
    assert why in refused.value.what and refused.value.next_step


async def test_an_import_of_a_bomb_ends_with_its_reason(shop: Workshop) -> None:
    done = await shop.bring(await shop.project(MOOD), far(), "excel")
    assert done.state == "failed" and "2 GB of memory" in cast("str", done.error)


def test_a_value_beyond_the_header_breaks_its_row_alone() -> None:
    rows = [["text", "label"], *[["x", "y"]] * 25, ["odd", "y", "z"], ["last", "y"]]
    *_, odd, last = open_source(io.BytesIO(book(rows)), "excel").rows(0)
    assert isinstance(odd, Broken) and odd.line == 27 and "column C has a value and no name" in odd.reason
    assert isinstance(last, Row) and last.values["text"] == "last"


@pytest.mark.parametrize(
    ("above", "header", "rows"),
    [
        ([["Survey"], ["of spring"]], ["text", "label"], [["a", "b"]]),
        ([["Date", "2026-03-01"], ["By", "p1"]], ["a", "b", "c", "d", "e"], [["1", "2", "3", "4", "5"]]),
        ([], ["text"], [["a", "note"], ["b", "note"]]),
        ([], ["text", "label"], [["a", "b", "c", "d", "e"]]),
        ([], ["Nr", "Satz", "Anmerkung"], [["1", "a", None], ["2", "b", None]]),
    ],
)
def test_the_header_is_not_the_title_and_not_a_row(above: list[Any], header: list[Any], rows: list[Any]) -> None:
    found, lost = read(book([*above, header, *rows]))
    assert len(found) == len(rows) and set(header) - {"Anmerkung"} <= set(found[0])
    assert len(lost) == len(above)
