"""doccano's exports: spans with relations, categories, texts, several people; read, imported, and written back."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from goodwork.formats.reading import open_source
from goodwork.formats.recognising import recognise
from goodwork.formats.rows import Broken, Row
from goodwork.model.records import Choice, Relation, TextAnswer, nothing_found
from tests.data.workshop import Workshop
from tests.formats.converted import lines, own, placed, spans, to_files

INPUTS = Path(__file__).parent / "inputs"
C2 = INPUTS / "c2-doccano-relations.jsonl"
WHO: dict[str, Any] = {
    "key": "who", "kind": "relations", "title": "Who works where?", "labels": ["PER", "ORG"],
    "relations": [{"id": "works_for", "name": "works_for"}],
}  # fmt: skip


def read(rows: list[dict[str, Any]] | bytes) -> tuple[list[Row], list[str]]:
    """The rows of an export, and what was lost."""
    source = open_source(io.BytesIO(rows if isinstance(rows, bytes) else lines(rows)), "doccano")
    found = [row for row in source.rows(0) if isinstance(row, Row)]
    return found, [f"{row['item']}: {row['what']}: {row['why']}" for row in source.report.as_json()["lost"]]


def said(rows: list[Row]) -> list[Any]:
    """What is said of each row: None for not asked, else the records of the first answer."""
    return [row.said[0].records if row.said else None for row in rows]


def test_entities_and_relations_are_an_answer() -> None:
    assert recognise(C2) == "doccano"
    files, account = to_files(open_source(io.BytesIO(C2.read_bytes()), "doccano"), "jsonl")
    (row,) = [json.loads(line) for line in files["items.jsonl"].splitlines()]
    assert row["id"] == "7" and set(row) == {"id", "text", "annotations"}
    ada, acme, works = row["annotations"][0]["records"]
    assert (ada["text"], ada["label"], acme["text"], acme["label"]) == ("Ada", "PER", "Acme", "ORG")
    assert (works["type"], works["label"], works["head"], works["tail"]) == ("relation", "works_for", "T1", "T2")
    assert account["lost"] == account["changed"] == []


async def test_an_import_has_the_relation(shop: Workshop) -> None:
    project = await shop.project(WHO)
    done = await shop.bring(project, C2.read_bytes(), "doccano")
    assert (done.added, done.report["lost"]) == (1, [])
    ((answers,),) = await shop.rows("SELECT answers FROM annotation WHERE project_id = :p", p=project)
    marked = {span["id"]: (span["label"], span["text"]) for span in answers["who"]["spans"]}
    (arc,) = answers["who"]["relations"]
    assert (marked[arc["head"]], arc["label"], marked[arc["tail"]]) == (("per", "Ada"), "works_for", ("org", "Acme"))


def test_an_empty_list_is_nothing_found_and_none_is_not_asked() -> None:
    nothing = (nothing_found("entities"),)
    rows, lost = read([
        {"text": "a", "Comments": [], "entities": [], "relations": []},
        {"text": "b", "Comments": []},
        {"text": "c", "label": None},
        {"text": "d", "label": []},
        {"text": "Ada", "label": [[0, 3, "PER"]]},
    ])  # fmt: skip
    assert said(rows)[:4] == [nothing, None, None, nothing] and placed(rows[4]) == [(0, 3, "PER", "Ada")]
    assert said(read([{"text": "a", "label": ["X"]}, {"text": "b", "label": []}])[0])[1] == (
        Choice("label", (), (), multiple=True),
    )
    assert said(read([{"text": "a", "label": [], "Comments": []}])[0]) == [()]
    assert lost == []


@pytest.mark.parametrize(
    "row",
    [
        {"text": "Ada", "label": [[0, 3, "PER"], [2, 9, "PER"]]},
        {"text": "Ada", "labels": [[3, 0, "PER"]]},
        {"text": "Ada", "entities": [{"id": 1, "label": "PER", "start_offset": 0, "end_offset": 4}], "relations": []},
        {"text": "Ada", "entities": [{"id": 1, "label": "PER", "start_offset": 0, "end_offset": 3}],
         "relations": [{"id": 1, "from_id": 1, "to_id": 2, "type": "x"}]},
        {"text": "Ada", "entities": [{"id": 1, "label": "PER"}], "Comments": []},
    ],
)  # fmt: skip
def test_an_answer_that_does_not_fit_is_none(row: dict[str, Any]) -> None:
    rows, lost = read([row])
    assert said(rows) == [None] and rows[0].values == {"text": "Ada"}
    assert len(lost) == 1 and lost[0].startswith("line 1: the answer by doccano")


def test_offsets_are_code_points() -> None:
    rows, _ = read([{"text": "👩‍🚀 Köln\r\nRome", "label": [[4, 8, "LOC"], [10, 14, "LOC"]]}])
    assert [text for *_, text in placed(rows[0])] == ["Köln", "Rome"]


def test_categories_texts_and_both_beside_spans() -> None:
    rows, _ = read([{"text": "a", "label": ["X", "Y"]}, {"text": "b", "label": "X"}, {"text": "c", "cats": ["X"]}])
    assert said(rows) == [
        (Choice("label", ("X", "Y"), ("X", "Y"), multiple=True),),
        (Choice("label", ("X",), ("X",)),),
        (Choice("label", ("X",), ("X",)),),
    ]
    rows, _ = read([
        {"text": "Guten Tag, wie geht es?", "label": ["Good day, how are you?", "Hello, how do you do?"]},
        {"text": "Es regnet heute.", "label": ["It is raining today."]},
        {"text": "Offen", "label": []},
    ])  # fmt: skip
    assert said(rows) == [
        (TextAnswer("label", "Good day, how are you?"), TextAnswer("label", "Hello, how do you do?")),
        (TextAnswer("label", "It is raining today."),),
        None,
    ]
    rows, _ = read([{"text": "to Rome", "entities": [[3, 7, "LOC"]], "cats": ["flight"], "Comments": []}])
    assert placed(rows[0]) == [(3, 7, "LOC", "Rome")]
    assert said(rows)[0][1] == Choice("label", ("flight",), ("flight",))


def test_the_annotations_of_version_1_have_their_people() -> None:
    rows, _ = read([
        {"id": 1, "text": "Ada", "meta": {"a": 1}, "annotation_approver": None, "annotations": [
            {"label": 4, "start_offset": 0, "end_offset": 3, "user": 1, "created_at": "2019"},
            {"label": 5, "start_offset": 0, "end_offset": 1, "user": 2},
        ]},
        {"id": 2, "text": "Eve", "annotations": [{"label": 7, "user": 1}, {"label": 8, "user": 1}]},
        {"id": 3, "text": "Abe", "annotations": []},
    ])  # fmt: skip
    assert [one.by for one in rows[0].said] == ["1", "2"] and len(placed(rows[0])) == 2
    assert said(rows)[1:] == [(Choice("label", ("7", "8"), ("7", "8"), multiple=True),), ()]


def test_a_table_joins_its_labels(tmp_path: Path) -> None:
    table = b'id,text,label,Comments\r\n1,"Hm, fine",good#long,\r\n2,Bad,bad,"why, though"\r\n3,Open,,\r\n'
    for n, content in enumerate(
        (table, b"\xef\xbb\xbf" + table, gzip.compress(table), table.replace(b"text", b"data"))
    ):
        (tmp_path / f"{n}.csv").write_bytes(content)
        assert recognise(tmp_path / f"{n}.csv") == "doccano"
        files, account = to_files(open_source(io.BytesIO(content), "doccano"), "jsonl")
        rows = [json.loads(line) for line in files["items.jsonl"].splitlines()]
        assert [row["text"] for row in rows] == ["Hm, fine", "Bad", "Open"]
        labels = [[r["labels"] for one in row.get("annotations", ()) for r in one["records"]] for row in rows]
        assert labels == [[["good", "long"]], [["bad"]], []]
        assert account["lost"] == [] and rows[1]["Comments"] == "why, though"


def test_a_zip_has_a_file_for_each_person(tmp_path: Path) -> None:
    row = {"id": 1, "text": "Ada", "label": [[0, 3, "PER"]], "Comments": []}
    with zipfile.ZipFile(tmp_path / "export.zip", "w") as archive:
        archive.writestr("admin.jsonl", lines([row]))
        archive.writestr("p2.jsonl", lines([{**row, "label": []}]))
        archive.writestr("unknown.jsonl", lines([{"id": 2, "text": "Eve", "Comments": []}]))
    assert recognise(tmp_path / "export.zip") == "doccano"
    with (tmp_path / "export.zip").open("rb") as file:
        source = open_source(file, "doccano")
        rows = [row for row in source.rows(0) if isinstance(row, Row)]
        assert [(row.line, [one.by for one in row.said]) for row in rows] == [(1, ["admin", "p2"]), (3, [])]
        assert rows[0].said[1].records == (nothing_found("entities"),)
        assert [row.line for row in source.rows(1)] == [3]


@pytest.mark.parametrize(
    "content",
    [
        b'\xef\xbb\xbf{"text": "Ada", "label": [[0, 3, "PER"]]}\r\n\r\n{broken',
        b'[{"id": 1, "text": "Ada", "label": [[0, 3, "PER"]]}, {"id": 2, "text": 5, "label": []}]',
        gzip.compress(b'{"data": "Ada", "label": [[0, 3, "PER"]], "Comments": []}\n'),
    ],
    ids=["with a mark", "an array", "packed"],
)
def test_other_ways_of_writing_the_same(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "x.json").write_bytes(content)
    assert recognise(tmp_path / "x.json") == "doccano"
    first, *rest = open_source(io.BytesIO(content), "doccano").rows(0)
    assert isinstance(first, Row) and [text for *_, text in placed(first)] == ["Ada"]
    assert [isinstance(entry, Broken) for entry in rest] in ([], [True], [False])
    files, _ = to_files(open_source(io.BytesIO(content), "doccano"), "jsonl")
    assert json.loads(files["items.jsonl"].splitlines()[0])["text"] == "Ada"


def test_what_is_written_is_read_back() -> None:
    text = "Ada 👩‍🚀 of Acme"
    marked = spans(text, (0, 3, "PER"), (11, 15, "ORG"))
    marked["annotations"][0]["records"].append(
        {"type": "relation", "question": "entities", "label": "of", "head": "T1", "tail": "T2"}
    )
    chosen = {"text": "Fine", "annotations": [{"role": "gold", "by": "p", "records": [
        {"type": "choice", "question": "label", "labels": ["good"]}
    ]}]}  # fmt: skip
    nothing = {"text": "No", "annotations": [{"role": "annotation", "by": "p", "records": [
        {"type": "choice", "question": "entities/marked", "labels": ["nothing"]}
    ]}]}  # fmt: skip
    files, account = to_files(own([marked, chosen, nothing, {"text": "Nobody was asked"}]), "doccano")
    rows, lost = read(files["items.jsonl"])
    assert placed(rows[0]) == [(0, 3, "PER", "Ada"), (11, 15, "ORG", "Acme")]
    assert rows[0].said[0].records[2] == Relation("entities", "of", "of", "T1", "T2")
    assert said(rows)[1:] == [(Choice("label", ("good",), ("good",)),), (nothing_found("entities"),)]
    assert lost == [] and [row["what"] for row in account["lost"]] == ["an item without an answer"]
