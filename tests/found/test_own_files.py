"""Our own files: names that collide, cells that are guarded, what is read by every command, and where it is written."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from goodwork.actions.versions.export_version import export_to_folder
from goodwork.blobs import Blobs
from goodwork.cli import convert, quality, redundancy
from goodwork.errors import Conflict, GoodworkError, Invalid
from goodwork.model.data import ImportState
from goodwork.store.database import Database
from tests.data.workshop import MOOD, Workshop
from tests.versions.making import answer, publish

INPUTS = Path(__file__).parent / "inputs"
OWN = ("jsonl", "csv", "parquet", "datasets")


def converted(source: Path, to: str, out: Path, *more: str) -> Path:
    """A conversion by the command; its place."""
    done = CliRunner().invoke(convert.app, [str(source), "--to", to, "--out", str(out), *more])
    assert done.exit_code == 0, (done.output, done.exception)
    return out


def refused(app: Any, kind: type[GoodworkError], *arguments: object) -> str:
    """What a command says that does not do it."""
    done = CliRunner().invoke(app, [*map(str, arguments)])
    assert done.exit_code and isinstance(done.exception, kind), (done.output, done.exception)
    return done.exception.message


def lines(path: Path) -> list[dict[str, Any]]:
    """The rows of JSON lines."""
    return [json.loads(line) for line in path.read_bytes().splitlines()]


def written(path: Path, *rows: object) -> Path:
    """JSON lines."""
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def label_studio(control: str) -> list[dict[str, Any]]:
    """A task whose control has a name of its own choice."""
    (task,) = json.loads((INPUTS / "d1-ls-control-named-like-column.json").read_text())
    task["annotations"][0]["result"][0]["from_name"] = control
    return [task]


@pytest.mark.parametrize("form", OWN)
@pytest.mark.parametrize(
    "control", ["text", "id", "parts", "annotations", "metadata", "other", "Text", "metadata_other"]
)
def test_a_question_called_like_a_column_takes_nothing_away(form: str, control: str, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps(label_studio(control)))
    there = converted(tmp_path / "a.json", form, tmp_path / f"there.{form}")
    if form == "jsonl":
        assert lines(there)[0]["text"] == "first words"
    (back,) = lines(converted(there, "jsonl", tmp_path / "back.jsonl"))
    assert (back["id"], back["text"], back["other"]) == ("1", "first words", "x")
    ((record,),) = (one["records"] for one in back["annotations"])
    assert (record["question"], record["labels"]) == (control, ["A"])


@pytest.mark.parametrize("form", OWN)
def test_metadata_is_not_taken_for_an_id_a_part_or_an_answer(form: str, tmp_path: Path) -> None:
    rows = [
        {"text": "a", "parts": {"text": "text"}, "uid": "u1", "label": "x", "prompt": "p", "Text": "T", "text_": "t"},
        {"text": "b", "parts": {"text": "text"}, "uid": "u2", "label": "y", "prompt": "q", "Text": "T", "text_": "t"},
    ]
    there = converted(written(tmp_path / "a.jsonl", *rows), form, tmp_path / f"there.{form}")
    assert lines(converted(there, "jsonl", tmp_path / "back.jsonl")) == rows


@pytest.mark.parametrize("form", ["csv", "parquet", "datasets"])
def test_metadata_called_like_a_question_gets_its_name_back(form: str, tmp_path: Path) -> None:
    record = {"type": "choice", "question": "mood", "labels": ["good"]}
    rows = [
        {
            "text": "a",
            "mood": "m1",
            "metadata_mood": "m2",
            "annotations": [{"role": "gold", "by": "x", "records": [record]}],
        },
        {"text": "b", "mood": "m3"},
    ]
    there = converted(written(tmp_path / "a.jsonl", *rows), form, tmp_path / f"there.{form}")
    assert lines(converted(there, "jsonl", tmp_path / "back.jsonl")) == rows


STARTS = ("=1+1", "+1", "-1", "@a", "\t=1", "\r=1", "'=1", "''-", "＝1", "'tis", "\n@")


def test_guarded_cells_come_back_with_their_offsets(tmp_path: Path) -> None:
    rows = [
        {
            "id": start.strip() + str(n),
            "text": f"{start} in Rome",
            "entities": [[len(start) + 4, len(start) + 8, start]],
        }
        for n, start in enumerate(STARTS)
    ]
    there = converted(written(tmp_path / "a.jsonl", *rows), "csv", tmp_path / "a.csv")
    back = lines(converted(there, "jsonl", tmp_path / "back.jsonl"))
    assert [row["id"] for row in back] == [row["id"] for row in rows]
    for before, after in zip(rows, back, strict=True):
        (span,) = after["annotations"][0]["records"]
        assert after["text"] == before["text"]
        assert [span["start"], span["end"], span["label"]] == before["entities"][0]
        assert after["text"][span["start"] : span["end"]] == "Rome"
    for cell in pd.read_csv(there, dtype=str).to_numpy().ravel():
        assert not str(cell).lstrip("\t\r\n").startswith(("=", "+", "-", "@"))


def test_the_spans_of_formulas_are_equal_again(tmp_path: Path) -> None:
    source = INPUTS / "d2-formula-offset.jsonl"
    there = converted(source, "csv", tmp_path / "a.csv")
    direct = lines(converted(source, "jsonl", tmp_path / "direct.jsonl"))
    assert lines(converted(there, "jsonl", tmp_path / "back.jsonl")) == direct
    assert [one["annotations"][0]["records"][0]["text"] for one in direct] == ["Rome", "Rome"]


async def test_a_line_that_is_too_deep_ends_no_import(database: Database, tmp_path: Path) -> None:
    shop = await Workshop.open(database, Blobs(str(tmp_path / "blobs")))
    project = await shop.project()
    done = await shop.bring(project, (INPUTS / "e1-deep.jsonl").read_bytes())
    assert (done.state, done.added, done.rejected) == (ImportState.DONE, 2, 1)
    assert [fault.line for fault in await shop.faults(done)] == [2]


FINE = b'{"text": "x", "n": 123456789012345678901234567890}\n'
ODD = {
    "a number of many digits": b'{"text": "y", "n": %s}' % (b"9" * 6000),
    "a large number in a row without a text": b'{"text": "", "n": 123456789012345678901234567890}',
    "half a surrogate pair": b'{"text": "\\ud800"}',
    "a record that is none": b'{"text": "y", "annotations": [{"role": "gold", "records": [{"type": [], "n": %s}]}]}'
    % (b"9" * 25),
    "a deep object": b'{"text": "y", "n": %s%s}' % (b'{"a":' * 5000, b"}" * 5000),
}


@pytest.mark.parametrize("kind", ODD)
async def test_an_odd_row_is_refused_by_line(database: Database, tmp_path: Path, kind: str) -> None:
    shop = await Workshop.open(database, Blobs(str(tmp_path / "blobs")))
    done = await shop.bring(await shop.project(), FINE + ODD[kind] + b"\n")
    assert (done.state, done.added) == (ImportState.DONE, 1)
    assert [fault.line for fault in await shop.faults(done)] == [2]


def test_a_conversion_that_keeps_nothing_says_so(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    assert "Nothing of e3-nothing-kept.json" in refused(
        convert.app, Invalid, INPUTS / "e3-nothing-kept.json", "--to", "jsonl", "--out", out
    )
    (tmp_path / "empty.jsonl").touch()
    assert "nothing in empty.jsonl" in refused(
        convert.app, Invalid, tmp_path / "empty.jsonl", "--to", "csv", "--out", out
    )
    # An item that the format has no place for at all.
    picture = written(tmp_path / "a.jsonl", {"a": {"x": 1}, "parts": {"a": "metadata"}})
    assert "none kept" in refused(convert.app, Invalid, picture, "--to", "chat", "--out", out)
    assert not out.exists()


def same(path: Path, *more: object) -> dict[str, Any]:
    """What ``goodwork redundancy`` finds."""
    done = CliRunner().invoke(redundancy.app, [str(path), "--method", "exact", "--json", *map(str, more)])
    assert done.exit_code == 0, (done.output, done.exception)
    return json.loads(done.stdout)


ROWS = (
    {"id": "1", "text": "the same words"},
    {"id": "2", "text": "the same words"},
    {"id": "3", "text": "others, é 👩‍🚀"},
)
CSV = "id;text\n1;the same words\n2;the same words\n3;others, é 👩‍🚀\n"
READ_ALIKE: dict[str, bytes] = {
    "semicolon.csv": CSV.encode(),
    "tab.tsv": CSV.replace(";", "\t").encode(),
    "utf16.csv": CSV.encode("utf-16"),
    "mark.csv": CSV.encode("utf-8-sig"),
    "array.json": json.dumps(ROWS).encode(),
    "array.jsonl": json.dumps(ROWS, indent=1).encode(),
    "mark.jsonl": b"\xef\xbb\xbf" + "".join(json.dumps(row) + "\n" for row in ROWS).encode(),
    "windows.csv": CSV.replace("\n", "\r\n").encode(),
}


@pytest.mark.parametrize("name", READ_ALIKE)
def test_redundancy_reads_what_an_import_reads(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(READ_ALIKE[name])
    found = same(tmp_path / name, "--out", tmp_path / "keep.parquet", "--kept", tmp_path / f"kept-{name}")
    assert (found["rows"], found["exact"], found["kept"], found["refused"]) == (3, 1, 2, 0)
    assert pq.read_table(tmp_path / "keep.parquet").column("id").to_pylist() == [1, 2, 3]
    # What is left is read as what it was made from, and nothing repeats in it.
    again = same(tmp_path / f"kept-{name}")
    assert (again["rows"], again["exact"], again["refused"]) == (2, 0, 0)


def test_the_column_of_a_file_in_utf16_is_the_text() -> None:
    assert {k: same(INPUTS / "e4-utf16-semicolon.csv")[k] for k in ("rows", "exact")} == {"rows": 3, "exact": 1}


def test_rows_that_stay_are_written_as_they_were(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    table = tmp_path / "a.csv"
    table.write_bytes(b'\xef\xbb\xbfid,"text"\r\n1,"a\r\nb"\r\n2,"a\r\nb"\r\n"3",\xff "" x\r\n4,"c ""d"""')
    same(table, "--kept", kept)
    assert kept.read_bytes() == b'\xef\xbb\xbfid,"text"\r\n1,"a\r\nb"\r\n"3",\xff "" x\r\n4,"c ""d"""'
    wide = tmp_path / "wide.csv"
    wide.write_bytes(CSV.encode("utf-16"))
    same(wide, "--kept", kept)
    assert kept.read_bytes() == CSV.replace("2;the same words\n", "").encode("utf-16")
    whole = tmp_path / "a.jsonl"
    whole.write_bytes(b'{"text":  "x", "n": 1.0}\n\n{"text":"x"}\n{"text": "\\u00e9"}')
    same(whole, "--kept", kept)
    assert kept.read_bytes() == b'{"text":  "x", "n": 1.0}\n{"text": "\\u00e9"}'
    schema = pa.schema([("text", pa.string()), pa.field("n", pa.int16(), metadata={"unit": "m"})], {"a": "b"})
    pq.write_table(
        pa.table({"text": ["x", "x", "y"], "n": [1, 2, 3]}, schema), tmp_path / "a.parquet", compression="zstd"
    )
    same(tmp_path / "a.parquet", "--kept", tmp_path / "kept.parquet")
    found = pq.read_table(tmp_path / "kept.parquet")
    assert found.schema.equals(schema, check_metadata=True) and found.column("n").to_pylist() == [1, 3]


def test_rows_that_stay_are_whole_or_not_there(tmp_path: Path) -> None:
    source = written(tmp_path / "a.jsonl", *ROWS)
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "a.txt").write_text("a")
    assert "can't be written as they are" in refused(redundancy.app, Invalid, folder, "--kept", tmp_path / "k")
    assert "2 are read" in refused(redundancy.app, Invalid, source, source, "--kept", tmp_path / "k")
    assert "is what is read" in refused(redundancy.app, Conflict, source, "--kept", source)
    assert not (tmp_path / "k").exists() and lines(source) == list(ROWS)


def test_quality_reads_what_an_import_reads(tmp_path: Path) -> None:
    rows = [(f"0{n % 9}", w, "ja" if n % 3 else "né") for n in range(27) for w in ("ann", "bob")]
    text = "".join(";".join(row) + "\n" for row in [("task", "worker", "label"), *rows])
    names = ("task", "worker", "label")
    files = {
        "a.csv": text.replace(";", ",").encode(),
        "b.csv": text.encode(),
        "c.csv": text.encode("utf-16"),
        "d.tsv": text.replace(";", "\t").encode(),
        "e.json": json.dumps([dict(zip(names, row, strict=True)) for row in rows]).encode(),
        "f.jsonl": "".join(json.dumps(dict(zip(names, row, strict=True))) + "\n" for row in rows).encode(),
    }
    found: list[Any] = []
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
        done = CliRunner().invoke(quality.app, [str(tmp_path / name), "--json"])
        assert done.exit_code == 0, (name, done.output)
        found.append({k: v for k, v in json.loads(done.stdout).items() if k != "seconds"})
    assert all(one == found[0] for one in found)


def test_nothing_takes_the_place_of_a_device_a_pipe_or_a_folder(tmp_path: Path) -> None:
    source = written(tmp_path / "a.jsonl", *ROWS)
    pipe, link, folder = tmp_path / "pipe", tmp_path / "link", tmp_path / "folder"
    os.mkfifo(pipe)
    link.symlink_to("/dev/null")
    folder.mkdir()
    for place in (pipe, link, folder, Path("/dev/null")):
        assert "It was left as it is" in refused(convert.app, Conflict, source, "--to", "csv", "--out", place)
        for option in ("--out", "--kept", "--clusters"):
            assert "It was left as it is" in refused(redundancy.app, Conflict, source, option, place)
        report = ("--to", "csv", "--out", tmp_path / "o.csv", "--report", place)
        assert "It was left as it is" in refused(convert.app, Conflict, source, *report)
    assert pipe.is_fifo() and link.is_symlink() and Path("/dev/null").is_char_device()
    regular = tmp_path / "o.csv"
    regular.write_text("before")
    assert io.StringIO(converted(source, "csv", regular).read_text()).readline() == "id,text\n"


@pytest.mark.parametrize("form", OWN)
async def test_a_version_whose_question_is_called_like_its_part_comes_back(
    database: Database, tmp_path: Path, form: str
) -> None:
    shop = await Workshop.open(database, Blobs(str(tmp_path / "blobs")))
    asked = {**MOOD, "key": "text", "labels": [{"id": "a", "name": "A"}, {"id": "b", "name": "B"}]}
    project = await shop.project(asked)
    mapping = {"parts": [{"name": "text", "type": "text", "column": "text"}], "gold": {}}
    content = (INPUTS / "d1-text-and-question-same-name.jsonl").read_bytes()
    assert (await shop.bring(project, content + b'{"id": "2", "text": "=1"}\n', mapping=mapping)).added == 2
    await answer(shop, project, "1", await shop.person("ann"), {"text": {"labels": ["a"]}})
    version = await publish(shop, project)
    export_to_folder(shop.blobs, version, form, tmp_path / "out")
    first, second = lines(converted(tmp_path / "out", "jsonl", tmp_path / "back.jsonl"))
    assert (first["id"], first["text"], first["other"]) == ("1", "first words", "x")
    ((record,),) = (one["records"] for one in first["annotations"])
    assert (record["question"], record["labels"], record["names"]) == ("text", ["a"], ["A"])
    assert (second["id"], second["text"]) == ("2", "=1") and "annotations" not in second
