"""JSON over several lines, as columns, with NaN; tables of words, of spans, of surveys; what stays hidden."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from goodwork.cli.label_files import columns_in
from goodwork.errors import Invalid, Unreadable
from goodwork.formats.reading import open_source
from goodwork.formats.recognising import recognise_file
from goodwork.formats.rows import Row
from goodwork.forms.showing import shown_metadata
from tests.found.test_columns import choice, converted, imported
from tests.found.test_excel import book

ROWS = [{"text": "Good phone", "label": "pos"}, {"text": "Bad", "label": "neg"}]


def rows(content: bytes, file_format: str = "jsonl", skip: int = 0) -> list[Any]:
    found = open_source(io.BytesIO(content), file_format).rows(skip)
    return [dict(entry.values) if isinstance(entry, Row) else entry.reason for entry in found]


def told(content: bytes, name: str = "file.json") -> str:
    return recognise_file(io.BytesIO(content), name)


AS_JSON = [
    "".join(json.dumps(row, indent=2) + "\n" for row in ROWS),
    ",\n".join(json.dumps(row, indent=2) for row in ROWS),
    json.dumps(ROWS, indent=2),
    json.dumps({"text": ["Good phone", "Bad"], "label": ["pos", "neg"]}),
    json.dumps({"text": {"0": "Good phone", "1": "Bad"}, "label": {"0": "pos", "1": "neg"}}),
    json.dumps({"columns": ["text", "label"], "index": [0, 1], "data": [["Good phone", "pos"], ["Bad", "neg"]]}),
]


@pytest.mark.parametrize("content", AS_JSON)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_json_in_many_shapes_has_the_same_rows(content: str, encoding: str) -> None:
    raw = content.encode(encoding)
    assert told(raw) == "jsonl" and rows(raw) == ROWS
    assert rows(raw, skip=1) == ROWS[1:]


def test_one_item_is_no_table() -> None:
    words = {"tokens": ["Ada", "sang"], "ner_tags": ["B-PER", "O"]}
    (made,) = rows(json.dumps(words).encode())
    assert made["text"] == "Ada sang"
    assert rows(json.dumps({"text": "a b", "notes": ["x", "y"]}).encode()) == [{"text": "a b", "notes": ["x", "y"]}]


def test_rows_inside_an_object_are_asked_for() -> None:
    with pytest.raises(Invalid, match="Send the list in 'data' by itself"):
        rows(json.dumps({"version": "1.0", "data": ROWS}).encode())


def test_an_object_that_is_cut_off_ends_the_file_with_a_word() -> None:
    content = AS_JSON[0].encode()[:-20]
    source = open_source(io.BytesIO(content), "jsonl").rows(0)
    assert dict(next(source).values) == ROWS[0]  # type: ignore[union-attr]
    with pytest.raises(Unreadable, match="ends inside one of its objects"):
        next(source)


def test_a_first_line_that_is_cut_off_is_one_broken_line() -> None:
    made = rows(b'{\n{"text": "a"}\n{"text": "b"}\n')
    assert made[1:] == [{"text": "a"}, {"text": "b"}] and "not JSON" in made[0]


def test_an_object_in_pieces_may_be_as_long_as_a_row() -> None:
    long = '{\n"text": "' + "ä{[" * 500_000 + '"\n}\n{\n"text": "b"\n}\n'
    made = rows(long.encode())
    assert [len(row["text"]) for row in made] == [1_500_000, 1]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("{'text': 'Good'}", "json.dumps"),
        ('{"text": "a"}{"text": "b"}', "a line of its own"),
        ('{"text": Infinity}', "write null"),
    ],
)
def test_what_is_wrong_with_a_line_is_said(line: str, why: str) -> None:
    assert why in rows(line.encode() + b'\n{"text": "c"}\n')[0]


def test_one_file_in_a_zip_is_read_as_what_it_is() -> None:
    for name, content, known in (
        ("a.json", json.dumps([{"id": 1, "data": {"text": "x"}, "annotations": []}]).encode(), "label-studio"),
        ("a.xlsx", book([["text", "label"], ["Good", "pos"]]), "excel"),
        ("a.csv", b"text,label\nGood,pos\n", "csv"),
    ):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr(name, content)
        assert told(out.getvalue(), "a.zip") == known
        assert len(rows(out.getvalue(), known)) == 1


def test_files_and_streams_of_arrow() -> None:
    table = pa.table({"text": ["Good", "Bad"], "label": ["pos", "neg"]})
    for opened in (pa.ipc.new_file, pa.ipc.new_stream):
        out = io.BytesIO()
        with opened(out, table.schema) as writer:
            writer.write_table(table)
        assert told(out.getvalue(), "a.arrow") == "parquet"
        assert rows(out.getvalue(), "parquet") == [{"text": "Good", "label": "pos"}, {"text": "Bad", "label": "neg"}]
        with pytest.raises(Unreadable, match="Arrow file can't be read"):
            rows(out.getvalue()[:60], "parquet")


def test_a_table_that_is_called_a_spreadsheet() -> None:
    assert told(b"text\tlabel\nGood\tpos\n", "table.xls") == "csv"


# Tables ------------------------------------------------------------------------------------------------------------

WORDS = b"Sentence #,Word,POS,Tag\nSentence: 1,Ada,NNP,B-per\n,sang,VBD,O\nSentence: 2,Nobody,NN,O\n"
ENTITIES = {"key": "entities", "kind": "spans", "title": "Who?", "labels": ["per"]}


@pytest.mark.parametrize("file_format", ["csv", "excel"])
def test_rows_of_words_are_sentences(file_format: str) -> None:
    content = WORDS if file_format == "csv" else book([line.split(",") for line in WORDS.decode().splitlines()])
    made, account = converted(content, file_format)
    assert [row["text"] for row in made] == ["Ada sang", "Nobody"] and account["lost"] == []
    assert [(r["start"], r["end"], r["label"]) for r in made[0]["annotations"][0]["records"]] == [(0, 3, "per")]
    assert made[1]["annotations"][0]["records"] == [] and made[0]["pos"] == "NNP VBD"


def test_rows_of_words_without_sentences_are_refused() -> None:
    with pytest.raises(Invalid, match="nothing says where a sentence ends"):
        rows(b"word,tag\nAda,B-PER\nsang,O\n", "csv")


SPANS = (
    b"doc,text,start,end,label,annotator\n1,Ada met Bob,0,3,PER,ann\n2,Rome is old,0,4,LOC,ann\n"
    b"1,Ada met Bob,8,11,PER,ann\n1,Ada met Bob,0,3,PER,bob\n3,Nothing here,,,,ann\n"
)


def test_rows_of_spans_are_answers_by_person() -> None:
    made, account = converted(SPANS, "csv")
    assert account["lost"] == [] and [row["text"] for row in made] == ["Ada met Bob", "Rome is old", "Nothing here"]
    said = [{one["by"]: [r["text"] for r in one["records"]] for one in row.get("annotations", [])} for row in made]
    assert said == [{"ann": ["Ada", "Bob"], "bob": ["Ada"]}, {"ann": ["Rome"]}, {}]
    assert rows(SPANS, "csv", skip=1) == rows(SPANS, "csv")[1:]


def test_spans_that_do_not_fit_lose_the_answer_whole() -> None:
    more = b"".join(b"%d,Word number %d stands,0,4,X,ann\n" % (n, n) for n in range(10, 40))
    made, account = converted(SPANS + more + b"1,Ada met Bob,8,99,PER,bob\n", "csv")
    assert [one["by"] for one in made[0]["annotations"]] == ["ann"]
    assert [lost["what"] == "the spans by bob" for lost in account["lost"]] == [True]


LISTED = [
    {"text": "Good", "annotators": ["ann", "bob"], "labels": ["pos", "neg"]},
    {"text": "Bad", "annotators": ["ann", "cy"], "labels": ["neg", None]},
]


@pytest.mark.parametrize("file_format", ["jsonl", "csv", "parquet"])
def test_people_listed_beside_their_answers(file_format: str) -> None:
    content = "".join(json.dumps(row) + "\n" for row in LISTED).encode()
    if file_format == "csv":
        content = (
            b"text,annotators,labels\n"
            + "".join(f'{row["text"]},"{row["annotators"]}","{row["labels"]}"\n' for row in LISTED).encode()
        )
    elif file_format == "parquet":
        out = io.BytesIO()
        pq.write_table(pa.Table.from_pylist(LISTED), out)
        content = out.getvalue()
    made, account = converted(content, file_format)
    said = [{one["by"]: one["records"][0]["labels"] for one in row["annotations"]} for row in made]
    assert said == [{"ann": ["pos"], "bob": ["neg"]}, {"ann": ["neg"]}] and account["lost"] == []


def test_lists_of_unequal_length_are_told() -> None:
    rows_ = [*LISTED * 10, {"text": "Odd", "annotators": ["ann", "bob"], "labels": ["pos"]}]
    made, account = converted("".join(json.dumps(row) + "\n" for row in rows_).encode())
    assert "annotations" not in made[-1] and account["lost"][0]["why"] == "it lists 2 people and 1 answers"


def test_seconds_are_no_places() -> None:
    made, _ = converted(b"text,start,end,label\nGood evening to you all,2,7,greeting\nSee you,9,30,farewell\n", "csv")
    assert [row["annotations"][0]["records"][0]["labels"] for row in made] == [["greeting"], ["farewell"]]


def test_surveys_of_qualtrics() -> None:
    head = "StartDate,IPAddress,Progress,ResponseId,Finished,Q1\n"
    about = 'Start Date,IP Address,Progress,Response ID,Finished,Why?\n"{""ImportId"":""startDate""}"' + (
        ',"{""ImportId"":""x""}"' * 5
    )
    made, account = converted(f"{head}{about}\n2024-01-01,1.2.3.4,100,R_1,True,It reads well\n".encode(), "csv")
    assert [{k: row[k] for k in ("q1", "ResponseId")} for row in made] == [{"q1": "It reads well", "ResponseId": "R_1"}]
    assert not {"IPAddress", "StartDate"} & made[0].keys()
    assert "the rows below the header" in account["lost"][0]["what"]


def test_answers_to_crowd_elements() -> None:
    cell = json.dumps([{"mood": {"label": "good"}, "topic": {"a": True, "b": False}, "why": "It is"}])
    out = [["HITId", "AssignmentId", "WorkerId", "Input.text", "Answer.taskAnswers"], ["1", "2", "W", "Fine", cell]]
    made, account = converted(book(out), "excel")
    records = {r["question"]: r["labels"] for r in made[0]["annotations"][0]["records"]}
    assert records == {"Answer.mood": ["good"], "Answer.topic": ["a"], "Answer.why": ["It is"]}
    assert account["lost"] == [] and made[0]["annotations"][0]["by"] == "W"


def test_a_note_before_the_table_is_no_table() -> None:
    made, account = converted(book([["This workbook has data"], ["by the team"]], Data=[["text"], ["Good"]]), "excel")
    assert [row["text"] for row in made] == ["Good"] and "'Sheet'" in account["lost"][0]["what"]


# What people see -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ann1", "pos"), ("annotator_2", "neg"), ("fluency", 4), ("toxic", "1"), ("p", "0,93"), ("share", "85 %"),
        ("ideal", "4"), ("majority", "x"), ("answer", 2), ("generator_1", "m"), ("folder", "cat"), ("Email", "a@b.c"),
    ],
)  # fmt: skip
def test_metadata_that_may_be_an_answer_stays_behind(name: str, value: Any) -> None:
    assert shown_metadata({name: value, "source": "web", "year": 2024}) == {"source": "web", "year": 2024}


def test_addresses_and_remarks_are_not_what_is_judged() -> None:
    with pytest.raises(Invalid, match="No column of the file looks like"):
        converted(b"id,image_url,label\n1,https://example.org/a.jpg,cat\n", "csv")
    made, _ = converted(b"text,label,comment\nGood,pos,not sure of it\nBad,neg,\n", "csv")
    assert [(row["text"], row.get("comment")) for row in made] == [("Good", "not sure of it"), ("Bad", "")]
    assert made[0].get("parts") in (None, {"text": "text"})


@pytest.mark.parametrize("row", [{"name": "Trip", "turns_of_it": [{"who": "a", "said": "What a day it was in Rome"}]}])
def test_a_word_beside_what_is_not_understood_is_not_what_is_judged(row: dict[str, Any]) -> None:
    with pytest.raises(Invalid, match="turns_of_it holds objects"):
        converted(json.dumps(row).encode())


def test_a_part_called_picture_is_one() -> None:
    content = b'{"photo_url": "https://example.org/a.jpg?w=1", "caption": "A cat"}\n'
    made = imported(content, choice("mood", "x", "y", part="picture"))
    assert {part.name: part.column for part in made.parts} == {"picture": "photo_url", "caption": "caption"}


# The same readers elsewhere -----------------------------------------------------------------------------------------


def test_labels_are_read_from_each_of_these(tmp_path: Path) -> None:
    table = pa.table({"task": [1, 1], "worker": ["a", "b"], "label": ["x", "y"]})
    with pa.ipc.new_file(str(tmp_path / "a.arrow"), table.schema) as writer:
        writer.write_table(table)
    plain = table.to_pylist()
    (tmp_path / "pretty.json").write_text("\n".join(json.dumps(row, indent=1) for row in plain))
    (tmp_path / "wide.json").write_bytes(json.dumps(table.to_pydict()).encode("utf-16"))
    for name in ("a.arrow", "pretty.json", "wide.json"):
        labels = columns_in(tmp_path / name, ("task", "worker", "label"))[2].to_pylist()
        assert labels == ["x", "y"], name
