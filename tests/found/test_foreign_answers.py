"""Answers in other programs' files: taken whole or listed, and their items stay; what is of people is left behind."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import datasets
import pyarrow.parquet as pq
import pytest

from goodwork.actions.data.previewing import preview
from goodwork.formats.cells import list_in
from goodwork.formats.converting import Ledger, convert
from goodwork.formats.reading import open_source
from goodwork.formats.recognising import recognise
from goodwork.formats.registry import WRITTEN
from tests.data.workshop import Workshop
from tests.formats.converted import lines, spans, to_files

TONE: dict[str, Any] = {"key": "tone", "kind": "classification", "title": "What tone?", "labels": ["pos", "neg"]}
BETTER: dict[str, Any] = {
    "key": "better", "kind": "pairwise", "title": "Better?", "outputs": ["response_a", "response_b"]
}  # fmt: skip
WRITE: dict[str, Any] = {"key": "translation", "kind": "text", "title": "Translate"}
MARK: dict[str, Any] = {"key": "ents", "kind": "spans", "title": "Mark", "labels": ["ORG", "LOC"]}


def told(content: bytes, name: str, folder: Path) -> str:
    (folder / name).write_bytes(content)
    return recognise(folder / name)


def converted(content: bytes, file_format: str, to: str = "jsonl") -> tuple[list[dict[str, Any]], dict[str, Any]]:
    files, account = to_files(open_source(io.BytesIO(content), file_format), to)
    return [json.loads(line) for line in files["items.jsonl"].splitlines()], account


def labels(rows: list[dict[str, Any]]) -> list[Any]:
    """Of each row the labels, or the words for who won, of its answers."""
    return [
        [
            r.get("labels") or r.get("chosen") or r.get("verdict")
            for one in row.get("annotations", ())
            for r in one["records"]
        ]
        for row in rows
    ]


# Known answers, misfits -------------------------------------------------------------------------------------------


async def test_gold_that_no_question_takes_leaves_its_item(shop: Workshop) -> None:
    content = lines([{"text": "One", "gold": "pos"}, {"text": "Two", "gold": "odd"}, {"text": "Three", "gold": {}}])
    seen = preview(content, "jsonl", {}, [TONE], True)
    assert [item.gold is not None for item in seen.items] == [True, False, False] and not seen.faults
    project = await shop.project(TONE)
    done = await shop.bring(project, content)
    assert (done.added, done.gold, done.rejected) == (3, 1, 0)
    assert [(row["item"], row["what"]) for row in done.report["lost"]] == [
        ("line 2", "the known answer to 'tone'"), ("line 3", "the known answer to 'tone'")
    ]  # fmt: skip


@pytest.mark.parametrize("misfit", [[10, 99, "LOC"], [3, 2, "LOC"]])
def test_an_answer_with_a_misfit_is_lost_whole_on_convert_as_on_import(misfit: Any) -> None:
    content = lines([{"text": "EU is in Rome", "entities": [[0, 2, "ORG"], misfit]}, {"text": "x", "entities": []}])
    rows, account = converted(content, "jsonl")
    assert [row["text"] for row in rows] == ["EU is in Rome", "x"] and "annotations" not in rows[0]
    assert [row["item"] for row in account["lost"]] == ["line 1"]


def test_regions_that_fit_nowhere_take_their_answer_with_them_and_leave_the_others() -> None:
    def region(start: int, text: str) -> dict[str, Any]:
        value = {"start": start, "end": start + len(text), "text": text, "labels": ["ORG"]}
        return {"from_name": "ents", "to_name": "text", "type": "labels", "value": value}

    tone = {"from_name": "tone", "to_name": "text", "type": "choices", "value": {"choices": ["pos"]}}
    task = {"data": {"text": "EU acts"}, "annotations": [{"result": [region(0, "EU"), region(90, "gone"), tone]}]}
    rows, account = converted(json.dumps([task]).encode(), "label-studio")
    assert labels(rows) == [[["pos"]]]
    assert any("the answer to 'ents' of an annotation" in row["what"] for row in account["lost"])


# Judged outputs ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("good", [True, 1, "true", "True", 1.0])
def test_a_label_of_a_completion_is_true_or_false_or_listed(good: Any, tmp_path: Path) -> None:
    content = lines(
        [{"prompt": "Q", "completion": c, "label": v} for c, v in (("a", good), ("b", "maybe"), ("c", None))]
    )
    rows, account = converted(content, "trl")
    assert labels(rows) == [[["true"]], [], []]
    assert [(row["item"], row["what"]) for row in account["lost"]] == [("line 2", "the label 'maybe'")]
    assert told(content, "a.jsonl", tmp_path) == "trl"


def test_steps_of_which_one_judgement_is_none_stay_without_any() -> None:
    rows, account = converted(lines([{"prompt": "Q", "completions": ["a", "b"], "labels": [True, "yes"]}]), "trl")
    assert labels(rows) == [[]] and len(rows[0]["conversation"]) == 3 and len(account["lost"]) == 1


PAIRS = {
    "preferences": (b"prompt,chosen,rejected\nQ,Yes,No\n", "trl"),
    "judged": (b"prompt,completion,label\nQ,Yes,True\nQ,No,False\n", "trl"),
    "votes": (
        b"id,model_a,model_b,prompt,response_a,response_b,winner_model_a,winner_model_b,winner_tie\n"
        b'1,x,y,"[""Is it?""]","[""Yes.""]","[""No.""]",1,0,0\n'
        b'2,x,y,"[""Is it?"",""Why?""]","[""Yes."",null]","[""No."",""So""]",0,0,1\n',
        "comparisons",
    ),
    "matches": (
        b"question_id,model_a,model_b,winner,judge,conversation_a,conversation_b,turn\n"
        b"1,x,y,model_b,j,\"[{'role': 'user', 'content': 'Hi'}, {'role': 'assistant', 'content': 'a'}]\","
        b'"[{""role"": ""user"", ""content"": ""Hi""}, {""role"": ""assistant"", ""content"": ""b""}]",1\n',
        "comparisons",
    ),
}


@pytest.mark.parametrize("kind", PAIRS)
def test_tables_of_judged_outputs_are_what_they_are_as_json(kind: str, tmp_path: Path) -> None:
    content, is_of = PAIRS[kind]
    assert told(content, "a.csv", tmp_path) == is_of
    rows, account = converted(content, is_of)
    assert account["lost"] == []
    expected = {
        "preferences": ["response_a"], "judged": [["true"], ["false"]], "votes": ["response_a", "tie"],
        "matches": ["response_b"],
    }[kind]  # fmt: skip
    found = [one for row in labels(rows) for one in row]
    assert found == expected or (kind == "preferences" and found == ["response_b"] and rows[0]["response_b"] == "Yes")
    if kind in ("votes", "matches"):
        seen = preview(content, is_of, {}, [BETTER], True)
        assert [part["type"] for part in seen.items[0].parts] == ["conversation"] * 3 and not seen.faults


def test_a_table_of_pairs_comes_out_as_pairs() -> None:
    rows, _ = converted(PAIRS["preferences"][0], "trl", "trl")
    assert rows == [{"prompt": "Q", "chosen": "Yes", "rejected": "No"}]


# doccano ----------------------------------------------------------------------------------------------------------


def test_labels_of_one_cell_are_told(tmp_path: Path) -> None:
    content = b"id,text,label\n1,Great phone,pos#cheap\n2,Bad,neg\n"
    assert told(content, "a.csv", tmp_path) == "doccano"
    assert labels(converted(content, "doccano")[0]) == [[["pos", "cheap"]], [["neg"]]]
    assert told(b"id,text,label\n1,I use it,C#\n2,And this,F#\n", "b.csv", tmp_path) == "csv"
    assert told(b"id,data,label\n1,Great phone,pos\n", "c.csv", tmp_path) == "doccano"


@pytest.mark.parametrize("comments", [{}, {"Comments": []}])
async def test_texts_that_people_wrote_answer_a_question_for_a_text(
    comments: dict[str, Any], shop: Workshop, tmp_path: Path
) -> None:
    content = lines(
        [{"id": n, "text": t, "label": [w], **comments} for n, t, w in ((1, "Hello", "Bonjour"), (2, "Day", "Jour"))]
    )
    assert told(content, "a.jsonl", tmp_path) == "doccano"
    project = await shop.project(WRITE)
    done = await shop.bring(project, content, "doccano")
    assert (done.added, done.report["kept"].get("annotations")) == (2, 2)


# Words with tags --------------------------------------------------------------------------------------------------

TAGGED = {
    "a sentence of words": lines([{"sentence": ["EU", "acts"], "labels": ["B-ORG", "O"]}]),
    "a sentence and a list": lines([{"sentence": "EU acts", "labels": ["B-ORG", "O"]}]),
    "two texts": lines([{"text": "EU acts", "tags": "B-ORG O"}]),
}
TABLES_OF_TAGS = {
    "texts in a table": b"sentence,labels\nEU acts,B-ORG O\n",
    "lists of Python in a table": b"tokens,ner_tags\n\"['EU', 'acts']\",\"['B-ORG', 'O']\"\n",
    "lists of JSON in a table": b'tokens,ner_tags\n"[""EU"", ""acts""]","[""B-ORG"", ""O""]"\n',
    "spans of Python in a table": b"text,spans\nEU acts,\"[(0, 2, 'ORG')]\"\n",
}


@pytest.mark.parametrize("kind", [*TAGGED, *TABLES_OF_TAGS])
def test_words_with_tags_are_a_text_with_spans(kind: str) -> None:
    content = TAGGED.get(kind) or TABLES_OF_TAGS[kind]
    file_format = "jsonl" if kind in TAGGED else "csv"
    ((row,), account) = converted(content, file_format)
    ((record,),) = (one["records"] for one in row["annotations"])
    assert (row["text"], record["start"], record["end"], record["label"]) == ("EU acts", 0, 2, "ORG")
    assert account["lost"] == []
    assert preview(content, file_format, {}, [MARK], True).said == 1


def test_tags_that_do_not_fit_their_words_are_no_labels_of_the_text() -> None:
    rows, account = converted(
        lines([{"sentence": "EU acts", "labels": ["B-ORG", "O"]}] * 2 + [{"sentence": "a b c", "labels": ["O"]}]),
        "jsonl",
    )
    assert "annotations" not in rows[2] and [row["item"] for row in account["lost"]] == ["line 3"]


@pytest.mark.parametrize("cell", ["[sic] he said]", "[1, 2", "[__import__('os')]", "['a' 'b', x]", f"[{'(' * 500}]"])
def test_what_is_no_list_is_a_text(cell: str) -> None:
    assert list_in(cell) is None


# Of people --------------------------------------------------------------------------------------------------------

TURK = (
    b"HITId,AssignmentId,WorkerId,AssignmentStatus,AcceptTime,SubmitTime,WorkTimeInSeconds,LifetimeApprovalRate,"
    b"Input.text,Answer.tone,Approve,Reject\n"
    b"h1,a1,w1,Submitted,Mon May 6,Tue May 7,30,100% (1/1),Great phone,pos,x,\n"
    b"h1,a2,w2,Approved,Mon May 6,Tue May 7,20,0% (0/0),Great phone,neg,x,\n"
)


async def test_how_long_workers_took_is_left_behind(shop: Workshop) -> None:
    rows, account = converted(TURK, "csv")
    gone = {"AcceptTime", "SubmitTime", "WorkTimeInSeconds", "LifetimeApprovalRate"}
    assert not gone & set(rows[0]) and labels(rows) == [[["pos"], ["neg"]]]
    assert {name for name in gone if any(repr(name) in row["what"] for row in account["lost"])} == gone
    seen = preview(TURK, "csv", {}, [TONE], True)
    assert [part["name"] for part in seen.items[0].parts] == ["input_text"]
    assert {c.column for c in seen.columns if c.becomes == "metadata" and not c.hidden} == {
        "HITId",
        "AssignmentId",
        "AssignmentStatus",
    }
    project = await shop.project(TONE)
    done = await shop.bring(project, TURK, "csv")
    assert (done.added, done.report["kept"].get("annotations")) == (1, 2)
    assert "30" not in json.dumps(
        (await shop.rows("SELECT metadata FROM item_payload WHERE project_id = :p", p=project))[0][0]
    )
    # A column of somebody's own table is theirs.
    assert converted(b"text,duration\nA call,30\n", "csv")[0][0]["duration"] == "30"


# Classes ----------------------------------------------------------------------------------------------------------


def test_classes_keep_their_order(tmp_path: Path) -> None:
    names = ["pos", "mixed", "neg"]
    made = datasets.Dataset.from_dict({"text": ["a b", "c d", "e"], "label": [0, 2, 0]})
    made.cast_column("label", datasets.ClassLabel(names=names)).to_parquet(str(tmp_path / "a.parquet"))

    def files(content: bytes, read_as: str, to: str) -> bytes:
        source = open_source(io.BytesIO(content), read_as)
        (made, *_) = (b"".join(file.pieces) for file in convert(source, WRITTEN[to].writes[to], {}, Ledger()))
        return made

    def of_classes(content: bytes) -> Any:
        said = json.loads(pq.read_schema(io.BytesIO(content)).metadata[b"huggingface"])
        return said["info"]["features"]["label"]["names"]

    content = (tmp_path / "a.parquet").read_bytes()
    assert of_classes(files(content, "datasets", "datasets")) == names
    assert of_classes(files(files(content, "datasets", "parquet"), "parquet", "datasets")) == names
    assert pq.read_table(io.BytesIO(files(content, "datasets", "parquet"))).column("label").to_pylist()[1] == "neg"


def test_spans_of_a_document_still_go_out() -> None:
    rows, account = converted(lines([spans("EU acts", (0, 2, "ORG"))]), "jsonl")
    assert labels(rows) == [[["ORG"]]] or rows[0]["annotations"][0]["records"][0]["label"] == "ORG"
    assert account["lost"] == []
