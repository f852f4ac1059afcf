"""Prodigy's tasks: accept, reject and ignore are what they mean, through conversion and import, and written back."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from goodwork.formats.reading import open_source
from goodwork.formats.recognising import recognise
from goodwork.formats.rows import Broken, Row
from goodwork.model.records import Choice, Relation, Span, TextAnswer, nothing_found
from tests.data.workshop import Workshop
from tests.formats.converted import lines, own, placed, spans, to_files

INPUTS = Path(__file__).parent / "inputs"
TOPIC: dict[str, Any] = {
    "key": "topic", "kind": "classification", "title": "What is it about?", "labels": ["DOCUMENTATION", "BUG"],
    "multiple": True,
}  # fmt: skip
NAMES: dict[str, Any] = {"key": "names", "kind": "spans", "title": "Mark the names", "labels": ["PER", "LOC"]}


def read(tasks: list[dict[str, Any]] | bytes) -> tuple[list[Row], list[str]]:
    """The rows of tasks, and what was lost."""
    source = open_source(io.BytesIO(tasks if isinstance(tasks, bytes) else lines(tasks)), "prodigy")
    rows = [row for row in source.rows(0) if isinstance(row, Row)]
    return rows, [f"{row['item']}: {row['what']}: {row['why']}" for row in source.report.as_json()["lost"]]


def converted(tasks: list[dict[str, Any]] | bytes) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Tasks as our JSON lines, and the account."""
    content = tasks if isinstance(tasks, bytes) else lines(tasks)
    files, account = to_files(open_source(io.BytesIO(content), "prodigy"), "jsonl")
    return [json.loads(line) for line in files["items.jsonl"].splitlines()], account


@pytest.mark.parametrize("name", ["b3-accept-reject-shown.jsonl", "c1-prodigy-textcat.jsonl"])
def test_what_was_rejected_or_ignored_is_no_label(name: str) -> None:
    assert recognise(INPUTS / name) == "prodigy"
    rows, account = converted((INPUTS / name).read_bytes())
    assert all("answer" not in row and "label" not in row for row in rows)
    said = {row["text"]: row["annotations"][0] for row in rows}
    if name.startswith("b3"):
        assert said["Fix the docs of the parser"]["records"][0]["labels"] == []
    else:
        assert said["Fix the docs"]["records"][0]["labels"] == ["DOCUMENTATION"]
        assert said["Crash at start"]["records"][0]["labels"] == []
        assert (said["Hm"]["role"], said["Hm"]["records"]) == ("skip", [])
    assert account["lost"] == []


async def test_an_import_shows_the_text_alone(shop: Workshop) -> None:
    project = await shop.project(TOPIC)
    done = await shop.bring(project, (INPUTS / "c1-prodigy-textcat.jsonl").read_bytes(), "prodigy")
    assert (done.added, done.rejected) == (3, 0)
    items = await shop.rows(
        "SELECT payload, i.skips FROM item i JOIN item_payload p ON p.item_id = i.id WHERE i.project_id = :p"
        " ORDER BY i.position",
        p=project,
    )
    assert [[part["name"] for part in row[0]["parts"]] for row in items] == [["text"]] * 3
    assert [row[1] for row in items] == [0, 0, 1]
    answers = await shop.rows("SELECT answers FROM annotation WHERE project_id = :p ORDER BY id", p=project)
    assert [row[0]["topic"]["labels"] for row in answers] == [["documentation"], []]


@pytest.mark.parametrize("part", ["tweet", "text"])
async def test_the_text_is_the_part_that_the_questions_look_at(shop: Workshop, part: str) -> None:
    project = await shop.project({**NAMES, "part": part})
    tasks = [
        {"text": "Ada in Rome", "_input_hash": 1, "spans": [{"start": 0, "end": 3, "label": "PER"}], "answer": "accept",
         "_annotator_id": "p1"},
        {"text": "Nobody", "_input_hash": 2, "spans": [], "answer": "accept", "_annotator_id": "p1"},
        {"text": "Ada in Rome", "_input_hash": 1, "spans": [{"start": 7, "end": 11, "label": "LOC"}],
         "answer": "accept", "_annotator_id": "p2"},
        {"text": "Eve", "_input_hash": 3, "spans": [{"start": 0, "end": 3, "label": "X"}], "answer": "accept"},
        {"text": "Abe", "_input_hash": 4},
    ]  # fmt: skip
    done = await shop.bring(project, lines(tasks), "prodigy")
    assert (done.added, done.duplicate, done.rejected) == (4, 0, 0)
    given = await shop.rows(
        "SELECT i.position, a.answers FROM annotation a JOIN item i ON i.id = a.item_id WHERE i.project_id = :p"
        " ORDER BY i.position, a.id",
        p=project,
    )
    assert [(row[0], [span["text"] for span in row[1]["names"]["spans"]]) for row in given] == [
        (1, ["Ada"]), (1, ["Rome"]), (2, []),
    ]  # fmt: skip
    assert "'X'" in json.dumps(done.report["lost"]), "an answer with a label that nobody knows is none"


async def test_a_single_choice_takes_no_rejection_for_an_answer(shop: Workshop) -> None:
    project = await shop.project({**TOPIC, "multiple": False})
    done = await shop.bring(project, (INPUTS / "c1-prodigy-textcat.jsonl").read_bytes(), "prodigy")
    answers = await shop.rows("SELECT answers FROM annotation WHERE project_id = :p", p=project)
    assert done.added == 3 and [row[0]["topic"]["labels"] for row in answers] == [["documentation"]]
    assert {row["item"] for row in done.report["lost"]} == {"line 2"}


def test_a_rejection_of_one_of_several_labels_is_no_answer() -> None:
    rows, lost = read([
        {"text": "a", "label": "X", "answer": "accept"},
        {"text": "b", "label": "Y", "answer": "reject", "_input_hash": 5},
        {"text": "c", "label": "X", "answer": "reject", "_input_hash": 6},
        {"text": "c", "label": "Y", "answer": "reject", "_input_hash": 6},
        {"text": "d", "label": "X", "answer": "reject", "_input_hash": 7},
        {"text": "d", "label": "Y", "answer": "accept", "_input_hash": 7},
    ])  # fmt: skip
    assert [[one.records for one in row.said] for row in rows] == [
        [(Choice("label", ("X",), ("X",)),)],
        [],
        [(Choice("label", (), (), multiple=True),)],
        [(Choice("label", ("Y",), ("Y",)),)],
    ]
    assert lost == ["line 2: the rejected label 'Y': it says which of several labels is wrong, and not which is right"]


def test_options_are_accepted_by_id_and_called_by_text() -> None:
    options = [{"id": 1, "text": "Good"}, {"id": 2, "text": "Bad"}]
    rows, lost = read([
        {"text": "a", "options": options, "accept": [2], "answer": "accept", "_view_id": "choice"},
        {"text": "b", "options": options, "accept": [2, 1], "answer": "accept"},
        {"text": "c", "options": options, "accept": [], "answer": "accept"},
        {"text": "d", "options": options, "answer": "accept"},
        {"text": "e", "options": options, "accept": [1], "answer": "reject"},
        {"text": "f", "options": options, "accept": [9], "answer": "accept"},
        {"text": "g", "options": options, "accept": [1], "answer": "ignore"},
    ])  # fmt: skip
    assert [[one.records for one in row.said] for row in rows] == [
        [(Choice("label", ("2",), ("Bad",)),)],
        [(Choice("label", ("2", "1"), ("Bad", "Good"), multiple=True),)],
        [(Choice("label", (), (), multiple=True),)],
        [(Choice("label", (), (), multiple=True),)],
        [],
        [],
        [()],
    ]
    assert [one.split(":")[0] for one in lost] == ["line 5", "line 6"] and "none of its options" in lost[1]


def test_spans_count_code_points_and_are_taken_whole_or_not_at_all() -> None:
    ada = {"start": 3, "end": 6, "label": "PER", "token_start": 1, "token_end": 1}
    rows, lost = read([
        {"id": 1, "text": "🎉🎉 Ada", "spans": [ada], "answer": "accept", "_session_id": "x-p1"},
        {"id": 2, "text": "Ada", "spans": [{"start": 0, "end": 3, "label": "PER"}, ada], "answer": "accept"},
        {"id": 3, "text": "Nobody", "spans": [], "answer": "accept"},
        {"id": 4, "text": "Nobody else", "answer": "accept", "_view_id": "ner_manual"},
        {"id": 5, "text": "No key at all", "answer": "accept"},
        {"id": 6, "text": "Ada", "spans": [{"start": 0, "end": 3, "label": "PER"}], "answer": "reject"},
        {"id": 7, "text": "Ada", "spans": [{"start": 0, "end": 3}], "answer": "accept"},
        {"id": 8, "text": "Ada", "spans": [{"start": 0, "end": 3, "label": "PER", "text": "Eve"}], "answer": "accept"},
        {"id": 9, "text": "Ada, unanswered", "spans": [{"start": 0, "end": 3, "label": "PER"}]},
        {"id": 10, "text": "Eve, unanswered", "spans": []},
    ])  # fmt: skip
    assert placed(rows[0]) == [(3, 6, "PER", "Ada")] and rows[0].said[0].by == "x-p1"
    assert [rows[n].said[0].records for n in (2, 3, 4)] == [(nothing_found("entities"),)] * 3
    assert [len(rows[n].said) for n in (1, 5, 6, 7, 9)] == [0] * 5
    assert [(one.role, one.by) for one in rows[8].said] == [("prediction", "prodigy")]
    assert [one.split(":")[0] for one in lost] == ["2", "6", "7", "8"]
    assert "not in the text of 3 characters" in lost[0]


def test_relations_join_spans_however_they_name_them() -> None:
    text = "Ada of Acme"
    marked = [
        {"start": 0, "end": 3, "label": "PER", "token_start": 0, "token_end": 0},
        {"start": 7, "end": 11, "label": "ORG", "token_start": 2, "token_end": 2},
    ]
    words = [("Ada", 0, 3), ("of", 4, 6), ("Acme", 7, 11)]
    tokens = [{"text": word, "start": start, "end": end, "id": n} for n, (word, start, end) in enumerate(words)]
    by_span = {"head": 0, "child": 2, "label": "at", "head_span": marked[0], "child_span": marked[1]}
    by_token = {"head": 0, "child": 2, "label": "at"}
    bare = [{k: v for k, v in one.items() if not k.startswith("token")} for one in marked]
    rows, lost = read([
        {"text": text, "spans": marked, "relations": [by_span, by_span], "answer": "accept"},
        {"text": text, "spans": marked, "relations": [by_token], "answer": "accept", "id": 2},
        {"text": text, "spans": bare, "tokens": tokens, "relations": [by_token], "answer": "accept", "id": 3},
        {"text": text, "spans": marked, "relations": [{**by_token, "child": 1}], "answer": "accept", "id": 4},
    ])  # fmt: skip
    for row in rows[:3]:
        assert row.said[0].records[-1] == Relation("entities", "at", "at", "T1", "T2") and len(placed(row)) == 2
    assert rows[3].said == () and "joins a word that is in no span" in lost[0]


def test_several_people_and_their_review_are_one_item() -> None:
    per = {"start": 0, "end": 3, "label": "PER"}
    rows, _ = read([
        {"text": "Ada", "_input_hash": 1, "spans": [per], "answer": "accept", "_annotator_id": "p1"},
        {"text": "Ada", "_input_hash": 1, "spans": [], "answer": "accept", "_annotator_id": "p2"},
        {"text": "Ada", "_input_hash": 1, "answer": "ignore", "_annotator_id": "p3"},
        {"text": "Ada", "_input_hash": 2, "spans": [per], "answer": "accept", "_view_id": "review",
         "view_id": "ner_manual", "_annotator_id": "lead", "versions": [
            {"text": "Ada", "spans": [per], "answer": "accept", "sessions": ["p1", "p4"]},
            {"text": "Ada", "spans": [], "answer": "reject", "sessions": ["p2"]},
        ]},
    ])  # fmt: skip
    assert [(one.role, one.by, len(one.records)) for one in rows[0].said] == [
        ("annotation", "p1", 1), ("annotation", "p2", 1), ("skip", "p3", 0),
    ]  # fmt: skip
    assert [(one.by, len(one.records)) for one in rows[1].said] == [("lead", 1), ("p1", 1), ("p4", 1)]


def test_answers_to_one_input_need_not_follow_each_other() -> None:
    tasks = [
        {"text": f"t{n}", "_input_hash": n, "label": label, "answer": answer, "_annotator_id": who}
        for label, answers in (("X", ("accept", "reject", "reject")), ("Y", ("accept", "reject", "accept")))
        for who in ("p1", "p2")
        for n, answer in enumerate(answers)
    ]
    content = lines(tasks).replace(b"\n", b"\n{broken\n", 1)
    source = open_source(io.BytesIO(content), "prodigy")
    entries = list(source.rows(0))
    assert [entry.line for entry in entries] == [1, 2, 3, 4]
    rows = [entry for entry in entries if isinstance(entry, Row)]
    assert [[(one.by, one.records[0]) for one in row.said] for row in rows] == [
        [(who, Choice("label", labels, labels, multiple=len(labels) != 1)) for who in ("p1", "p2")]
        for labels in (("X", "Y"), (), ("Y",))
    ]
    assert [entry.line for entry in source.rows(2)] == [3, 4]


def test_spans_that_were_accepted_one_by_one_are_one_answer() -> None:
    text = "Ada met Bob in Köln"
    marked = [(0, 3, "PER", "accept"), (15, 19, "PER", "reject"), (8, 11, "PER", "accept")]
    tasks = [
        {"text": text, "_input_hash": 1, "_is_binary": True, "spans": [{"start": a, "end": b, "label": label}],
         "answer": answer}
        for a, b, label, answer in marked
    ]  # fmt: skip
    (row,), lost = read(tasks)
    assert len(row.said) == 1 and placed(row) == [(0, 3, "PER", "Ada"), (8, 11, "PER", "Bob")]
    assert [one.split(":")[0] for one in lost] == ["line 2"]


def test_what_is_no_answer_is_never_one() -> None:
    rows, lost = read([
        {"text": "a", "label": "X", "spans": [{"start": 0, "end": 1, "pattern": 3}], "answer": "accept"},
        {"text": "Is it so?", "answer": "maybe"},
        {"text": "b", "user_input": "written\r\n🎉", "_view_id": "text_input", "answer": "accept"},
        {"image": "data:image/png;base64,AA==", "spans": [{"label": "CAR", "points": [[0, 0]]}], "answer": "accept"},
        {"text": "c", "label": "X"},
    ])  # fmt: skip
    assert rows[0].said[0].records == (Choice("label", ("X",), ("X",)),)
    assert rows[2].said[0].records == (TextAnswer("user_input", "written\r\n🎉"),)
    assert rows[1].said == rows[3].said == rows[4].said == () and "label" not in rows[4].values
    assert [one.split(": ", 1)[1].split(":")[0] for one in lost] == [
        "spans that were highlighted", "the answer 'maybe'", "shapes on the picture",
    ]  # fmt: skip


def test_a_yes_or_no_to_a_text_is_the_answer_itself() -> None:
    rows, lost = read([{"text": "a", "answer": "accept", "_task_hash": 1}, {"text": "b", "answer": "reject"}])
    assert [row.said[0].records for row in rows] == [
        (Choice("answer", ("accept",), ("accept",)),), (Choice("answer", ("reject",), ("reject",)),),
    ]  # fmt: skip
    assert lost == []


@pytest.mark.parametrize(
    "content",
    [
        b'\xef\xbb\xbf{"text": "a", "label": "X", "answer": "accept"}\r\n'
        b'{"text": "b", "label": "X", "answer": "reject"}\r\n',
        b'[{"text": "a", "label": "X", "answer": "accept"}, {"text": "b", "label": "X", "answer": "reject"}]',
        b'{"text": "a", "label": "X", "answer": "accept"}\n{broken\n{"text": "b", "label": "X", "answer": "reject"}',
    ],
    ids=["with a mark", "an array", "a broken line"],
)
def test_other_ways_of_writing_the_same(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_bytes(content)
    assert recognise(tmp_path / "x.jsonl") == "prodigy"
    entries = list(open_source(io.BytesIO(content), "prodigy").rows(0))
    said = [entry.said[0].records[0] for entry in entries if isinstance(entry, Row)]
    assert [one.labels for one in said if isinstance(one, Choice)] == [("X",), ()]
    assert sum(isinstance(entry, Broken) for entry in entries) == content.count(b"broken")


def test_labels_of_other_types_and_recordings() -> None:
    rows, _ = read(
        [{"text": "a", "label": 1, "answer": "accept"}, {"text": "b", "label": ["X", "Y"], "answer": "accept"}]
    )
    assert [row.said[0].records for row in rows] == [
        (Choice("label", ("1",), ("1",)),), (Choice("label", ("X", "Y"), ("X", "Y"), multiple=True),),
    ]  # fmt: skip
    others = [
        {"audio": "a.wav", "answer": "accept"},
        {"input": {"text": "Hi"}, "accept": {"text": "Hello"}, "reject": {"text": "No"}, "answer": "accept"},
    ]
    found = list(open_source(io.BytesIO(lines(others)), "prodigy").rows(0))
    assert ["recording" in row.reason or "comparison" in row.reason for row in found if isinstance(row, Broken)] == [
        True, True
    ]  # fmt: skip


def test_an_empty_file_has_no_rows() -> None:
    assert read(b"") == ([], [])


def test_what_is_written_is_a_task_of_prodigy() -> None:
    text = "Ada 👩‍🚀 met Bob, of Acme"
    marked = spans(text, (0, 3, "PER"), (8, 16, "X"), (20, 24, "ORG"))
    records = marked["annotations"][0]["records"]
    records.append({"type": "relation", "question": "entities", "label": "of", "head": "T1", "tail": "T3"})
    files, account = to_files(own([marked, {"text": "Nobody was asked"}]), "prodigy")
    (task,) = [json.loads(line) for line in files["items.jsonl"].splitlines()]
    assert task["text"] == text and task["answer"] == "accept" and task["_view_id"] == "relations"
    for token in task["tokens"]:
        assert text[token["start"] : token["end"]] == token["text"]
    for span in task["spans"]:
        first, last = task["tokens"][span["token_start"]], task["tokens"][span["token_end"]]
        assert (first["start"], last["end"]) == (span["start"], span["end"])
    assert [(arc["head_span"]["label"], arc["child_span"]["label"]) for arc in task["relations"]] == [("PER", "ORG")]
    assert [row["what"] for row in account["lost"]] == ["an item without an answer"]
    (row,), _ = read([task])
    assert [type(one) for one in row.said[0].records] == [Span, Span, Span, Relation]


def test_an_export_comes_back_as_it_was() -> None:
    fixture = Path(__file__).parents[2] / "fixtures" / "formats" / "prodigy" / "items.jsonl"
    before = fixture.read_bytes()
    files, account = to_files(open_source(io.BytesIO(before), "prodigy"), "prodigy")
    first, second = read(before)[0], read(files["items.jsonl"])[0]
    answered = [row for row in first if row.said]
    assert [row.said for row in second] == [row.said for row in answered]
    assert [row.values["text"] for row in second] == [row.values["text"] for row in answered]
    assert [row["what"] for row in account["lost"]] == ["a rejected answer", "an item without an answer (2 times)"]
