"""Tables without a header, with titles above it, and of several sheets: no row is lost without a word."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from typer.testing import CliRunner

from goodwork.actions.data.previewing import preview
from goodwork.cli import convert
from goodwork.errors import Invalid
from goodwork.formats.mapping import read_dialect
from goodwork.formats.reading import open_source
from goodwork.formats.table_files import form_of
from goodwork.model.data import ImportState
from tests.data.workshop import Workshop
from tests.formats.converted import to_files

TONE: dict[str, Any] = {"key": "tone", "kind": "classification", "title": "What tone?", "labels": ["pos", "neg"]}
NO_HEADER = "the first row, read as a row: the columns have no names and are called by their places"


def converted(content: bytes, file_format: str = "csv", **mapping: Any) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    files, account = to_files(open_source(io.BytesIO(content), file_format, read_dialect(mapping)), "jsonl", mapping)
    return [json.loads(line) for line in files["items.jsonl"].splitlines()], account


def texts(content: bytes, file_format: str = "csv", **mapping: Any) -> list[str]:
    """The first part of each item, as a preview shows it and a conversion writes it."""
    seen = preview(content, file_format, mapping, [TONE], True)
    shown = [str(item.parts[0]["text"]) for item in seen.items]
    rows, _ = converted(content, file_format, **mapping)
    assert [next(v for k, v in row.items() if k in (*row.get("parts", ()), "text")) for row in rows][:5] == shown
    return shown


def book(**sheets: list[list[Any]]) -> bytes:
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for title, rows in sheets.items():
        into = made.create_sheet(title)
        for row in rows:
            into.append(row)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


WITHOUT = {
    "long texts and labels that come again": b"The food was great and cheap,pos\nI hated all of it,neg\nNice,pos\n",
    "short texts and labels that come again": b"Great phone,pos\nBad,neg\nNice,pos\n",
    "numbers and texts": b"1\tThe food was great\t4.5\n2\tI hated all of it\t1\n3\tSo it goes on and on\t3\n",
    "one column of texts": b"I liked this film very much\nIt was, to be honest, bad\nNever again will I go there\n",
    "labels that are words for columns": b"What time is it?,question\nIt is ten,statement\nWho are you?,question\n",
    "quotes": b'"Great phone"\t"pos"\n"Bad, really"\t"neg"\n"Nice"\t"pos"\n',
    "stars": b"5,The hotel was nice and clean\n1,Terrible service I must say\n4,Okay but not really worth it\n",
}


@pytest.mark.parametrize("content", WITHOUT.values(), ids=WITHOUT)
def test_a_first_row_of_data_is_a_row(content: bytes) -> None:
    rows, account = converted(content)
    assert len(rows) == 3 and [row["what"] for row in account["changed"]] == [NO_HEADER]
    assert any("column" in column.column for column in preview(content, "csv", {}, [TONE], True).columns)
    assert len(texts(content)) == 3


@pytest.mark.parametrize(
    "content",
    [
        b"text,label\nGreat phone,pos\nBad,neg\n",
        b"Satz,Urteil\nDas ist gut so,ja\nSchlecht war das,nein\n",
        b"0,1\nGreat phone,pos\nBad,neg\n",
        b"positive,negative,text\n1,0,Good one\n0,1,Bad one\n",
        b"Timestamp,Are you happy with what we do for you?\n2024/05/01 10:00,Yes I am\n2024/05/02,No not I\n",
        b"name,2019,2020\nAda Lovelace,5,6\nBob,7,8\n",
    ],
)  # fmt: skip
def test_a_header_is_one(content: bytes) -> None:
    rows, account = converted(content, parts=[{"column": content.split(b",")[0].decode()}])
    assert len(rows) == 2 and account["changed"] == []


def test_what_is_guessed_of_a_header_can_be_said() -> None:
    content = WITHOUT["short texts and labels that come again"]
    assert texts(content, header=True) == ["Bad", "Nice"]
    assert texts(b"text,label\nGreat,pos\n", header=False, parts=[{"column": "column 1"}]) == ["text", "Great"]
    with pytest.raises(Invalid, match="true or false"):
        preview(content, "csv", {"header": "yes"}, [TONE], True)


def test_what_has_no_name_is_not_shown() -> None:
    from goodwork.forms.showing import shown_metadata

    (item, *_) = preview(WITHOUT["short texts and labels that come again"], "csv", {}, [TONE], True).items
    assert item.metadata == {"column 2": "pos"} and shown_metadata(item.metadata) == {}


@pytest.mark.parametrize(
    "above",
    [b"Export of May\n", b"Export of May;;\n", b"Export of May;;\nAs of 1st;;\n;;\n", b"Export of May\n\n"],
)
def test_lines_above_the_header_are_passed_over(above: bytes) -> None:
    content = above + b"id;text;label\n1;Gut, aber teuer;pos\n2;Schlecht;neg\n"
    assert texts(content) == ["Gut, aber teuer", "Schlecht"]
    _, account = converted(content)
    assert account["lost"][0]["what"] == "the line 'Export of May' above the header"


def test_columns_without_a_name_hold_nothing_or_are_called_by_their_place() -> None:
    rows, account = converted(b"text,label,,\nGreat phone,pos,,\nBad,neg,,\n")
    assert [set(row) for row in rows] == [{"text", "annotations"}] * 2 and account["lost"] == []
    rows, _ = converted(b",text,label\n0,Great phone,pos\n1,Bad,neg\n")
    assert [row["column 1"] for row in rows] == ["0", "1"]


def test_a_file_of_one_column_has_no_delimiter() -> None:
    assert texts(b"text\nHello, you\nBye\nWell; well, well\n") == ["Hello, you", "Bye", "Well; well, well"]


def test_other_commands_read_such_tables_alike(tmp_path: Path) -> None:
    for name, content, plain in (
        ("a.csv", WITHOUT["short texts and labels that come again"], False),
        ("b.csv", b"Export of May;\ntext;label\nGut;pos\n", False),
        ("c.csv", b"text,label\nGut,pos\n", True),
    ):
        (tmp_path / name).write_bytes(content)
        assert form_of(tmp_path / name).plain is plain


async def test_nothing_is_lost_on_import(shop: Workshop) -> None:
    project = await shop.project(TONE)
    done = await shop.bring(project, WITHOUT["short texts and labels that come again"], "csv")
    assert (done.state, done.added, done.rejected) == (ImportState.DONE, 3, 0)
    assert [row["what"] for row in done.report["changed"]] == [NO_HEADER]


# Sheets -----------------------------------------------------------------------------------------------------------

MONTHS = {"Jan": [["text", "label"], ["One", "pos"], ["Two", "neg"]], "Feb": [["label", "text"], ["pos", "Three"]]}


def test_sheets_of_the_same_columns_are_read_one_after_the_other() -> None:
    content = book(**MONTHS, Notes=[["what", "who"], ["x", "y"]])
    rows, account = converted(content, "excel")
    assert [(row["text"], row["sheet"]) for row in rows] == [("One", "Jan"), ("Two", "Jan"), ("Three", "Feb")]
    assert [row["what"] for row in account["lost"]] == ["the sheet 'Notes'"]
    assert "--sheet" in account["lost"][0]["why"]
    source = open_source(io.BytesIO(content), "excel")
    assert [*source.sheets] == ["Jan", "Feb", "Notes"]
    assert [row.line for row in source.rows(0)] == [2, 3, 5] and [row.line for row in source.rows(2)] == [5]


def test_a_sheet_can_be_named(tmp_path: Path) -> None:
    content = book(**MONTHS, Notes=[["text", "who"], ["x y", "y"]])
    assert texts(content, "excel", sheet="Notes") == ["x y"]
    seen = preview(content, "excel", {"sheet": "Feb"}, [TONE], True)
    assert [item.parts[0]["text"] for item in seen.items] == ["Three"] and seen.sheets == ("Jan", "Feb", "Notes")
    with pytest.raises(Invalid, match="There is no sheet 'Mar'; there are 'Jan', 'Feb', 'Notes'"):
        preview(content, "excel", {"sheet": "Mar"}, [TONE], True)
    (tmp_path / "a.xlsx").write_bytes(content)
    asked = [str(tmp_path / "a.xlsx"), "--to", "jsonl", "--out", str(tmp_path / "a.jsonl"), "--sheet", "Notes"]
    assert CliRunner().invoke(convert.app, asked).exit_code == 0
    assert json.loads((tmp_path / "a.jsonl").read_text())["text"] == "x y"


def test_a_sheet_without_a_header_loses_no_row() -> None:
    rows, account = converted(book(A=[["I like it a lot", "pos"], ["Bad", "neg"], ["Nice", "pos"]]), "excel")
    assert [row["column_a"] for row in rows] == ["I like it a lot", "Bad", "Nice"]
    assert [row["what"] for row in account["changed"]] == [NO_HEADER]


async def test_sheets_on_import(shop: Workshop) -> None:
    project = await shop.project(TONE)
    content = book(**MONTHS, Notes=[["text", "who"], ["x y", "y"]])
    done = await shop.bring(project, content, "excel")
    assert (done.added, [row["what"] for row in done.report["lost"]]) == (3, ["the sheet 'Notes'"])
    assert (await shop.bring(project, content, "excel", mapping={"sheet": "Notes"})).added == 1
